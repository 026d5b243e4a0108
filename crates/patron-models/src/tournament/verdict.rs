//! Which contestant to trust.

use serde::{Deserialize, Serialize};

use super::Contestant;

/// The contestant to use, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// Its name.
    pub id: String,
    /// Why it and no other.
    pub reason: Reason,
    /// The contestant with the smallest score.
    pub best: String,
    /// Score of [`Verdict::id`] less that of the next best contestant of the same kind it was weighed against, with
    /// its standard error; `None` where it was alone.
    pub margin: Option<Margin>,
}

/// A difference of mean scores over the same customers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Margin {
    /// Mean difference; below 0 where the chosen one was better.
    pub difference: f64,
    /// Its standard error, customers and origins taken as independent.
    pub standard_error: f64,
}

/// Why a contestant was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// A model with the smallest score.
    BestScore,
    /// A model as good as the one with the smallest score, with fewer parameters.
    SimplerAsGood,
    /// A model as good as the one with the smallest score and no larger, whose total was nearer.
    NearerTotal,
    /// A model as good as a rule of thumb with the smallest score: it knows P(return) and intervals as well.
    AsGoodAsTheRule,
    /// A rule of thumb that was better than every model.
    NoModelBeatTheRule,
    /// A rule of thumb: no model could be fitted at every origin.
    NoModelFitted,
    /// A learned contestant was better than all, and knows no value: the best of the others.
    BestOfThoseThatValue,
}

/// Mean scores with the means of their products over the same customers.
#[derive(Debug, Clone)]
pub(super) struct Scores {
    pub(super) customers: f64,
    pub(super) mean: Vec<f64>,
    /// mean of score i times score j
    pub(super) product: Vec<Vec<f64>>,
    /// predicted less actual purchases of all
    pub(super) total_error: Vec<f64>,
}

/// Scores closer than this share of the smallest count as equal, however sure the difference is.
const NEGLIGIBLE: f64 = 0.005;

impl Scores {
    /// The place of the smallest score among these.
    fn best_of(&self, places: &[usize]) -> Option<usize> {
        places.iter().copied().min_by(|&i, &j| self.mean[i].total_cmp(&self.mean[j]))
    }

    fn as_good(&self, place: usize, best: usize) -> bool {
        let margin = self.margin(place, best);
        margin.difference <= margin.standard_error.max(NEGLIGIBLE * self.mean[best])
    }

    /// Score of i less that of j.
    fn margin(&self, i: usize, j: usize) -> Margin {
        let difference = self.mean[i] - self.mean[j];
        let square = self.product[i][i] - 2.0 * self.product[i][j] + self.product[j][j];
        let variance = (square - difference * difference).max(0.0);
        Margin { difference, standard_error: (variance / self.customers).sqrt() }
    }
}

/// The verdict over those who forecast at every origin; `None` where there are none.
///
/// A contestant is as good as the best where its score is at most one standard error, or half a per cent, above the
/// smallest. Of the models among those the one with the fewest parameters is chosen, and of several the one whose total
/// came nearest; a rule only where no model is as good. A learned contestant is never chosen: where none of the others
/// is as good, they decide among themselves.
pub(super) fn verdict(contestants: &[Contestant], scores: &Scores) -> Option<Verdict> {
    let all: Vec<usize> = (0..contestants.len()).collect();
    let others: Vec<usize> = all.iter().copied().filter(|&place| !contestants[place].is_learned()).collect();
    let best = scores.best_of(&all)?;
    let name = |place: usize| contestants[place].id();
    if contestants[best].is_learned() && !others.iter().any(|&place| scores.as_good(place, best)) {
        let (chosen, _) = choose(contestants, scores, &others, scores.best_of(&others)?)?;
        let margin = Some(scores.margin(chosen, best));
        return Some(Verdict { id: name(chosen), reason: Reason::BestOfThoseThatValue, best: name(best), margin });
    }
    let (chosen, reason) = choose(contestants, scores, &others, best)?;
    let against = match reason {
        Reason::NoModelFitted => None,
        Reason::NoModelBeatTheRule => {
            let models: Vec<usize> = others.into_iter().filter(|&place| !contestants[place].is_rule()).collect();
            scores.best_of(&models)
        }
        _ if chosen == best => {
            // The best of those that did not say just the same.
            let differs = |&place: &usize| place != best && scores.margin(best, place).standard_error > 0.0;
            scores.best_of(&all.into_iter().filter(differs).collect::<Vec<_>>())
        }
        _ => Some(best),
    };
    let margin = against.map(|against| scores.margin(chosen, against));
    Some(Verdict { id: name(chosen), reason, best: name(best), margin })
}

/// Whom to use of models and rules, weighed against the best.
fn choose(contestants: &[Contestant], scores: &Scores, among: &[usize], best: usize) -> Option<(usize, Reason)> {
    let (rules, models): (Vec<usize>, Vec<usize>) = among.iter().partition(|&&place| contestants[place].is_rule());
    if models.is_empty() {
        return Some((scores.best_of(&rules)?, Reason::NoModelFitted));
    }
    let size = |place: usize| contestants[place].parameters();
    let as_good = models.iter().copied().filter(|&place| scores.as_good(place, best));
    let chosen = as_good.min_by(|&i, &j| {
        let nearer = scores.total_error[i].abs().total_cmp(&scores.total_error[j].abs());
        size(i).cmp(&size(j)).then(nearer)
    });
    let Some(chosen) = chosen else { return Some((scores.best_of(&rules)?, Reason::NoModelBeatTheRule)) };
    let reason = match chosen {
        chosen if chosen == best => Reason::BestScore,
        _ if contestants[best].is_rule() => Reason::AsGoodAsTheRule,
        chosen if size(chosen) < size(best) => Reason::SimplerAsGood,
        _ => Reason::NearerTotal,
    };
    Some((chosen, reason))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tournament::{CountForecaster, LearnError, Learner, Lessons};
    use crate::transaction::transaction_model;

    fn model(name: &str) -> Contestant {
        Contestant::Model(transaction_model(name).unwrap())
    }

    /// Scores of 100 customers that differ by the given standard deviation from those of the first.
    fn scores(mean: &[f64], spread: f64) -> Scores {
        let product = mean.iter().enumerate().map(|(i, a)| {
            let others = mean.iter().enumerate();
            others.map(|(j, b)| a * b + if i == j && i > 0 { spread * spread } else { 0.0 }).collect()
        });
        let total_error = vec![5.0, -3.0, 9.0, 1.0];
        Scores { customers: 100.0, mean: mean.to_vec(), product: product.collect(), total_error }
    }

    #[test]
    fn the_simplest_within_a_standard_error_wins_among_models() {
        let all = [model("bg-cnbd-k"), model("bg-nbd"), model("nbd"), Contestant::RULES[1]];
        // Differences of .02 and .3 with a standard error of .05.
        let found = verdict(&all, &scores(&[0.50, 0.52, 0.80, 0.9], 0.5)).unwrap();
        assert_eq!(
            (found.id.as_str(), found.reason, found.best.as_str()),
            ("bg-nbd", Reason::SimplerAsGood, "bg-cnbd-k")
        );
        let margin = found.margin.unwrap();
        assert!((margin.difference - 0.02).abs() < 1e-12 && (margin.standard_error - 0.05).abs() < 1e-12);
        // Of two with as many parameters the one whose total was nearer: 3 purchases away and not 5.
        let equals = [model("mbg-nbd"), model("bg-nbd"), Contestant::RULES[1]];
        let near = verdict(&equals, &scores(&[0.50, 0.502, 0.9], 0.0)).unwrap();
        assert_eq!((near.id.as_str(), near.reason), ("bg-nbd", Reason::NearerTotal));
        let sure = verdict(&all, &scores(&[0.50, 0.52, 0.80, 0.9], 0.1)).unwrap();
        assert_eq!((sure.id.as_str(), sure.reason), ("bg-cnbd-k", Reason::BestScore));
        assert!(sure.margin.unwrap().difference < 0.0);
    }

    #[derive(Debug)]
    struct Taught;

    impl Learner for Taught {
        fn name(&self) -> &'static str {
            "taught"
        }
        fn parameters(&self) -> usize {
            1_000
        }
        fn learn(&self, lessons: &Lessons) -> Result<Box<dyn CountForecaster>, LearnError> {
            Err(LearnError::TooFewCustomers { customers: lessons.outcomes().len(), needed: 1 })
        }
    }

    #[test]
    fn a_learned_contestant_that_wins_leaves_the_choice_to_the_others() {
        let all = [model("bg-nbd"), model("bg-cnbd-k"), Contestant::Learned(&Taught), Contestant::RULES[1]];
        let found = verdict(&all, &scores(&[0.5, 0.51, 0.3, 0.6], 0.01)).unwrap();
        assert_eq!((found.id.as_str(), found.best.as_str()), ("bg-nbd", "taught"));
        assert_eq!(found.reason, Reason::BestOfThoseThatValue);
        assert!((found.margin.unwrap().difference - 0.2).abs() < 1e-12);
        // A model as good is simply the simpler one, and one that is better needs no such word.
        let as_good = verdict(&all, &scores(&[0.301, 0.51, 0.3, 0.6], 0.0)).unwrap();
        assert_eq!((as_good.id.as_str(), as_good.reason), ("bg-nbd", Reason::SimplerAsGood));
        let better = verdict(&all, &scores(&[0.2, 0.51, 0.3, 0.6], 0.01)).unwrap();
        assert_eq!((better.id.as_str(), better.reason), ("bg-nbd", Reason::BestScore));
        // Behind it the rule that no model beats; alone it gives no verdict.
        let rule = verdict(&all, &scores(&[0.5, 0.51, 0.3, 0.4], 0.01)).unwrap();
        assert_eq!((rule.id.as_str(), rule.reason), ("past-rate", Reason::BestOfThoseThatValue));
        assert_eq!(verdict(&all[2..3], &scores(&[0.3], 0.01)), None);
    }

    #[test]
    fn a_rule_wins_only_where_no_model_is_as_good() {
        let all = [model("bg-nbd"), Contestant::RULES[0], Contestant::RULES[1]];
        assert_eq!(verdict(&all, &scores(&[0.5, 0.5, 0.51], 9.0)).unwrap().id, "bg-nbd");
        let found = verdict(&all, &scores(&[0.5, 0.6, 0.49], 0.05)).unwrap();
        assert_eq!((found.id.as_str(), found.reason), ("past-rate", Reason::NoModelBeatTheRule));
        let as_good = verdict(&all, &scores(&[0.5, 0.6, 0.499], 0.0)).unwrap();
        assert_eq!((as_good.id.as_str(), as_good.best.as_str()), ("bg-nbd", "past-rate"));
        assert_eq!(as_good.reason, Reason::AsGoodAsTheRule);
        let alone = verdict(&all[1..], &scores(&[0.6, 0.49], 1.0)).unwrap();
        assert_eq!((alone.id.as_str(), alone.reason), ("past-rate", Reason::NoModelFitted));
        assert_eq!(verdict(&[], &scores(&[], 1.0)), None);
    }
}

use patron_learn::ziln::{Known, ZilnGroups};
use patron_models::gamma_gamma::{GammaGamma, SpendHistory, SpendStatistics};
use patron_models::history::History;
use patron_models::holdout::{HoldoutError, Outcomes};
use patron_models::normal_spend::{Contribution, ContributionStatistics, NormalSpend};
use patron_models::spend::SpendModel;
use patron_models::tournament::{Contestant, Window};
use serde::{Deserialize, Serialize};

/// What is known of the money of one customer at an origin, and what came after it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spent {
    pub(super) known: Known,
    /// net amount in the window
    pub(super) spend: f64,
}

impl Spent {
    /// `net` of the purchases after the first up to the day, `spend` of the window after it.
    pub(super) fn new(history: &History, net: f64, spend: f64) -> Self {
        let frequency = history.frequency();
        let mean_spend = (frequency > 0).then(|| net / f64::from(frequency));
        Self { known: Known { frequency, idle: history.age() - history.recency(), mean_spend }, spend }
    }
}

/// The money of one origin.
#[derive(Debug, Default)]
pub(super) struct MoneyWindow {
    /// everybody who was known, in the order of the ledger
    pub(super) all: Vec<Spent>,
    /// places of those that are scored
    pub(super) scored: Vec<usize>,
    /// of one window before, where the history teaches it
    pub(super) lessons: Option<Vec<Spent>>,
}

impl MoneyWindow {
    /// Nobody is known yet.
    pub(super) fn new(teaches: bool) -> Self {
        Self { lessons: teaches.then(Vec::new), ..Self::default() }
    }

    /// Those scored, in the order of the window's forecasts.
    fn in_order<'a>(&'a self, window: &'a Window) -> impl Iterator<Item = &'a Spent> {
        window.order().iter().filter_map(|&place| self.all.get(*self.scored.get(place)?))
    }
}

/// How expected purchases become expected money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    GammaGamma,
    Normal,
    /// the customer's own mean, that of all where there is none
    OwnMean,
    /// the mean of all
    MeanOfAll,
}

const METHODS: [Method; 4] = [Method::GammaGamma, Method::Normal, Method::OwnMean, Method::MeanOfAll];

impl Method {
    fn name(self) -> &'static str {
        match self {
            Self::GammaGamma => GammaGamma::NAME,
            Self::Normal => NormalSpend::NAME,
            Self::OwnMean => "own-mean",
            Self::MeanOfAll => "mean-of-all",
        }
    }

    /// A rule of purchases goes with a rule of spend; whoever forecasts purchases may take any but the crudest.
    fn goes_with(self, contestant: &Contestant) -> bool {
        match contestant {
            Contestant::Rule("past-rate") => self == Self::OwnMean,
            Contestant::Rule(_) => self == Self::MeanOfAll,
            Contestant::Model(_) | Contestant::InExposure { .. } | Contestant::Learned(_) => self != Self::MeanOfAll,
        }
    }
}

/// Name of the view of spend without purchases: nothing, or log-normal, by groups.
const ZILN: &str = "ziln";

/// How close forecasts of money in the window came.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct MoneyEntry {
    /// contestant that forecast the purchases, or `ziln`
    pub(crate) id: String,
    /// what made money of them; none for `ziln`
    pub(crate) spend: Option<String>,
    pub(crate) predicted: f64,
    pub(crate) bias: Option<f64>,
    pub(crate) rmse: f64,
    pub(crate) correlation: Option<f64>,
    pub(crate) gini: Option<f64>,
}

/// The second tournament: money in the window.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct MoneyHeld {
    /// net amount that came, of those scored
    pub(crate) actual: f64,
    /// smallest RMSE first
    pub(crate) entries: Vec<MoneyEntry>,
}

/// Collects forecasts of money, origin after origin.
pub(super) struct MoneyContest<'a> {
    contestants: &'a [Contestant],
    windows: &'a [Window],
    money: &'a [MoneyWindow],
    /// expected purchases by contestant
    expected: Vec<Vec<f64>>,
}

impl<'a> MoneyContest<'a> {
    pub(super) fn new(contestants: &'a [Contestant], windows: &'a [Window], money: &'a [MoneyWindow]) -> Self {
        Self { contestants, windows, money, expected: vec![Vec::new(); contestants.len()] }
    }

    /// Takes up what a contestant expects at the next origin.
    pub(super) fn take(&mut self, contestant: usize, expected: &[f64]) {
        if let Some(known) = self.expected.get_mut(contestant) {
            known.extend_from_slice(expected);
        }
    }

    /// Who came how close, over those who forecast at every origin; none where no money came in.
    pub(super) fn finish(self) -> Result<Option<MoneyHeld>, HoldoutError> {
        let actual: Vec<f64> = self.scored().map(|spent| spent.spend).collect();
        if !actual.iter().any(|spend| *spend != 0.0) {
            return Ok(None);
        }
        let total = actual.iter().sum();
        let outcomes = Outcomes::new(actual)?;
        let mut entries = Vec::new();
        let mut add = |id: &str, spend: Option<Method>, predicted: &[f64]| -> Result<(), HoldoutError> {
            let found = outcomes.accuracy(predicted)?;
            entries.push(MoneyEntry {
                id: id.to_owned(),
                spend: spend.map(|method| method.name().to_owned()),
                predicted: found.predicted_total,
                bias: found.bias,
                rmse: found.rmse,
                correlation: found.correlation,
                gini: found.gini,
            });
            Ok(())
        };
        for method in METHODS {
            let Some(means) = self.means(method) else { continue };
            for (contestant, expected) in self.contestants.iter().zip(&self.expected) {
                if expected.len() == means.len() && method.goes_with(contestant) {
                    let predicted: Vec<f64> = expected.iter().zip(&means).map(|(count, mean)| count * mean).collect();
                    add(&contestant.id(), Some(method), &predicted)?;
                }
            }
        }
        if let Some(predicted) = self.ziln() {
            add(ZILN, None, &predicted)?;
        }
        entries.sort_by(|one, other| one.rmse.total_cmp(&other.rmse));
        Ok(Some(MoneyHeld { actual: total, entries }))
    }

    /// Those scored at all origins, in the order of their forecasts.
    fn scored(&self) -> impl Iterator<Item = &'a Spent> {
        self.windows.iter().zip(self.money).flat_map(|(window, money)| money.in_order(window))
    }

    /// Expected spend per purchase of everybody scored; none where the model was refused at an origin.
    fn means(&self, method: Method) -> Option<Vec<f64>> {
        let mut means = Vec::new();
        for (window, money) in self.windows.iter().zip(self.money) {
            let of_all = mean_of_all(&money.all);
            let model = match method {
                Method::GammaGamma | Method::Normal => Some(fitted(method, &money.all)?),
                Method::OwnMean | Method::MeanOfAll => None,
            };
            for spent in money.in_order(window) {
                let Known { frequency, mean_spend, .. } = spent.known;
                means.push(match &model {
                    Some(model) => model.purchase(frequency, mean_spend).mean,
                    None if method == Method::OwnMean => mean_spend.unwrap_or(of_all),
                    None => of_all,
                });
            }
        }
        means.iter().all(|mean| mean.is_finite()).then_some(means)
    }

    /// Expected spend by groups; none where an origin teaches nothing.
    fn ziln(&self) -> Option<Vec<f64>> {
        let mut predicted = Vec::new();
        for (window, money) in self.windows.iter().zip(self.money) {
            let lessons = money.lessons.as_ref()?.iter().map(|spent| (spent.known, spent.spend)).collect();
            let groups = ZilnGroups::learn(lessons)?;
            predicted.extend(money.in_order(window).map(|spent| groups.spend(&spent.known).mean()));
        }
        Some(predicted)
    }
}

/// Mean of all repeat purchases known.
fn mean_of_all(spents: &[Spent]) -> f64 {
    let (mut net, mut purchases) = (0.0, 0.0);
    for Known { frequency, mean_spend, .. } in spents.iter().map(|spent| spent.known) {
        let count = f64::from(frequency);
        net += count * mean_spend.unwrap_or(0.0);
        purchases += count;
    }
    if purchases > 0.0 { net / purchases } else { 0.0 }
}

fn fitted(method: Method, spents: &[Spent]) -> Option<SpendModel> {
    let known = spents.iter().filter_map(|spent| Some((spent.known.frequency, spent.known.mean_spend?)));
    let fit = if method == Method::Normal {
        let sample: ContributionStatistics =
            known.filter_map(|(count, mean)| Contribution::new(count, mean, None).ok()).collect();
        NormalSpend::fit(&sample)
    } else {
        let sample: SpendStatistics = known.filter_map(|(count, mean)| SpendHistory::new(count, mean).ok()).collect();
        GammaGamma::fit(&sample)
    };
    let fit = fit.ok()?;
    let model = SpendModel::from_named(&fit.model, &fit.parameters).ok()?;
    // Whoever has not bought again gets the mean of all, which must exist.
    model.population_mean().is_ok().then_some(model)
}

#[cfg(test)]
mod tests {
    use patron_models::history::{History, Statistics};
    use patron_models::tournament::{Contestant, Seen, Window};

    use super::{MoneyContest, MoneyWindow, Spent};

    #[test]
    fn money_is_purchases_times_spend_customer_by_customer() {
        let customers = [(2, 30.0, 12.0, 40.0), (0, 0.0, 0.0, 0.0), (1, 10.0, 50.0, 45.0)];
        let histories = customers.map(|(x, t_x, ..)| History::new(x, t_x, 40.0).unwrap());
        let seen: Vec<Seen> = histories.iter().map(|&history| Seen { history, purchases: 1 }).collect();
        let of = |(history, (_, _, net, spend)): (&History, (u32, f64, f64, f64))| Spent::new(history, net, spend);
        let all: Vec<Spent> = histories.iter().zip(customers).map(of).collect();
        let windows = [Window::new(Statistics::default(), seen, 26.0)];
        // Given by number of purchases: the second customer, the third, the first.
        assert_eq!(windows[0].order(), [1, 2, 0]);
        let money = [MoneyWindow { all, scored: vec![0, 1, 2], lessons: None }];
        let mut contest = MoneyContest::new(&Contestant::RULES, &windows, &money);
        for (place, expected) in [[0.0; 3], [0.0, 1.0, 5.0], [2.0; 3]].iter().enumerate() {
            contest.take(place, expected);
        }
        let held = contest.finish().unwrap().unwrap();
        assert_eq!(held.actual, 85.0);
        let found = |id: &str| held.entries.iter().find(|entry| entry.id == id).unwrap();
        // Own means 6 and 50: 5 × 6 and 1 × 50 against 40 and 45.
        assert_eq!((found("past-rate").spend.as_deref(), found("past-rate").predicted), (Some("own-mean"), 80.0));
        assert!((found("past-rate").rmse - (125.0_f64 / 3.0).sqrt()).abs() < 1e-12);
        // The mean of three purchases is 62 / 3.
        assert!((found("flat-average").predicted - 6.0 * 62.0 / 3.0).abs() < 1e-12);
        assert_eq!(found("nobody-returns").bias, Some(-1.0));
        assert_eq!(held.entries[0].id, "past-rate");
    }
}

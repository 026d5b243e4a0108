use serde::Serialize;

use super::score_interval::score_interval;
use super::{Class, NpsError, class};
use crate::interval::{Interval, Level};
use crate::sample::{SMALL, Sample};
use crate::scale::Scale;

/// How many promoters, passives and detractors: counts, or with weights counts that add up to the effective number of
/// answers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Tally {
    promoters: f64,
    passives: f64,
    detractors: f64,
    answers: usize,
}

impl Tally {
    /// Counts the answers of a question on this scale.
    ///
    /// # Errors
    /// When the scale is not 0 to 10, or an answer is not on it.
    pub fn of(sample: &Sample, scale: &Scale) -> Result<Self, NpsError> {
        if *scale != Scale::ZERO_TO_TEN {
            return Err(NpsError::scale(scale));
        }
        let mut counts = [0.0; 3];
        for (answer, weight) in sample.iter() {
            counts[class(answer)? as usize] += weight;
        }
        let [detractors, passives, promoters] = counts.map(|count| count * sample.effective() / sample.total());
        Ok(Self { promoters, passives, detractors, answers: sample.answers() })
    }

    /// Takes whole counts.
    ///
    /// # Errors
    /// When all are 0.
    pub fn counted(promoters: u64, passives: u64, detractors: u64) -> Result<Self, NpsError> {
        let answers = promoters + passives + detractors;
        let (promoters, passives, detractors) = (promoters as f64, passives as f64, detractors as f64);
        if answers == 0 {
            return Err(NpsError::Counts { promoters, passives, detractors });
        }
        Ok(Self { promoters, passives, detractors, answers: answers as usize })
    }

    /// All groups together. Weights of different groups count as they do within each.
    ///
    /// # Errors
    /// When there is no group.
    pub fn total(groups: &[Self]) -> Result<Self, NpsError> {
        let sum = |of: fn(&Self) -> f64| groups.iter().map(of).sum::<f64>();
        let total = Self {
            promoters: sum(|group| group.promoters),
            passives: sum(|group| group.passives),
            detractors: sum(|group| group.detractors),
            answers: groups.iter().map(|group| group.answers).sum(),
        };
        if total.answers == 0 {
            return Err(NpsError::Groups { groups: groups.len() });
        }
        Ok(total)
    }

    /// Number of answers.
    #[must_use]
    pub fn answers(&self) -> usize {
        self.answers
    }

    /// As many answers of equal weight would say as much.
    #[must_use]
    pub fn effective(&self) -> f64 {
        self.promoters + self.passives + self.detractors
    }

    /// Whether that is too few to show the score without a warning.
    #[must_use]
    pub fn is_small(&self) -> bool {
        self.effective() < SMALL
    }

    /// Share of a class, 0 to 1.
    #[must_use]
    pub fn share(&self, class: Class) -> f64 {
        self.count(class) / self.effective()
    }

    pub(super) fn count(&self, class: Class) -> f64 {
        match class {
            Class::Promoter => self.promoters,
            Class::Passive => self.passives,
            Class::Detractor => self.detractors,
        }
    }

    /// 100 (share of promoters − share of detractors), −100 to 100.
    #[must_use]
    pub fn score(&self) -> f64 {
        100.0 * (self.promoters - self.detractors) / self.effective()
    }

    /// Where the score lies: the score interval for the difference of two shares of one multinomial \[T1998\].
    #[must_use]
    pub fn interval(&self, level: Level) -> Interval {
        score_interval(self.promoters, self.detractors, self.effective(), level).map(|share| 100.0 * share)
    }

    /// Variance of one answer that counts 100, 0 or −100: 10⁴ (p + d − (p − d)²) \[R2016\].
    #[must_use]
    pub fn variance(&self) -> f64 {
        let (p, d) = (self.share(Class::Promoter), self.share(Class::Detractor));
        1e4 * (p + d - (p - d).powi(2))
    }
}

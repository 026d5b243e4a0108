//! Simple rules that a model has to beat before it is believed.

use serde::{Deserialize, Serialize};

use crate::history::{History, Statistics};

/// A rule for expected purchases that needs no model.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "kebab-case")]
pub enum NaiveRule {
    /// Nobody buys again.
    NobodyReturns,
    /// Everyone keeps the rate of the past: x / T per time unit, none where no time has passed.
    PastRate,
    /// Everyone buys at the mean rate of all.
    FlatAverage {
        /// Σx / ΣT over the customers it was taken from.
        rate: f64,
    },
}

impl NaiveRule {
    /// Name of [`NaiveRule::FlatAverage`].
    pub const FLAT_AVERAGE: &'static str = "flat-average";
    /// Names of the rules.
    pub const NAMES: [&'static str; 3] = ["nobody-returns", "past-rate", Self::FLAT_AVERAGE];

    /// The three rules, the flat average taken from a sample.
    #[must_use]
    pub fn all(statistics: &Statistics) -> [Self; 3] {
        [Self::NobodyReturns, Self::PastRate, Self::flat_average(statistics)]
    }

    /// The mean repeat rate of a sample, Σx / ΣT; zero where no time has passed.
    #[must_use]
    pub fn flat_average(statistics: &Statistics) -> Self {
        let age = statistics.sum(History::age);
        let purchases = statistics.sum(|history| f64::from(history.frequency()));
        Self::FlatAverage { rate: if age > 0.0 { purchases / age } else { 0.0 } }
    }

    /// Name used in files and tables.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::NobodyReturns => "nobody-returns",
            Self::PastRate => "past-rate",
            Self::FlatAverage { .. } => Self::FLAT_AVERAGE,
        }
    }

    /// Purchases expected within a horizon (≥ 0, in the unit of the history).
    #[must_use]
    pub fn expected_purchases(&self, history: &History, horizon: f64) -> f64 {
        match self {
            Self::NobodyReturns => 0.0,
            Self::PastRate if history.age() > 0.0 => f64::from(history.frequency()) / history.age() * horizon,
            Self::PastRate => 0.0,
            Self::FlatAverage { rate } => rate * horizon,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_say_what_they_say() {
        let histories = [(4, 8.0, 10.0), (0, 0.0, 30.0)].map(|(x, t, age)| History::new(x, t, age).unwrap());
        let rules = NaiveRule::all(&histories.into_iter().collect());
        let first = rules.map(|rule| rule.expected_purchases(&histories[0], 5.0));
        assert_eq!(first, [0.0, 2.0, 0.5]);
        assert_eq!(rules[1].expected_purchases(&History::NEW, 5.0), 0.0);
        assert_eq!(
            NaiveRule::flat_average(&[History::NEW].into_iter().collect()).expected_purchases(&histories[0], 5.0),
            0.0
        );
        assert_eq!(rules.map(|rule| rule.name()), ["nobody-returns", "past-rate", "flat-average"]);
    }
}

//! The levels at which quantiles are asked for.

use serde::{Deserialize, Serialize};

use super::{HIGH, LOW};
use crate::holdout::Pit;

/// What to ask of a stated distribution so that 5 % of outcomes fall below and 5 % above.
///
/// 5 % and 95 % where it is honest; wider or narrower where past forecasts were too sure or not sure enough.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Levels {
    /// Below it 5 % of outcomes fell.
    pub low: f64,
    /// Above it 5 % of outcomes fell.
    pub high: f64,
}

impl Default for Levels {
    fn default() -> Self {
        Self { low: LOW, high: HIGH }
    }
}

impl Levels {
    /// As the outcomes of past forecasts ask for \[KFE2018\].
    #[must_use]
    pub fn learned(pit: &Pit) -> Self {
        Self { low: pit.level(LOW), high: pit.level(HIGH) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::holdout::PitBuilder;

    #[test]
    fn levels_of_forecasts_that_were_too_sure_are_wider() {
        let mut builder = PitBuilder::default();
        // A tenth of the outcomes fell below the 2 % and a tenth above the 98 % quantile.
        for (low, high, weight) in [(0.0, 0.02, 1.0), (0.02, 0.98, 8.0), (0.98, 1.0, 1.0)] {
            builder.add(low, high, weight).unwrap();
        }
        let levels = Levels::learned(&builder.finish().unwrap());
        assert!((levels.low - 0.01).abs() < 1e-3 && (levels.high - 0.99).abs() < 1e-3, "{levels:?}");
        assert_eq!(Levels::default(), Levels { low: 0.05, high: 0.95 });
    }
}

//! The probability integral transform of counts.

use serde::{Deserialize, Serialize};

use super::HoldoutError;

/// Cells of the grid on which curves are kept.
const CELLS: usize = 200;

/// Collects where outcomes fell within the distributions forecast for them, without randomisation.
///
/// An outcome y with P(N < y) = low and P(N ≤ y) = high counts as spread evenly over [low, high]; honest forecasts make
/// the mean of all spreads uniform \[CGH2009\]. Memory is fixed, whatever the number of outcomes.
#[derive(Debug, Clone)]
pub struct PitBuilder {
    weight: f64,
    /// by grid point: slopes that begin before it, their slope times where they begin, and steps before it
    slopes: Vec<f64>,
    offsets: Vec<f64>,
    steps: Vec<f64>,
}

impl Default for PitBuilder {
    fn default() -> Self {
        let zeros = || vec![0.0; CELLS + 2];
        Self { weight: 0.0, slopes: zeros(), offsets: zeros(), steps: zeros() }
    }
}

impl PitBuilder {
    /// Adds `weight` outcomes with P(N < y) = `low` ≤ P(N ≤ y) = `high`, both within [0, 1].
    ///
    /// # Errors
    /// When they are no such probabilities or the weight is not positive.
    pub fn add(&mut self, low: f64, high: f64, weight: f64) -> Result<(), HoldoutError> {
        if !(0.0 <= low && low <= high && high <= 1.0 && weight > 0.0 && weight.is_finite()) {
            return Err(HoldoutError::NoSpread { low, high });
        }
        self.weight += weight;
        let width = high - low;
        if width < 1e-9 {
            self.steps[place(0.5 * (low + high))] += weight;
            return Ok(());
        }
        let slope = weight / width;
        for (from, slope) in [(low, slope), (high, -slope)] {
            self.slopes[place(from)] += slope;
            self.offsets[place(from)] += slope * from;
        }
        Ok(())
    }

    /// The curve of what was added.
    ///
    /// # Errors
    /// When nothing was added.
    pub fn finish(&self) -> Result<Pit, HoldoutError> {
        if self.weight == 0.0 {
            return Err(HoldoutError::Empty);
        }
        let (mut slope, mut offset, mut step) = (0.0, 0.0, 0.0);
        let mut highest = 0.0_f64;
        let curve = (0..=CELLS).map(|at| {
            slope += self.slopes[at];
            offset += self.offsets[at];
            step += self.steps[at];
            // Rounding of the sums must not make the curve fall.
            highest = highest.max((slope * at as f64 / CELLS as f64 - offset + step) / self.weight).min(1.0);
            highest
        });
        let mut curve: Vec<f64> = curve.collect();
        curve[CELLS] = 1.0;
        Ok(Pit { curve })
    }
}

/// The first grid point at or after a probability.
fn place(probability: f64) -> usize {
    (probability * CELLS as f64).ceil() as usize
}

/// Share of outcomes below each level of their own distribution: the diagonal where forecasts are honest.
///
/// It is also the map that mends dishonest ones: a forecast P(N ≤ n) = u becomes [`Pit::at`] u \[KFE2018\].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pit {
    curve: Vec<f64>,
}

impl Pit {
    /// Share of outcomes at or below a level in [0, 1]; linear between grid points 1/200 apart.
    #[must_use]
    pub fn at(&self, level: f64) -> f64 {
        let place = (level * CELLS as f64).clamp(0.0, CELLS as f64);
        let before = (place as usize).min(CELLS - 1);
        let (low, high) = (self.curve[before], self.curve[before + 1]);
        low + (high - low) * (place - before as f64)
    }

    /// The level below which a given share of outcomes fell: what to ask of a forecast to cover that share. Nothing
    /// finer than half a cell from the ends is learned, so that the result lies within [1/400, 399/400].
    #[must_use]
    pub fn level(&self, share: f64) -> f64 {
        let after = self.curve.partition_point(|value| *value < share).clamp(1, CELLS);
        let (low, high) = (self.curve[after - 1], self.curve[after]);
        let within = if high > low { ((share - low) / (high - low)).clamp(0.0, 1.0) } else { 0.5 };
        let least = 0.5 / CELLS as f64;
        ((after - 1) as f64 / CELLS as f64 + within / CELLS as f64).clamp(least, 1.0 - least)
    }

    /// Largest distance from the diagonal (Kolmogorov-Smirnov): 0 where every stated probability is kept.
    #[must_use]
    pub fn distance(&self) -> f64 {
        let gap = |(at, value): (usize, &f64)| (value - at as f64 / CELLS as f64).abs();
        self.curve.iter().enumerate().map(gap).fold(0.0, f64::max)
    }

    /// Share of outcomes between two levels: for 5 % and 95 % what randomised 90 % intervals cover.
    #[must_use]
    pub fn between(&self, low: f64, high: f64) -> f64 {
        self.at(high) - self.at(low)
    }

    /// Share of outcomes in each of `bars` equal parts of [0, 1]: all the same where forecasts are honest.
    #[must_use]
    pub fn bars(&self, bars: usize) -> Vec<f64> {
        let end = |bar: usize| bar as f64 / bars as f64;
        (0..bars).map(|bar| self.between(end(bar), end(bar + 1))).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pit(spreads: &[(f64, f64)]) -> Pit {
        let mut builder = PitBuilder::default();
        for (low, high) in spreads {
            builder.add(*low, *high, 1.0).unwrap();
        }
        builder.finish().unwrap()
    }

    #[test]
    fn the_mean_of_spreads_is_what_it_is_by_hand() {
        // One outcome within the lower half, one within the upper fifth.
        let found = pit(&[(0.0, 0.5), (0.8, 1.0)]);
        for (level, share) in [(0.0, 0.0), (0.25, 0.25), (0.5, 0.5), (0.8, 0.5), (0.9, 0.75), (1.0, 1.0)] {
            assert!((found.at(level) - share).abs() < 1e-12, "{level}: {}", found.at(level));
        }
        assert!((found.distance() - 0.3).abs() < 1e-12);
        assert!((found.between(0.05, 0.95) - (0.875 - 0.05)).abs() < 1e-12);
        assert!((found.level(0.25) - 0.25).abs() < 1e-12 && (found.level(0.75) - 0.9).abs() < 1e-12);
        assert_eq!(found.bars(2).len(), 2);
    }

    #[test]
    fn honest_forecasts_make_a_diagonal() {
        // A count of 0, 1 or 2 with probabilities .5, .3, .2, each outcome as often as it was forecast.
        let mut builder = PitBuilder::default();
        for (low, high, weight) in [(0.0, 0.5, 50.0), (0.5, 0.8, 30.0), (0.8, 1.0, 20.0)] {
            builder.add(low, high, weight).unwrap();
        }
        let found = builder.finish().unwrap();
        assert!(found.distance() < 1e-12 && (found.between(0.05, 0.95) - 0.9).abs() < 1e-12);
        assert!((found.level(0.05) - 0.05).abs() < 1e-12);
    }

    #[test]
    fn certain_outcomes_are_steps_and_levels_stay_inside() {
        let surprised = pit(&[(0.999_999_999_99, 1.0); 4]);
        assert!((surprised.at(0.99) - 0.0).abs() < 1e-12 && surprised.distance() > 0.99);
        assert!(surprised.level(0.95) < 1.0 && pit(&[(0.0, 1e-12)]).level(0.05) > 0.0);
        for bad in [(0.6, 0.5), (-0.1, 0.5), (0.5, 1.1), (f64::NAN, 0.5)] {
            assert!(PitBuilder::default().add(bad.0, bad.1, 1.0).is_err(), "{bad:?}");
        }
        assert_eq!(PitBuilder::default().finish().unwrap_err(), HoldoutError::Empty);
    }

    proptest! {
        #[test]
        fn the_curve_rises_and_levels_invert_it(ends in prop::collection::vec((0.0..1.0_f64, 0.0..1.0_f64), 1..40)) {
            let spreads: Vec<_> = ends.iter().map(|(one, other)| (one.min(*other), one.max(*other))).collect();
            let found = pit(&spreads);
            for at in 1..=20 {
                prop_assert!(found.at(f64::from(at) / 20.0) >= found.at(f64::from(at - 1) / 20.0));
            }
            // At a grid point the curve is the mean of the shares below it.
            let below = |(low, high): &(f64, f64)| ((0.4 - low) / (high - low).max(1e-9)).clamp(0.0, 1.0);
            let mean = spreads.iter().map(below).sum::<f64>() / spreads.len() as f64;
            prop_assert!((found.at(0.4) - mean).abs() < 1e-6, "{} {mean}", found.at(0.4));
            prop_assert!((found.at(found.level(0.5)) - 0.5).abs() < 1e-9 || found.bars(200).iter().any(|bar| *bar > 0.4));
        }
    }
}

//! Slice sampling of one number \[N2003\].

use rand::RngExt;

use super::{Stream, exponential};

/// A slice sampler that steps out from where it is and shrinks back; it has no step that could be refused.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slice {
    width: f64,
}

/// The most widths that an interval grows by on the way out.
const MOST_STEPS: u32 = 50;

impl Slice {
    /// Starts with intervals of a width.
    pub(crate) fn new(width: f64) -> Self {
        Self { width }
    }

    /// The next number after `at`, of a law with a log density up to a constant; where the density is not a number it
    /// counts as zero. While tuning the width follows the moves made.
    pub(crate) fn step(
        &mut self,
        stream: &mut Stream,
        at: f64,
        tuning: bool,
        mut ln_density: impl FnMut(f64) -> f64,
    ) -> f64 {
        let level = ln_density(at) - exponential(stream);
        if !level.is_finite() {
            return at;
        }
        let mut low = at - self.width * stream.random::<f64>();
        let mut high = low + self.width;
        // Both directions share the most steps in a random proportion, so that the way back is as likely.
        let mut below = (f64::from(MOST_STEPS) * stream.random::<f64>()) as u32;
        let mut above = MOST_STEPS - 1 - below.min(MOST_STEPS - 1);
        while below > 0 && ln_density(low) > level {
            low -= self.width;
            below -= 1;
        }
        while above > 0 && ln_density(high) > level {
            high += self.width;
            above -= 1;
        }
        loop {
            let next = low + (high - low) * stream.random::<f64>();
            // An interval shrunk to nothing is the number itself.
            if ln_density(next) > level || !(high - low > 1e-14 * (1.0 + at.abs())) {
                if tuning {
                    // Independent draws of a normal law differ by 1.1 standard deviations; three of these do well.
                    self.width += 0.05 * (2.7 * (next - at).abs() - self.width);
                    self.width = self.width.max(1e-6);
                }
                return next;
            }
            if next < at { low = next } else { high = next }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::stream;

    #[test]
    fn a_skew_law_keeps_its_moments() {
        // ln Gamma(2, 1): mean ψ(2) = 0.42278, variance ψ′(2) = 0.64493.
        let (mut stream, mut slice, mut at) = (stream(1, 0), Slice::new(20.0), 3.0);
        let (mut sum, mut squares, count) = (0.0, 0.0, 60_000);
        for i in 0..count + 500 {
            at = slice.step(&mut stream, at, i < 500, |x: f64| 2.0 * x - x.exp());
            if i >= 500 {
                sum += at;
                squares += at * at;
            }
        }
        let mean = sum / f64::from(count);
        let variance = squares / f64::from(count) - mean * mean;
        // Slightly correlated draws: standard error of the mean about 0.005, of the variance about 0.01.
        assert!((mean - 0.42278).abs() < 0.02, "{mean}");
        assert!((variance - 0.64493).abs() < 0.04, "{variance}");
        assert!(slice.width > 0.5 && slice.width < 5.0, "{}", slice.width);
    }

    #[test]
    fn a_density_without_value_leaves_the_number() {
        let mut stream = stream(1, 0);
        assert_eq!(Slice::new(1.0).step(&mut stream, 2.0, true, |_| f64::NAN), 2.0);
        let inside = Slice::new(1.0).step(&mut stream, 0.5, false, |x| if x > 0.0 && x < 1.0 { 0.0 } else { f64::NAN });
        assert!(inside > 0.0 && inside < 1.0);
    }
}

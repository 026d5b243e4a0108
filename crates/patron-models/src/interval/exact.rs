//! The exact distribution of residual spend at given parameters.

use super::ResidualSpend;
use crate::history::History;
use crate::special::regularised_beta_upper;
use crate::transaction::{Prediction, Predictor};

/// P(N = n) for n = 0 … until what is left beyond is below 1e-12, or 100,000 counts are reached.
#[must_use]
pub fn count_distribution(predictor: &dyn Predictor, history: &History) -> Vec<f64> {
    let mut up_to = bulk_of_returners(&predictor.predict(history)).clamp(31, 100_001);
    loop {
        let probabilities = predictor.count_probabilities(history, up_to);
        // The last quarter being negligible, so is what follows: past the bulk tails fall at least geometrically.
        let tail: f64 = probabilities.iter().skip(up_to - up_to / 4).sum();
        if tail < 1e-13 || up_to > 100_000 {
            return probabilities;
        }
        up_to = 2 * up_to + 1;
    }
}

/// Mean and four standard deviations of the count of those who return: a small chance may stand for a high count,
/// and an active customer's count may be far from 0.
fn bulk_of_returners(prediction: &Prediction) -> usize {
    let mean = prediction.expected_purchases;
    if prediction.probability_return <= 0.0 || mean <= 0.0 {
        return 0;
    }
    let among = mean / prediction.probability_return;
    let second = (prediction.purchase_variance + mean * mean) / prediction.probability_return;
    (among + 4.0 * (second - among * among).max(0.0).sqrt()).ceil() as usize
}

impl ResidualSpend {
    /// P(S ≤ value) given P(N = n) in `counts`: Σ P(N = n) · I_{u/(u + scale)}(p n, tail) with u = value / d̄.
    #[must_use]
    pub fn cdf_exact(&self, counts: &[f64], value: f64) -> f64 {
        if value < 0.0 {
            return 0.0;
        }
        let undiscounted = value / self.discount;
        let Some(spend) = self.spend else {
            let most = (undiscounted * (1.0 + 1e-12)).floor();
            return counts.iter().take(most as usize + 1).sum();
        };
        1.0 - self.exceedance(counts, undiscounted, spend.scale)
    }

    /// P(undiscounted sum > value), a sum of positive terms.
    fn exceedance(&self, counts: &[f64], undiscounted: f64, scale: f64) -> f64 {
        let whole = undiscounted + scale;
        let (x, complement) = (undiscounted / whole, scale / whole);
        let Some(spend) = self.spend else { return f64::NAN };
        let above = |n: usize| regularised_beta_upper(spend.shape * n as f64, spend.tail, x, complement);
        counts.iter().enumerate().skip(1).filter(|(_, p)| **p > 0.0).map(|(n, p)| p * above(n)).sum()
    }

    /// The smallest value with P(S ≤ value) ≥ level, given P(N = n) in `counts` ([`count_distribution`]).
    ///
    /// For 0 < level < 1; relative error 1e-10. A count without a spend model gives d̄ times a whole number.
    #[must_use]
    pub fn quantile_exact(&self, counts: &[f64], level: f64) -> f64 {
        let none = counts.first().copied().unwrap_or(1.0);
        if level <= none {
            return 0.0;
        }
        let Some(spend) = self.spend else {
            let mut reached = 0.0;
            let steps = counts.iter().take_while(|probability| {
                reached += *probability;
                reached < level
            });
            return self.discount * steps.count() as f64;
        };
        let wanted = 1.0 - level;
        let excess = |ln_value: f64| self.exceedance(counts, ln_value.exp(), spend.scale) - wanted;
        let (mut low, mut high) = (spend.scale.ln(), spend.scale.ln());
        while excess(low) < 0.0 && low > -600.0 {
            low -= 2.0;
        }
        while excess(high) > 0.0 && high < 600.0 {
            high += 2.0;
        }
        while high - low > 1e-11 {
            let middle = 0.5 * (low + high);
            if excess(middle) > 0.0 {
                low = middle;
            } else {
                high = middle;
            }
        }
        self.discount * (0.5 * (low + high)).exp()
    }
}

//! One customer's discounted contribution within the horizon, and totals of it; both may be losses.

use rayon::prelude::*;

use super::ContributionLaw;
use crate::history::History;
use crate::interval::{GRADIENT, HIGH, Interval, Levels, ResidualValue, Total, Uncertainty, root};
use crate::special::{normal_cdf, normal_quantile};
use crate::transaction::{MAX_PARAMETERS, Prediction, Predictor};

/// Counts less likely than this are left out.
const NEGLIGIBLE: f64 = 1e-9;

/// Probability that there is a sum and that it is at most `value`.
fn below(sums: &[[f64; 3]], value: f64) -> f64 {
    sums.iter().map(|[p, mean, inverse]| p * normal_cdf((value - mean) * inverse)).sum()
}

/// d̄ · (Z₁ + … + Z_N): N purchases, each with a contribution of the customer's law, discounted by the mean factor d̄.
///
/// Given N = n the sum is Normal(n mean, n within² + n² variance).
#[derive(Debug, Clone, Copy)]
pub struct ResidualContribution {
    law: ContributionLaw,
    discount: f64,
    discounted: f64,
    count_mean: f64,
    count_variance: f64,
    gradient: [f64; MAX_PARAMETERS],
}

impl ResidualContribution {
    /// From what the transaction model predicts and what is known of the contribution.
    #[must_use]
    pub fn new(prediction: &Prediction, law: ContributionLaw) -> Self {
        Self {
            law,
            discount: prediction.discount_factor(),
            discounted: prediction.discounted_purchases,
            count_mean: prediction.expected_purchases,
            count_variance: prediction.purchase_variance,
            gradient: prediction.gradient,
        }
    }

    /// Mean: discounted purchases × mean contribution.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.discounted * self.law.mean
    }

    /// Variance, the parameters taken as known: `d̄² (E[N] within² + E[N²] variance + Var N mean²)`.
    #[must_use]
    pub fn variance(&self) -> f64 {
        let ContributionLaw { mean, variance, within, .. } = self.law;
        let second = self.count_variance + self.count_mean * self.count_mean;
        self.discount.powi(2)
            * (self.count_mean * within * within + second * variance + self.count_variance * mean * mean)
    }

    /// The largest count that matters to the quantiles at these levels: by Cantelli's inequality, with half as much again.
    #[must_use]
    pub fn counts_needed(&self, levels: Levels) -> usize {
        // Losses: many purchases are at the lower end.
        let level = levels.high.max(1.0 - levels.low);
        let reach = 1.5 * (level / (1.0 - level)).sqrt();
        (self.count_mean + reach * self.count_variance.max(0.0).sqrt() + 8.0).min(1e6) as usize
    }

    /// P(S ≤ value), given P(N = n) in `counts`.
    #[must_use]
    pub fn cdf(&self, counts: &[f64], value: f64) -> f64 {
        let none = if value >= 0.0 { counts.first().copied().unwrap_or(1.0) } else { 0.0 };
        none + below(&self.sums(counts), value / self.discount)
    }

    /// The smallest value with P(S ≤ value) ≥ level, given P(N = n) in `counts`, moved away from the mean for
    /// `parameter_variance` ≥ 0; 0 where that is a chance of no purchase. For 0 < level < 1; the distribution function
    /// there is within 1e-5 of the level.
    #[must_use]
    pub fn quantile(&self, counts: &[f64], level: f64, parameter_variance: f64) -> f64 {
        let (mean, variance) = (self.mean(), self.variance());
        let none = counts.first().copied().unwrap_or(1.0);
        let sums = self.sums(counts);
        let losses = below(&sums, 0.0);
        if !(variance > 0.0) || (losses <= level && level <= losses + none) {
            return 0.0;
        }
        // By Cantelli's inequality the quantile lies within; on which side of zero, the atom there says.
        let spread = variance.sqrt();
        let reach = (1.0 / level.min(1.0 - level)).sqrt();
        let zero = -mean / spread;
        let (low, high, atom) = if level < losses { (-reach, zero, 0.0) } else { (zero.max(-reach), reach, none) };
        let excess = |at: f64| atom + below(&sums, (mean + at * spread) / self.discount) - level;
        let at = root(low, high.max(low), excess);
        mean + at * spread * (1.0 + parameter_variance / variance).sqrt()
    }

    /// The sums of n purchases that matter, each normal: probability, mean, 1 / standard deviation.
    fn sums(&self, counts: &[f64]) -> Vec<[f64; 3]> {
        let ContributionLaw { mean, variance, within, .. } = self.law;
        let sum = |n: usize, p: f64| {
            let n = n as f64;
            [p, n * mean, 1.0 / (n * within * within + n * n * variance).sqrt()]
        };
        let mut sums: Vec<[f64; 3]> =
            counts.iter().enumerate().skip(1).filter(|(_, p)| **p > NEGLIGIBLE).map(|(n, p)| sum(n, *p)).collect();
        // What was cut off lies beyond the last.
        let cut = 1.0 - counts.iter().sum::<f64>();
        if let Some(last) = sums.last_mut() {
            last[0] += cut.max(0.0);
        }
        sums
    }

    /// Mean, interval and what a total needs; `counts` is asked for P(N = n), n = 0 … its argument.
    #[must_use]
    pub fn value(&self, uncertainty: &Uncertainty, counts: impl FnOnce(usize) -> Vec<f64>) -> ResidualValue {
        let of_transactions = self.gradient.map(|slope| slope * self.law.mean);
        let of_spend = self.law.gradient().map(|slope| slope * self.discounted);
        let mut gradient = [0.0; GRADIENT];
        gradient[..MAX_PARAMETERS].copy_from_slice(&of_transactions);
        gradient[MAX_PARAMETERS..].copy_from_slice(&of_spend);
        let by_parameters = uncertainty.variance(&of_transactions, &of_spend);
        let levels = uncertainty.levels();
        let counts = counts(self.counts_needed(levels));
        let quantile = |level: f64| self.quantile(&counts, level, by_parameters);
        let interval = Interval { low: quantile(levels.low), high: quantile(levels.high) };
        ResidualValue { mean: self.mean(), interval, variance: self.variance(), gradient }
    }
}

/// Residual contributions of many customers, in the order given; in parallel.
///
/// `predictions` are the predictor's for `histories`. Customers beyond the shortest of the lists are left out.
#[must_use]
pub fn residual_contributions(
    predictor: &dyn Predictor,
    histories: &[History],
    predictions: &[Prediction],
    laws: &[ContributionLaw],
    uncertainty: &Uncertainty,
) -> Vec<ResidualValue> {
    let value = |((history, prediction), law): ((&History, &Prediction), &ContributionLaw)| {
        let residual = ResidualContribution::new(prediction, *law);
        residual.value(uncertainty, |up_to| predictor.count_probabilities(history, up_to))
    };
    histories.par_iter().zip(predictions).zip(laws).map(value).collect()
}

/// The 90 % interval of a total that may be a loss: normal with the mean, the summed own variances and the variance
/// that the parameters bring.
#[must_use]
pub fn total_interval(total: &Total, uncertainty: &Uncertainty) -> Interval {
    let (transaction, spend) = total.gradient.split_at(MAX_PARAMETERS);
    let spread = (total.variance + uncertainty.variance(transaction, spend)).sqrt();
    let reach = spread * normal_quantile(HIGH);
    Interval { low: total.mean - reach, high: total.mean + reach }
}

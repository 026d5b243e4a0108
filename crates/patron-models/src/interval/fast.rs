//! Quantiles in bulk.
//!
//! Most customers may well buy nothing. Given that one buys, the spend is then close to lognormal with the conditional
//! mean and variance: no count distribution is needed. Of frequent buyers the spend is a spread of counts instead, low
//! where the customer stops early: it is taken as a mixture of lognormals over a dozen classes of counts. How far both
//! are from the exact distribution is measured in this module's tests: 1 percentage point.

use super::ResidualSpend;
use crate::gamma_gamma::SpendLaw;
use crate::special::{digamma, normal_cdf, normal_quantile, trigamma};

/// Below this P(nothing bought), or above this mean count of those who buy, the counts shape the quantiles.
const MIXTURE_BELOW: f64 = 0.1;
const MIXTURE_ABOVE: f64 = 10.0;
/// No class of counts has more probability than this, unless it is a single count; classes are finer at the low end,
/// where the 5 % quantile falls.
const CLASS: f64 = 0.08;
const FINE_CLASS: f64 = 0.01;
const FINE_TO: f64 = 0.12;

/// So many standard deviations from the median there is nothing of a component.
const FAR: f64 = 8.0;

/// Counts from one number to another as one lognormal component.
#[derive(Debug, Clone, Copy)]
struct Component {
    probability: f64,
    ln_median: f64,
    inverse_spread: f64,
}

impl ResidualSpend {
    /// Whether [`ResidualSpend::quantile`] needs the count distribution to reach `level`.
    #[must_use]
    pub fn needs_counts(&self, level: f64) -> bool {
        let frequent = self.none < MIXTURE_BELOW || self.count_mean > MIXTURE_ABOVE * (1.0 - self.none);
        level > self.none && (self.spend.is_none() || frequent || self.variance().is_nan())
    }

    /// The largest count that [`ResidualSpend::quantile`] needs to reach `level` < 1: by Cantelli's inequality no more
    /// than 1 − level lies beyond mean + spread · √(level/(1 − level)); half as much again covers the mixture.
    #[must_use]
    pub fn counts_needed(&self, level: f64) -> usize {
        let reach = 1.5 * (level / (1.0 - level)).sqrt();
        (self.count_mean + reach * self.count_variance.max(0.0).sqrt() + 8.0).min(1e6) as usize
    }

    /// Approximate quantile of the spend at `level`, widened about the mean for `parameter_variance` ≥ 0.
    ///
    /// `counts` is P(N = n) for n = 0, 1, … and is looked at only where [`ResidualSpend::needs_counts`] says so. Zero
    /// where the level is within P(nothing bought). The exact distribution function at the result is within 0.01 of
    /// the level; counts without a spend model are exact but for the widening.
    #[must_use]
    pub fn quantile(&self, counts: &[f64], level: f64, parameter_variance: f64) -> f64 {
        let [quantile] = self.quantiles(counts, [level], parameter_variance);
        quantile
    }

    /// [`ResidualSpend::quantile`] at several levels, what they share computed once.
    pub(super) fn quantiles<const N: usize>(
        &self,
        counts: &[f64],
        levels: [f64; N],
        parameter_variance: f64,
    ) -> [f64; N] {
        if self.discounted == 0.0 || levels.iter().all(|level| *level <= self.none) {
            return [0.0; N];
        }
        let (mean, variance) = (self.mean(), self.variance());
        let wider = if variance > 0.0 { (1.0 + parameter_variance / variance).sqrt() } else { 1.0 };
        let (mut lognormal, mut mixture) = (None, None);
        levels.map(|level| {
            if level <= self.none {
                return 0.0;
            }
            let own = match self.spend {
                _ if !self.needs_counts(level) => {
                    let law = lognormal.get_or_insert_with(|| self.lognormal(mean, variance + parameter_variance));
                    return law.quantile((level - self.none) / (1.0 - self.none));
                }
                None => self.quantile_exact(counts, level),
                Some(spend) => {
                    let mixture = mixture.get_or_insert_with(|| Mixture::new(&spend, self.none, counts));
                    self.discount * mixture.ln_quantile(level).exp()
                }
            };
            if wider.is_finite() { (mean + (own - mean) * wider).max(0.0) } else { own }
        })
    }

    /// Lognormal given at least one purchase.
    fn lognormal(&self, mean: f64, variance: f64) -> Lognormal {
        let some = 1.0 - self.none;
        let conditional_mean = mean / some;
        let conditional_variance = (variance + mean * mean) / some - conditional_mean * conditional_mean;
        let ln_variance = (conditional_variance / (conditional_mean * conditional_mean)).max(0.0).ln_1p();
        Lognormal { mean: conditional_mean, ln_variance }
    }
}

/// A lognormal law by its mean and the variance of its logarithm.
#[derive(Debug, Clone, Copy)]
struct Lognormal {
    mean: f64,
    ln_variance: f64,
}

impl Lognormal {
    fn quantile(&self, probability: f64) -> f64 {
        self.mean * (self.ln_variance.sqrt() * normal_quantile(probability) - 0.5 * self.ln_variance).exp()
    }
}

/// Nothing, with some probability, or a mixture of lognormals.
#[derive(Debug, Clone)]
struct Mixture {
    none: f64,
    components: Vec<Component>,
    /// Below and above it there is nothing to speak of.
    low: f64,
    high: f64,
}

impl Mixture {
    fn new(spend: &SpendLaw, none: f64, counts: &[f64]) -> Self {
        let components = components(spend, counts);
        let ends = components.iter().map(|part| (part.ln_median, FAR / part.inverse_spread));
        let low = ends.clone().map(|(middle, reach)| middle - reach).fold(f64::INFINITY, f64::min);
        let high = ends.map(|(middle, reach)| middle + reach).fold(f64::NEG_INFINITY, f64::max);
        Self { none, components, low, high }
    }

    fn ln_quantile(&self, level: f64) -> f64 {
        let below = |part: &Component, ln_value: f64| {
            let deviate = (ln_value - part.ln_median) * part.inverse_spread;
            // Beyond these the distribution function is 0 or 1 to more digits than the root is looked for.
            if deviate > FAR {
                part.probability
            } else if deviate < -FAR {
                0.0
            } else {
                part.probability * normal_cdf(deviate)
            }
        };
        let excess =
            |ln_value: f64| self.none + self.components.iter().map(|part| below(part, ln_value)).sum::<f64>() - level;
        root(self.low, self.high, excess)
    }
}

/// Classes of counts in order.
fn components(spend: &SpendLaw, counts: &[f64]) -> Vec<Component> {
    let mut components = Vec::with_capacity(32);
    let (mut probability, mut first, mut second) = (0.0, 0.0, 0.0);
    let mut passed = counts.first().copied().unwrap_or(0.0);
    for (n, p) in counts.iter().enumerate().skip(1) {
        let n = n as f64;
        probability += p;
        first += p * n;
        second += p * n * n;
        let next = counts.get(n as usize + 1).copied().unwrap_or(1.0);
        passed += p;
        let limit = if passed < FINE_TO { FINE_CLASS } else { CLASS };
        if probability + next > limit && probability > 0.0 {
            components.push(component(spend, probability, first / probability, second / probability));
            (probability, first, second) = (0.0, 0.0, 0.0);
        }
    }
    components
}

/// The sum of n amounts with n of given mean and mean square, as a lognormal with the same mean and variance; by the
/// moments of its logarithm where the tail is heavy.
fn component(spend: &SpendLaw, probability: f64, count: f64, square: f64) -> Component {
    let (tail, shape) = (spend.tail, spend.shape * count);
    let among = square / (count * count) - 1.0;
    if tail <= 4.0 {
        let ln_median = spend.scale.ln() + digamma(shape) - digamma(tail);
        let ln_variance = trigamma(shape) + trigamma(tail) + among;
        return Component { probability, ln_median, inverse_spread: 1.0 / ln_variance.sqrt() };
    }
    let relative_variance = (tail - 1.0) / (tail - 2.0) * (1.0 + among) * (1.0 + 1.0 / shape) - 1.0;
    let ln_variance = relative_variance.ln_1p();
    let ln_mean = (shape * spend.scale / (tail - 1.0)).ln();
    Component { probability, ln_median: ln_mean - 0.5 * ln_variance, inverse_spread: 1.0 / ln_variance.sqrt() }
}

/// Root of an increasing function between two ends by false position with halving (Illinois), to 1e-5.
pub(crate) fn root(mut low: f64, mut high: f64, f: impl Fn(f64) -> f64) -> f64 {
    let (mut below, mut above) = (f(low), f(high));
    let mut middle = 0.5 * (low + high);
    let mut side = 0;
    for step in 0..60 {
        if high - low < 1e-5 || !(below < 0.0 && above > 0.0) {
            break;
        }
        // The first steps halve: the ends are far out in the tails.
        middle = if step < 4 { 0.5 * (low + high) } else { (low * above - high * below) / (above - below) };
        let value = f(middle);
        if value.abs() < 1e-6 {
            break;
        }
        if value < 0.0 {
            (low, below) = (middle, value);
            above *= if side == -1 { 0.5 } else { 1.0 };
            side = -1;
        } else {
            (high, above) = (middle, value);
            below *= if side == 1 { 0.5 } else { 1.0 };
            side = 1;
        }
    }
    middle
}

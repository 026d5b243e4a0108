//! The negative binomial law of purchases in a period.

use super::{PeriodCount, PeriodCounts};
use crate::fit::{Fit, FitError, NamedValues, ParameterError};
use crate::special::{ln_gamma, ln_gamma_ratio};

/// Purchases in one period, Poisson at a rate that is Gamma(shape b, rate a): of all customers, or of one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PeriodicNbd {
    pub(super) b: f64,
    pub(super) a: f64,
}

impl PeriodicNbd {
    /// Name used in files and commands.
    pub const NAME: &'static str = "periodic-nbd";
    /// Names of the parameters in order: shape, and rate in periods.
    pub const PARAMETER_NAMES: &'static [&'static str] = &["b", "a"];

    /// Parameters in order, checked.
    ///
    /// # Errors
    /// When there are not two, or one is not positive and finite.
    pub fn new(parameters: &[f64]) -> Result<Self, ParameterError> {
        ParameterError::check(Self::PARAMETER_NAMES, parameters)?;
        Ok(Self::of(parameters))
    }

    /// Parameters by name, checked.
    ///
    /// # Errors
    /// When a name is missing or unknown, or a value is not positive and finite.
    pub fn from_named(parameters: &NamedValues) -> Result<Self, ParameterError> {
        Self::new(&parameters.ordered(Self::PARAMETER_NAMES)?)
    }

    pub(super) fn of(values: &[f64]) -> Self {
        let at = |i: usize| values.get(i).copied().unwrap_or(f64::NAN);
        Self { b: at(0), a: at(1) }
    }

    /// Maximum-likelihood estimates from counts with their numbers of periods.
    ///
    /// # Errors
    /// When there are too few customers or no variation, when a parameter runs to zero or infinity, or when no maximum
    /// is found.
    pub fn fit(counts: &PeriodCounts) -> Result<Fit, FitError> {
        super::fit::fit(counts)
    }

    /// Log-likelihood of a sample, Σ ln P(x in n periods), and its gradient by b and a.
    #[must_use]
    pub fn log_likelihood(&self, counts: &PeriodCounts) -> (f64, [f64; 2]) {
        let sums = super::fit::evaluate(self, counts);
        (sums[0], [sums[1], sums[2]])
    }

    /// The law of one customer: shape b + x, rate a + n.
    #[must_use]
    pub fn given(&self, count: &PeriodCount) -> Self {
        Self { b: self.b + f64::from(count.purchases()), a: self.a + count.periods() }
    }

    /// The law of purchases in `periods` h > 0 periods together: shape b, rate a / h.
    #[must_use]
    pub fn over(&self, periods: f64) -> Self {
        Self { b: self.b, a: self.a / periods }
    }

    /// Mean number of purchases, b / a.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.b / self.a
    }

    /// Its variance, b / a + b / a².
    #[must_use]
    pub fn variance(&self) -> f64 {
        self.mean() * (1.0 + 1.0 / self.a)
    }

    /// The planned count, the mean rounded up. To be shown as such only: money is forecast with the mean.
    #[must_use]
    pub fn planned_count(&self) -> f64 {
        self.mean().ceil()
    }

    /// P(0) = (a / (a + 1))^b.
    #[must_use]
    pub fn probability_none(&self) -> f64 {
        (-self.b * (1.0 / self.a).ln_1p()).exp()
    }

    /// 1 − P(0), with its digits where purchases are rare.
    #[must_use]
    pub fn probability_some(&self) -> f64 {
        -(-self.b * (1.0 / self.a).ln_1p()).exp_m1()
    }

    /// P(k) for k = 0 … `up_to`: P(k) = P(k − 1) (b + k − 1) / (k (a + 1)).
    #[must_use]
    pub fn probabilities(&self, up_to: usize) -> Vec<f64> {
        let Self { b, a } = *self;
        let direct = |k: f64| {
            let ln_none = -b * (1.0 / a).ln_1p();
            (ln_none + ln_gamma_ratio(b, k) - ln_gamma(k + 1.0) - k * a.ln_1p()).exp()
        };
        let mut probabilities = Vec::with_capacity(up_to + 1);
        let mut next = self.probability_none();
        for k in 0..=up_to {
            let k = k as f64;
            if next < 1e-290 && k < self.mean() {
                // The chance of none has underflowed: from logarithms until the recurrence has hold.
                next = direct(k);
            }
            probabilities.push(next);
            next *= (b + k) / ((k + 1.0) * (a + 1.0));
        }
        probabilities
    }

    /// Purchases of simulated customers by period: for each as many periods as given.
    ///
    /// The same seed gives the same purchases on every machine, each customer's drawn from a stream of its own.
    ///
    /// # Errors
    /// When the parameters are too extreme to draw from.
    pub fn simulate(&self, periods: &[u32], seed: u64) -> Result<Vec<Vec<u32>>, ParameterError> {
        super::simulate::simulate(self, periods, seed)
    }
}

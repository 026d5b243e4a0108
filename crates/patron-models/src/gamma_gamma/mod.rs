//! Gamma-Gamma, the model of how much customers spend per purchase \[FHL2005b\], \[FH2013\].
//!
//! A customer's purchases are Gamma(p, rate ν); ν differs between customers as Gamma(q, rate gamma); spend is taken to
//! be independent of how often customers buy. Parameters: p, q, gamma (in money), all positive.

mod arranged;
mod density;
pub(crate) mod fit;
mod likelihood;
mod predict;
mod simulate;
mod spend;

pub use predict::{NoMean, SpendLaw};
pub use spend::{SpendError, SpendHistory, SpendStatistics, WeightedSpend};

use crate::fit::{Fit, FitError, NamedValues, ParameterError};

/// Gamma-Gamma at checked parameters: positive and finite.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GammaGamma {
    p: f64,
    q: f64,
    gamma: f64,
}

impl GammaGamma {
    /// Name used in files and commands.
    pub const NAME: &'static str = "gamma-gamma";
    /// Names of the parameters in order.
    pub const PARAMETER_NAMES: &'static [&'static str] = &["p", "q", "gamma"];

    /// Parameters in order, checked.
    ///
    /// # Errors
    /// When there are not three, or one is not positive and finite.
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

    /// Maximum-likelihood estimates.
    ///
    /// # Errors
    /// When there are too few customers or no variation, when a parameter runs to zero or infinity, or when no maximum
    /// is found.
    pub fn fit(statistics: &SpendStatistics) -> Result<Fit, FitError> {
        fit::fit(statistics)
    }

    /// Log-likelihood of a sample and its gradient by p, q, gamma.
    #[must_use]
    pub fn log_likelihood(&self, statistics: &SpendStatistics) -> (f64, [f64; 3]) {
        let sums = likelihood::Sample::new(statistics).evaluate(self);
        (sums[0], [sums[1], sums[2], sums[3]])
    }

    /// Amounts of simulated purchases: for each customer as many as `counts` says.
    ///
    /// The same seed gives the same amounts on every machine, each customer's drawn from a stream of its own.
    ///
    /// # Errors
    /// When the parameters are too extreme to draw from.
    pub fn simulate(&self, counts: &[usize], seed: u64) -> Result<Vec<Vec<f64>>, ParameterError> {
        simulate::simulate(self, counts, seed)
    }

    fn of(values: &[f64]) -> Self {
        let at = |i: usize| values.get(i).copied().unwrap_or(f64::NAN);
        Self { p: at(0), q: at(1), gamma: at(2) }
    }
}

#[cfg(test)]
mod tests;

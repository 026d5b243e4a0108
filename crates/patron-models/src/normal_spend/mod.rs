//! Contribution per purchase where it may be negative: a normal model in two levels \[LC1998\].
//!
//! A customer's purchases bring Normal(μᵢ, within²); the customers' means μᵢ differ as Normal(mean, between²); both are
//! independent of how often customers buy. Parameters: mean (any amount), within, between (standard deviations in money,
//! positive).

mod contribution;
mod fit;
mod likelihood;
mod predict;
mod residual;
mod simulate;
#[cfg(test)]
mod tests;

pub use contribution::{Contribution, ContributionError, ContributionStatistics, WeightedContribution};
pub use predict::ContributionLaw;
pub use residual::{ResidualContribution, residual_contributions, total_interval};

use crate::fit::{Fit, FitError, NamedValues, ParameterError};

/// The normal model of contribution at checked parameters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NormalSpend {
    mean: f64,
    within: f64,
    between: f64,
}

impl NormalSpend {
    /// Name used in files and commands.
    pub const NAME: &'static str = "normal-spend";
    /// Names of the parameters in order.
    pub const PARAMETER_NAMES: &'static [&'static str] = &["mean", "within", "between"];

    /// Parameters in order, checked.
    ///
    /// # Errors
    /// When there are not three, the mean is not finite, or a standard deviation is not positive and finite.
    pub fn new(parameters: &[f64]) -> Result<Self, ParameterError> {
        let &[mean, within, between] = parameters else {
            return Err(ParameterError::Count { found: parameters.len(), expected: Self::PARAMETER_NAMES.len() });
        };
        if !mean.is_finite() {
            return Err(ParameterError::NotFinite { name: "mean".to_owned(), value: mean });
        }
        ParameterError::check(&Self::PARAMETER_NAMES[1..], &[within, between])?;
        Ok(Self { mean, within, between })
    }

    /// Parameters by name, checked.
    ///
    /// # Errors
    /// When a name is missing or unknown, or a value is out of range.
    pub fn from_named(parameters: &NamedValues) -> Result<Self, ParameterError> {
        Self::new(&parameters.ordered(Self::PARAMETER_NAMES)?)
    }

    /// Maximum-likelihood estimates.
    ///
    /// # Errors
    /// When there are too few customers or no variation, when differences within and between customers cannot be told
    /// apart, when one of them vanishes, or when no maximum is found.
    pub fn fit(statistics: &ContributionStatistics) -> Result<Fit, FitError> {
        fit::fit(statistics)
    }

    /// Log-likelihood of a sample and its gradient by mean, within, between: of every purchase where the variance of a
    /// customer's purchases is known, of the customer's mean where it is not.
    #[must_use]
    pub fn log_likelihood(&self, statistics: &ContributionStatistics) -> (f64, [f64; 3]) {
        let sums = likelihood::evaluate(self, statistics);
        (sums.value, sums.gradient)
    }

    /// Contributions of simulated purchases: for each customer as many as `counts` says.
    ///
    /// The same seed gives the same amounts on every machine, each customer's drawn from a stream of its own.
    #[must_use]
    pub fn simulate(&self, counts: &[usize], seed: u64) -> Vec<Vec<f64>> {
        simulate::simulate(self, counts, seed)
    }
}

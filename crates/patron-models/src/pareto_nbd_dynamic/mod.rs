//! Pareto/NBD with time-varying covariates \[BMN2021\], such as seasons, promotions and contacts.
//!
//! While active, a customer buys at the rate λ e^(γ′z(t)), and stops at the hazard μ e^(δ′z(t)); z(t) are covariates
//! that change at known times and are constant between. λ ~ Gamma(r, rate α) and μ ~ Gamma(s, rate β) are independent, as
//! in Pareto/NBD. Time runs at two paces of its own: with A(t) = ∫₀ᵗ e^(γ′z) and D(t) = ∫₀ᵗ e^(δ′z), a customer with
//! x repeat purchases at t₁ … tₓ, observed to T, has
//!
//! L = Γ(r+x)/Γ(r) · α^r β^s · ∏ e^(γ′z(tⱼ)) · \[ (α+A(T))^−(r+x) (β+D(T))^−s
//!     + ∫ₜₓᵀ s e^(δ′z(τ)) (β+D(τ))^−(s+1) (α+A(τ))^−(r+x) dτ \].
//!
//! Parameters: r, alpha, s, beta, then the coefficients `lifetime.…` (δ) and `transaction.…` (γ); alpha and beta are those
//! at covariates of 0. With covariates that never change it is Pareto/NBD with covariates ([`crate::covariates`]), and
//! at coefficients of 0 Pareto/NBD itself.

mod customer;
mod error;
mod exposure;
mod fit;
mod future;
mod likelihood;
mod prepared;
mod residual;
mod simulate;
mod terms;
#[cfg(test)]
mod tests;

pub use customer::{DynamicSample, DynamicSampleBuilder};
pub use error::DynamicError;
pub use future::DynamicPrediction;

use crate::covariates::{CovariateError, CovariateTotal, Design, SpendOfCustomers};
use crate::fit::{Fit, FitError};
use crate::history::History;
use crate::interval::ResidualValue;
use crate::pareto_nbd::ParetoNbd;
use crate::transaction::{Terms, TransactionModel};

/// Pareto/NBD with time-varying covariates.
#[derive(Debug, Clone)]
pub struct DynamicParetoNbd {
    design: Design,
}

impl DynamicParetoNbd {
    /// Name used in files and commands.
    pub const NAME: &'static str = "pareto-nbd-dynamic";

    /// With the names of the covariates of each effect; for example
    /// `[("lifetime", &["Season"]), ("transaction", &["Season", "Channel"])]`.
    ///
    /// # Errors
    /// When there is no such effect, a covariate is named twice, or none is named.
    pub fn new(effects: &[(&str, &[&str])]) -> Result<Self, CovariateError> {
        let known = ParetoNbd.covariate_base().map_or(&[][..], |base| base.effects());
        Ok(Self { design: Design::new(Self::NAME, ParetoNbd.parameter_names(), known, effects)? })
    }

    /// Names of parameters and covariates.
    #[must_use]
    pub fn design(&self) -> &Design {
        &self.design
    }

    /// Log-likelihood of a sample and its gradient by the parameters.
    ///
    /// # Errors
    /// When the parameters are not the model's or a covariate is missing.
    pub fn log_likelihood(
        &self,
        parameters: &[f64],
        sample: &DynamicSample,
    ) -> Result<(f64, Vec<f64>), CovariateError> {
        fit::log_likelihood(&self.design, parameters, sample)
    }

    /// Maximum-likelihood estimates, from those of Pareto/NBD and coefficients of 0.
    ///
    /// # Errors
    /// When Pareto/NBD refuses the sample, a covariate is missing, never varies or follows from others, when a
    /// parameter or a coefficient runs to a limit, or when no maximum is found.
    pub fn fit(&self, sample: &DynamicSample) -> Result<Fit, FitError> {
        fit::fit(&self.design, sample)
    }

    /// What is expected of each customer, in the order given. The covariates of the horizon have to be known.
    ///
    /// # Errors
    /// When the parameters are not the model's, a covariate is missing or is not known until the end of the horizon.
    pub fn predict_all(
        &self,
        parameters: &[f64],
        terms: Terms,
        sample: &DynamicSample,
    ) -> Result<Vec<DynamicPrediction>, DynamicError> {
        future::predict_all(&self.design, parameters, terms, sample)
    }

    /// P(N = n) for n = 0 … `up_to` of each customer, N the number of purchases in (0, H].
    ///
    /// # Errors
    /// As [`Self::predict_all`].
    pub fn count_probabilities(
        &self,
        parameters: &[f64],
        terms: Terms,
        sample: &DynamicSample,
        up_to: usize,
    ) -> Result<Vec<Vec<f64>>, DynamicError> {
        future::count_probabilities(&self.design, parameters, terms, sample, up_to)
    }

    /// Residual values with intervals in the order of the customers, and their total. `spend` is `None` where there are
    /// counts only. The first entry of a value's gradient is by the customer's discounted purchases.
    ///
    /// # Errors
    /// As [`Self::predict_all`], when the fit has no covariance, or the spend is of other customers.
    pub fn residual_values(
        &self,
        fit: &Fit,
        terms: Terms,
        sample: &DynamicSample,
        spend: Option<&SpendOfCustomers>,
    ) -> Result<(Vec<ResidualValue>, CovariateTotal), DynamicError> {
        residual::residual_values(&self.design, fit, terms, sample, spend)
    }

    /// Times of the repeat purchases of simulated customers with the ages and covariates of a sample, whose purchases
    /// are not looked at; each drawn from a stream of its own.
    ///
    /// # Errors
    /// When the parameters are not the model's or a covariate is missing.
    pub fn simulate(
        &self,
        parameters: &[f64],
        sample: &DynamicSample,
        seed: u64,
    ) -> Result<Vec<Vec<f64>>, CovariateError> {
        simulate::simulate(&self.design, parameters, sample, seed)
    }
}

/// What is seen of a customer without the covariates.
fn history(purchases: &[f64], age: f64) -> Option<History> {
    History::new(purchases.len() as u32, purchases.last().copied().unwrap_or(0.0), age).ok()
}

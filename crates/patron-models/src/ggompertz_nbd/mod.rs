//! GGompertz/NBD, the Gamma-Gompertz / negative binomial model of repeat purchases \[BG2012\].
//!
//! While active, a customer buys at a rate λ that differs between customers as Gamma(r, rate α). The time until the
//! customer stops for good has the hazard η b e^(bt), which grows with time, and η differs as Gamma(s, rate β): most
//! may stop late and then nearly all at once, where Pareto/NBD has most stop early. Rate and lifetime are independent.
//! Parameters: r, alpha (per time unit), beta, b (per time unit), s, all positive. As b and β go to 0 together it
//! becomes Pareto/NBD with the parameters r, α, s and β/b.

mod covariates;
mod fit;
mod gamma_gompertz;
#[cfg(test)]
mod tests;

use crate::covariates::CovariateBase;
use crate::fit::{Fit, FitError, ParameterError};
use crate::history::Statistics;
use crate::lifetime::{Arranged, LifetimeCustomers, Sample, Until, simulate};
use crate::transaction::{MemorylessPredictor, Predictor, SampleLikelihood, Terms, TransactionModel};
use gamma_gompertz::GammaGompertz;

/// The GGompertz/NBD model.
#[derive(Debug, Clone, Copy)]
pub struct GgompertzNbd;

/// Names in the order of parameter slices.
const NAMES: &[&str] = &["r", "alpha", "beta", "b", "s"];

/// From a slice whose length is known; what is missing is NaN.
fn model(values: &[f64]) -> Until<GammaGompertz> {
    let at = |i: usize| values.get(i).copied().unwrap_or(f64::NAN);
    Until { r: at(0), alpha: at(1), life: GammaGompertz { beta: at(2), b: at(3), s: at(4) } }
}

impl TransactionModel for GgompertzNbd {
    fn name(&self) -> &'static str {
        "ggompertz-nbd"
    }

    fn parameter_names(&self) -> &'static [&'static str] {
        NAMES
    }

    fn published_parameters(&self) -> &'static [f64] {
        // Round figures: on CDNOW the optimum is Pareto/NBD, at the boundary of this model.
        &[1.2, 6.0, 20.0, 0.06, 1.0]
    }

    fn covariate_base(&self) -> Option<&dyn CovariateBase> {
        Some(self)
    }

    fn log_likelihood(&self, parameters: &[f64], statistics: &Statistics) -> Result<(f64, Vec<f64>), ParameterError> {
        self.check(parameters)?;
        let sums = Sample::new(statistics).evaluate::<_, 5, 6>(&model(parameters));
        Ok((sums[0], sums[1..=NAMES.len()].to_vec()))
    }

    fn arranged(&self, statistics: &Statistics) -> Option<Box<dyn SampleLikelihood>> {
        Some(Box::new(Arranged::<5, 6, _>::new(statistics, NAMES, model)))
    }

    fn fit(&self, statistics: &Statistics) -> Result<Fit, FitError> {
        fit::fit(statistics)
    }

    fn predictor(&self, parameters: &[f64], terms: Terms) -> Result<Box<dyn Predictor>, ParameterError> {
        self.check(parameters)?;
        Ok(Box::new(MemorylessPredictor::new(LifetimeCustomers::<_, 5, 6>::new(model(parameters)), terms)))
    }

    fn simulate(&self, parameters: &[f64], ages: &[f64], seed: u64) -> Result<Vec<Vec<f64>>, ParameterError> {
        self.check(parameters)?;
        let model = model(parameters);
        let GammaGompertz { beta, b, s } = model.life;
        simulate(&model, (s, beta), |hazard, exponential| (exponential / hazard).ln_1p() / b, ages, seed)
    }
}

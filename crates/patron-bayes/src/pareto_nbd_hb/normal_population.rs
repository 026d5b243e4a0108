//! Logarithms of rate and hazard that are normal, with covariates \[A2009\].

use patron_models::history::History;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::covariates::Covariates;
use super::normal_chain::Chain;
use crate::chain::{Tally, merged, stream};
use crate::{BayesError, SampledPosterior, Sampling};

/// Pareto/NBD with (ln λ, ln μ) ~ Normal(B′z, Γ), z being 1 and the covariates of a customer.
///
/// A step draws (ln λ, ln μ) of each customer by elliptical slice sampling \[MAM2010\], with the lifetime integrated out;
/// B and Γ given those, from the laws of a regression; and B and Γ once more with every customer's place within the
/// population held instead \[YM2011\]: where data say little of a customer, the second moves what the first cannot.
#[derive(Debug, Clone, Copy)]
pub struct NormalPopulation;

/// What is taken to be known of B and Γ: Γ ~ inverse Wishart, each column of B normal around 0 given Γ.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct NormalPriors {
    /// Precision of the coefficients, in units of that of a customer.
    pub precision: f64,
    /// Degrees of freedom of the inverse Wishart law, more than 1.
    pub degrees: f64,
    /// Its scale matrix is this times the identity.
    pub scale: f64,
}

impl NormalPriors {
    /// Vague ones for so many covariates: as much as a hundredth of a customer about the coefficients, and three with
    /// variance one about Γ.
    #[must_use]
    pub fn vague(covariates: usize) -> Self {
        Self { precision: 0.01, degrees: 4.0 + covariates as f64, scale: 3.0 }
    }

    fn check(&self) -> Result<(), BayesError> {
        let numbers = [("precision", self.precision), ("degrees", self.degrees - 1.0), ("scale", self.scale)];
        match numbers.into_iter().find(|(_, value)| !(*value > 0.0 && value.is_finite())) {
            Some((name, value)) => Err(BayesError::Prior { parameter: "the population".to_owned(), name, value }),
            None => Ok(()),
        }
    }
}

impl NormalPopulation {
    /// Name used in files and commands.
    pub const NAME: &'static str = "pareto-nbd-abe";

    /// Names of the population's parameters: coefficients of ln λ and ln μ for the intercept and each covariate, then Γ.
    #[must_use]
    pub fn parameter_names(covariates: &Covariates) -> Vec<String> {
        Self::names(&covariates.names)
    }

    /// The same from names of covariates.
    #[must_use]
    pub fn names(covariates: &[String]) -> Vec<String> {
        let of = |name: &str| [format!("log_lambda_{name}"), format!("log_mu_{name}")];
        let mut names: Vec<String> = of("intercept").to_vec();
        names.extend(covariates.iter().flat_map(|name| of(name)));
        names.extend(["var_log_lambda", "cov_log_lambda_log_mu", "var_log_mu"].map(str::to_owned));
        names
    }

    /// Samples the posterior; purchases are simulated within `horizon`, in the unit of the histories.
    ///
    /// # Errors
    /// When there are too few customers, covariates are of another number of them, the horizon is not a time, or the
    /// chains disagree about the population or are worth too few independent draws.
    pub fn sample(
        customers: &[History],
        covariates: &Covariates,
        horizon: f64,
        priors: &NormalPriors,
        sampling: &Sampling,
    ) -> Result<SampledPosterior, BayesError> {
        let (posterior, believed) = Self::draw(customers, covariates, horizon, priors, sampling)?;
        believed.map(|()| posterior)
    }

    /// The draws, and whether they may be believed.
    pub(super) fn draw(
        customers: &[History],
        covariates: &Covariates,
        horizon: f64,
        priors: &NormalPriors,
        sampling: &Sampling,
    ) -> Result<(SampledPosterior, Result<(), BayesError>), BayesError> {
        sampling.check()?;
        priors.check()?;
        SampledPosterior::check(customers.iter(), horizon)?;
        let rows = covariates.matrix.nrows();
        if rows != customers.len() {
            return Err(BayesError::Rows { what: "the covariates", found: rows, expected: customers.len() });
        }
        let run = |number: usize| -> Option<(Vec<Vec<f64>>, Tally)> {
            let mut stream = stream(sampling.seed, number);
            let mut chain = Chain::new(customers, covariates, *priors, &mut stream)?;
            let mut tally = Tally::new(customers.len(), sampling.draws, sampling.chains);
            for _ in 0..sampling.tuning {
                chain.step(&mut stream, true)?;
            }
            let mut rows = Vec::with_capacity(sampling.draws);
            for _ in 0..sampling.draws {
                for _ in 0..sampling.thin {
                    chain.step(&mut stream, false)?;
                }
                tally.add((0..customers.len()).map(|place| chain.moment(&mut stream, place, horizon)));
                rows.push(chain.parameters());
            }
            Some((rows, tally))
        };
        let chains: Option<Vec<_>> = (0..sampling.chains).into_par_iter().map(run).collect();
        let singular = || BayesError::Sampler { reason: "a matrix of the population is singular".to_owned() };
        let (rows, tallies): (Vec<_>, Vec<_>) = chains.ok_or_else(singular)?.into_iter().unzip();
        let names = Self::parameter_names(covariates);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        Ok(SampledPosterior::of(Self::NAME, &names, &rows, &tallies, merged(&tallies)))
    }
}

//! Pareto/GGG: purchases at gaps that are more or less regular, until the end of a lifetime \[PR2016\].
//!
//! While active, a customer's gaps are Gamma(k, rate kλ): mean 1/λ, and the more regular the larger k; k = 1 is
//! Pareto/NBD. The lifetime is exponential with hazard μ. Over customers k ~ Gamma(t, rate gamma), λ ~ Gamma(r, rate
//! alpha), μ ~ Gamma(s, rate beta), all independent. There is no likelihood in closed form; the posterior is sampled
//! by augmentation with what was not seen.
//!
//! In the published scheme each customer's λ, μ, k and time of leaving are drawn in turn, and the six population
//! parameters given those. Here the state is smaller and mixes faster: the time y from the last purchase seen to the
//! next one, whether or not it was still made, and the lifetime. Given these, λ and μ have gamma laws that integrate
//! out of every other step. A step draws
//!
//! 1. (y, lifetime) of each customer at once with λ and μ, from the population as far as purchases allow, until no
//!    purchase falls into the silence since the last one;
//! 2. each k, then all k together with gamma, by a common factor and by a common stretch of their logarithms;
//! 3. (r, alpha), (s, beta) and (t, gamma) by slices along shape and mean.
//!
//! Kept draws add λ, μ and simulated purchases of every customer.

mod latent;
mod population;
mod predict;
mod simulate;
#[cfg(test)]
mod tests;

use patron_models::history::{History, HistoryError, StatisticsBuilder};
use rayon::prelude::*;

use crate::chain::{Tally, merged, stream};
use crate::prior::{Prior, Priors};
use crate::{BayesError, SampledPosterior, Sampling};
use population::Chain;

/// A customer's purchases with the regularity of their gaps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TimedHistory {
    history: History,
    ln_gaps: f64,
}

impl TimedHistory {
    /// A history and the sum of the natural logarithms of the gaps between consecutive purchases, 0 without repeats.
    ///
    /// # Errors
    /// When no gaps of this history have such a sum.
    pub fn new(history: History, ln_gaps: f64) -> Result<Self, HistoryError> {
        StatisticsBuilder::default().push_with_gaps(history, ln_gaps, 1.0)?;
        Ok(Self { history, ln_gaps })
    }

    /// The same in another time unit, `factor` of which are one of the present.
    ///
    /// # Errors
    /// When the factor makes a time that is not finite, or a recency of zero.
    pub fn rescaled(&self, factor: f64) -> Result<Self, HistoryError> {
        let history = self.history.rescaled(factor)?;
        Ok(Self { history, ln_gaps: self.ln_gaps + f64::from(history.frequency()) * factor.ln() })
    }
}

/// The Pareto/GGG model.
#[derive(Debug, Clone, Copy)]
pub struct ParetoGgg;

impl ParetoGgg {
    /// Name used in files and commands.
    pub const NAME: &'static str = "pareto-ggg";
    /// Parameters of the population in order.
    pub const PARAMETER_NAMES: &'static [&'static str] = &["t", "gamma", "r", "alpha", "s", "beta"];

    /// Gamma(1/1000, rate 1/1000) on every parameter of the population: flat over the logarithm up to about a thousand.
    #[must_use]
    pub fn vague_priors() -> Priors {
        let vague = |name: &&str| ((*name).to_owned(), Prior::Gamma { shape: 1e-3, rate: 1e-3 });
        Priors(Self::PARAMETER_NAMES.iter().map(vague).collect())
    }

    /// Samples the posterior; purchases are simulated within `horizon`, in the unit of the histories.
    ///
    /// # Errors
    /// When there are too few customers, the priors are not of its parameters, the horizon is not a time, or the
    /// chains disagree about the population or are worth too few independent draws.
    pub fn sample(
        customers: &[TimedHistory],
        horizon: f64,
        priors: &Priors,
        sampling: &Sampling,
    ) -> Result<SampledPosterior, BayesError> {
        let (posterior, believed) = Self::draw(customers, horizon, priors, sampling)?;
        believed.map(|()| posterior)
    }

    /// The draws, and whether they may be believed.
    fn draw(
        customers: &[TimedHistory],
        horizon: f64,
        priors: &Priors,
        sampling: &Sampling,
    ) -> Result<(SampledPosterior, Result<(), BayesError>), BayesError> {
        sampling.check()?;
        SampledPosterior::check(customers.iter().map(|customer| &customer.history), horizon)?;
        let priors = priors.ordered(Self::PARAMETER_NAMES)?;
        let run = |number: usize| {
            let mut stream = stream(sampling.seed, number);
            let mut chain = Chain::new(customers, &priors, &mut stream);
            let mut tally = Tally::new(customers.len(), sampling.draws, sampling.chains);
            for _ in 0..sampling.tuning {
                chain.step(&mut stream, true);
            }
            let rows: Vec<Vec<f64>> = (0..sampling.draws)
                .map(|_| {
                    for _ in 0..sampling.thin {
                        chain.step(&mut stream, false);
                    }
                    tally.add((0..customers.len()).map(|place| chain.moment(&mut stream, place, horizon)));
                    chain.parameters()
                })
                .collect();
            (rows, tally)
        };
        let (rows, tallies): (Vec<_>, Vec<_>) = (0..sampling.chains).into_par_iter().map(run).unzip();
        Ok(SampledPosterior::of(Self::NAME, Self::PARAMETER_NAMES, &rows, &tallies, merged(&tallies)))
    }
}

//! Draws by the no-U-turn sampler.

use std::collections::HashMap;

use nuts_rs::{Chain, CpuLogpFunc, CpuMath, CpuMathError, DiagNutsSettings, HasDims, LogpError, Settings};
use rand::{Rng, RngExt, SeedableRng, rngs::ChaCha8Rng};
use rand_distr::StandardNormal;
use rayon::prelude::*;

use super::mode::Touching;
use super::{Method, Posterior, Target};
use crate::draws::{Draws, believable};
use crate::{BayesError, Sampling};

/// Trajectories of up to 2^8 steps: where the touching law fits, three are enough.
const MOST_DOUBLINGS: u64 = 8;
/// Chains start this many standard deviations of the touching law around its middle, further out than they will stay.
const START_SPREAD: f64 = 2.0;
/// A start without finite density is drawn again, each time nearer to the middle.
const MOST_STARTS: u32 = 30;

/// The density on coordinates in which the touching law is a standard normal one.
struct Standardised<'t, 'a> {
    target: &'t Target<'a>,
    touching: &'t Touching,
    by_logs: Vec<f64>,
}

/// The density has no finite value: the trajectory ends there.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the density has no finite value")]
struct NoDensity;

impl LogpError for NoDensity {
    fn is_recoverable(&self) -> bool {
        true
    }
}

impl HasDims for Standardised<'_, '_> {
    fn dim_sizes(&self) -> HashMap<String, u64> {
        HashMap::from([("unconstrained_parameter".to_owned(), self.target.dimension() as u64)])
    }
}

impl CpuLogpFunc for Standardised<'_, '_> {
    type LogpError = NoDensity;
    type FlowParameters = ();
    type ExpandedVector = Vec<f64>;

    fn dim(&self) -> usize {
        self.target.dimension()
    }

    fn logp(&mut self, position: &[f64], gradient: &mut [f64]) -> Result<f64, NoDensity> {
        let logs = self.touching.logs(position);
        let density = self.target.evaluate(logs.as_slice(), &mut self.by_logs).ok_or(NoDensity)?;
        for (slope, column) in gradient.iter_mut().zip(self.touching.factor.column_iter()) {
            *slope = column.iter().zip(&self.by_logs).map(|(entry, by_log)| entry * by_log).sum();
        }
        Ok(density)
    }

    fn expand_vector<R: Rng + ?Sized>(&mut self, _: &mut R, position: &[f64]) -> Result<Vec<f64>, CpuMathError> {
        Ok(position.to_vec())
    }
}

/// One chain: parameters draw by draw, and what its trajectories came to.
struct Walk {
    rows: Vec<Vec<f64>>,
    divergences: usize,
    evaluations: u64,
}

impl Target<'_> {
    /// The posterior by the no-U-turn sampler, chains beside each other.
    ///
    /// # Errors
    /// When no maximum is found, or the chains disagree or are worth too few independent draws.
    pub fn nuts(&self, sampling: &Sampling) -> Result<Posterior, BayesError> {
        sampling.check()?;
        self.nuts_at(&Touching::new(self)?, sampling)
    }

    pub(super) fn nuts_at(&self, touching: &Touching, sampling: &Sampling) -> Result<Posterior, BayesError> {
        let (method, draws) = self.walks(touching, sampling)?;
        let parameters = draws.summaries();
        believable(&parameters)?;
        Ok(Posterior::new(self, method, parameters, draws))
    }

    /// The draws, believed or not.
    pub(crate) fn drawn(&self, sampling: &Sampling) -> Result<Draws, BayesError> {
        self.walks(&Touching::new(self)?, sampling).map(|(_, draws)| draws)
    }

    fn walks(&self, touching: &Touching, sampling: &Sampling) -> Result<(Method, Draws), BayesError> {
        let walks: Vec<Walk> = (0..sampling.chains)
            .into_par_iter()
            .map(|chain| self.walk(touching, sampling, chain as u64))
            .collect::<Result<_, _>>()?;
        let method = Method::Nuts {
            divergences: walks.iter().map(|walk| walk.divergences).sum(),
            evaluations: walks.iter().map(|walk| walk.evaluations).sum(),
        };
        let rows: Vec<Vec<Vec<f64>>> = walks.into_iter().map(|walk| walk.rows).collect();
        Ok((method, Draws::from_rows(&self.names, &rows)))
    }

    fn walk(&self, touching: &Touching, sampling: &Sampling, number: u64) -> Result<Walk, BayesError> {
        let dimension = self.dimension();
        let mut stream = ChaCha8Rng::seed_from_u64(sampling.seed);
        stream.set_stream(number);
        let settings = DiagNutsSettings {
            num_tune: sampling.tuning as u64,
            num_draws: (sampling.draws * sampling.thin) as u64,
            num_chains: sampling.chains,
            maxdepth: MOST_DOUBLINGS,
            ..DiagNutsSettings::default()
        };
        let density = Standardised { target: self, touching, by_logs: vec![0.0; dimension] };
        let given_up = |error: &dyn std::fmt::Display| BayesError::Sampler { reason: error.to_string() };
        let mut chain =
            settings.new_chain(number, CpuMath::new(density), &mut stream).map_err(|error| given_up(&error))?;
        let mut spread = START_SPREAD;
        for attempt in 1..=MOST_STARTS {
            let start: Vec<f64> = (0..dimension).map(|_| spread * stream.sample::<f64, _>(StandardNormal)).collect();
            match chain.set_position(&start) {
                Ok(()) => break,
                Err(error) if attempt == MOST_STARTS => return Err(given_up(&error)),
                Err(_) => spread *= 0.8,
            }
        }
        let mut walk = Walk { rows: Vec::with_capacity(sampling.draws), divergences: 0, evaluations: 0 };
        for step in 0..sampling.tuning + sampling.draws * sampling.thin {
            let (position, progress) = chain.draw().map_err(|error| given_up(&error))?;
            let Some(kept) = (step + 1).checked_sub(sampling.tuning).filter(|kept| *kept > 0) else { continue };
            walk.divergences += usize::from(progress.diverging);
            walk.evaluations += progress.num_steps;
            if kept % sampling.thin == 0 {
                walk.rows.push(touching.logs(&position).iter().map(|log| log.exp()).collect());
            }
        }
        Ok(walk)
    }
}

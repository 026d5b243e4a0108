//! Rates and hazards that differ as gamma laws \[ML2007\].

use patron_models::history::History;
use rand::RngExt;
use rand_distr::StandardNormal;
use rayon::prelude::*;

use super::individual::Seen;
use crate::chain::{
    Heterogeneity, Life, Moment, Stream, Tally, exponential, gamma, ln_lifetimes, ln_rates, merged, stream,
};
use crate::prior::{Prior, Priors};
use crate::{BayesError, SampledPosterior, Sampling};

/// Pareto/NBD with λ ~ Gamma(r, rate alpha), μ ~ Gamma(s, rate beta) and priors on the four.
///
/// The state of a chain is each customer's lifetime and the four parameters; λ and μ are integrated out of every step
/// and drawn for what is kept.
#[derive(Debug, Clone, Copy)]
pub struct GammaPopulation;

/// Rounds of drawing from the population before the exact conditional draw.
const MOST_ROUNDS: u32 = 40;

impl GammaPopulation {
    /// Name used in files and commands.
    pub const NAME: &'static str = "pareto-nbd-hb";
    /// Parameters of the population in order.
    pub const PARAMETER_NAMES: &'static [&'static str] = &["r", "alpha", "s", "beta"];

    /// Gamma(1/1000, rate 1/1000) on every parameter: flat over the logarithm up to about a thousand.
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
        customers: &[History],
        horizon: f64,
        priors: &Priors,
        sampling: &Sampling,
    ) -> Result<SampledPosterior, BayesError> {
        let (posterior, believed) = Self::draw(customers, horizon, priors, sampling)?;
        believed.map(|()| posterior)
    }

    /// The draws, and whether they may be believed.
    pub(super) fn draw(
        customers: &[History],
        horizon: f64,
        priors: &Priors,
        sampling: &Sampling,
    ) -> Result<(SampledPosterior, Result<(), BayesError>), BayesError> {
        sampling.check()?;
        SampledPosterior::check(customers.iter(), horizon)?;
        let priors = priors.ordered(Self::PARAMETER_NAMES)?;
        let run = |number: usize| {
            let mut stream = stream(sampling.seed, number);
            let mut chain = Chain::new(customers, &priors, &mut stream);
            let mut tally = Tally::new(customers.len(), sampling.draws, sampling.chains);
            for _ in 0..sampling.tuning {
                chain.step(&mut stream, true);
            }
            let mut draw = |_| {
                for _ in 0..sampling.thin {
                    chain.step(&mut stream, false);
                }
                tally.add((0..customers.len()).map(|place| chain.moment(&mut stream, place, horizon)));
                vec![chain.rates.shape, chain.rates.rate, chain.hazards.shape, chain.hazards.rate]
            };
            let rows: Vec<Vec<f64>> = (0..sampling.draws).map(&mut draw).collect();
            (rows, tally)
        };
        let (rows, tallies): (Vec<_>, Vec<_>) = (0..sampling.chains).into_par_iter().map(run).unzip();
        Ok(SampledPosterior::of(Self::NAME, Self::PARAMETER_NAMES, &rows, &tallies, merged(&tallies)))
    }
}

/// The state of a chain.
struct Chain {
    seen: Vec<Seen>,
    /// Distinct numbers of purchases and their customers.
    counts: Vec<(f64, f64)>,
    rates: Heterogeneity,
    hazards: Heterogeneity,
    /// Times from the last purchase to the end of the lifetime.
    ends: Vec<f64>,
}

impl Chain {
    /// Starts where means would be if nobody stopped, off by a random factor so that chains start apart.
    fn new(customers: &[History], priors: &[Prior], stream: &mut Stream) -> Self {
        let seen: Vec<Seen> = customers.iter().map(Seen::new).collect();
        let time: f64 = customers.iter().map(History::age).sum();
        let purchases: f64 = seen.iter().map(|customer| customer.purchases).sum();
        let mut sorted: Vec<f64> = seen.iter().map(|customer| customer.purchases).collect();
        sorted.sort_unstable_by(f64::total_cmp);
        let counts = sorted.chunk_by(|one, other| one == other).map(|alike| (alike[0], alike.len() as f64)).collect();
        let mut off = |value: f64| value * (0.4 * stream.sample::<f64, _>(StandardNormal)).exp();
        let (r, s) = (off(1.0), off(1.0));
        let mean_age = time / seen.len() as f64;
        Self {
            ends: seen.iter().map(|customer| customer.silence + mean_age).collect(),
            seen,
            counts,
            rates: Heterogeneity::new(r, off(r * time / purchases), [priors[0], priors[1]]),
            hazards: Heterogeneity::new(s, off(s * mean_age), [priors[2], priors[3]]),
        }
    }

    fn step(&mut self, stream: &mut Stream, tuning: bool) {
        for place in 0..self.seen.len() {
            self.ends[place] = self.end(stream, place);
        }
        let exposed = |(seen, end): (&Seen, &f64)| (seen.purchases, seen.last + end.min(seen.silence));
        let exposures: Vec<(f64, f64)> = self.seen.iter().zip(&self.ends).map(exposed).collect();
        let counts = &self.counts;
        self.rates.step(stream, tuning, |r, alpha| ln_rates(r, alpha, &exposures, Some(counts)));
        let life =
            |(seen, end): (&Seen, &f64)| Life { time: seen.last + end.min(seen.silence), ended: *end < seen.silence };
        let lives: Vec<Life> = self.seen.iter().zip(&self.ends).map(life).collect();
        self.hazards.step(stream, tuning, |s, beta| ln_lifetimes(s, beta, &lives));
    }

    /// A lifetime with λ and μ integrated out: a next purchase and an end are drawn from the population as far as
    /// purchases allow, until the purchase would not have been seen; or given λ and μ, where that takes too long.
    fn end(&self, stream: &mut Stream, place: usize) -> f64 {
        let (seen, now) = (&self.seen[place], self.ends[place]);
        let (shape, rate) = (self.rates.shape + seen.purchases, self.rates.rate + seen.last);
        let (s, horizon) = (self.hazards.shape, self.hazards.rate + seen.last);
        for _ in 0..MOST_ROUNDS {
            // The wait for a purchase and the lifetime have Lomax laws.
            let next = rate * (exponential(stream) / shape).exp_m1();
            let end = horizon * (exponential(stream) / s).exp_m1();
            if !(next < seen.silence && next < end) {
                return end;
            }
        }
        let (lambda, mu) = self.own(stream, place, now);
        if lambda > 0.0 && mu > 0.0 { seen.end(stream, lambda, mu) } else { now }
    }

    /// λ and μ of a customer, given the lifetime.
    fn own(&self, stream: &mut Stream, place: usize, end: f64) -> (f64, f64) {
        let seen = &self.seen[place];
        let exposure = seen.last + end.min(seen.silence);
        let lambda = gamma(stream, self.rates.shape + seen.purchases, self.rates.rate + exposure);
        (lambda, gamma(stream, self.hazards.shape + 1.0, self.hazards.rate + seen.last + end))
    }

    fn moment(&self, stream: &mut Stream, place: usize, horizon: f64) -> Moment {
        let end = self.ends[place];
        let own = self.own(stream, place, end);
        self.seen[place].moment(stream, own, end, horizon)
    }
}

//! Rates and hazards that differ as gamma laws \[ML2007\].

use patron_models::history::{History, Statistics};
use patron_models::pareto_nbd::ParetoNbd;
use rayon::prelude::*;

use super::individual::Seen;
use crate::chain::{Moment, Stream, Tally, exponential, gamma, merged, stream};
use crate::posterior::Target;
use crate::prior::{Prior, Priors};
use crate::{BayesError, SampledPosterior, Sampling};

/// Pareto/NBD with λ ~ Gamma(r, rate alpha), μ ~ Gamma(s, rate beta) and priors on the four.
///
/// In the published scheme every customer's rates and lifetime are drawn in turn with the four parameters. All of them
/// integrate out of the likelihood of Pareto/NBD: the parameters are drawn from it by the no-U-turn sampler, and each
/// customer's lifetime, λ and μ at once for each draw.
#[derive(Debug, Clone, Copy)]
pub struct GammaPopulation;

impl GammaPopulation {
    /// Name used in files and commands.
    pub const NAME: &'static str = "pareto-nbd-hb";
    /// Parameters of the population in order.
    pub const PARAMETER_NAMES: &'static [&'static str] = &["r", "alpha", "s", "beta"];

    /// Gamma(1/1000, rate 1/1000) on every parameter: flat over the logarithm up to about a thousand. Where data hardly
    /// tell whether hazards differ, s and beta then have tails that chains take long to walk; priors that say more, as
    /// narrower ones of the kind of [`Priors::weak`] for Pareto/NBD, whose parameters these are, do better.
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
        let statistics: Statistics = customers.iter().copied().collect();
        let draws = Target::purchases(&ParetoNbd, &statistics, priors)?.drawn(sampling)?;
        let rows: Vec<Vec<f64>> = draws.rows().collect();
        let rows: Vec<Vec<Vec<f64>>> = rows.chunks(sampling.draws).map(<[_]>::to_vec).collect();
        let seen: Vec<Seen> = customers.iter().map(Seen::new).collect();
        let of_chain = |(number, rows): (usize, &Vec<Vec<f64>>)| {
            // Streams of their own beside those that the parameters were drawn from.
            let mut stream = stream(sampling.seed, CUSTOMERS + number);
            let mut tally = Tally::new(seen.len(), rows.len(), sampling.chains);
            for row in rows {
                let population = Population { r: row[0], alpha: row[1], s: row[2], beta: row[3] };
                tally.add(seen.iter().map(|seen| population.customer(&mut stream, seen, horizon)));
            }
            tally
        };
        let tallies: Vec<Tally> = rows.par_iter().enumerate().map(of_chain).collect();
        Ok(SampledPosterior::of(Self::NAME, Self::PARAMETER_NAMES, &rows, &tallies, merged(&tallies)))
    }
}

/// The first stream of customers.
const CUSTOMERS: usize = 1 << 20;
/// Rounds of drawing from the population; then turns of drawing rates given the lifetime and the lifetime given rates.
const MOST_ROUNDS: u32 = 5_000;
const TURNS: u32 = 20;

/// The parameters of one draw.
struct Population {
    r: f64,
    alpha: f64,
    s: f64,
    beta: f64,
}

impl Population {
    /// One customer's rates and purchases to come.
    fn customer(&self, stream: &mut Stream, seen: &Seen, horizon: f64) -> Moment {
        let end = self.end(stream, seen);
        let own = self.own(stream, seen, end);
        seen.moment(stream, own, end, horizon)
    }

    /// Time from the last purchase to the end of the lifetime: a next purchase and an end are drawn from the population
    /// as far as purchases allow, both having Lomax laws, until the purchase would not have been seen.
    fn end(&self, stream: &mut Stream, seen: &Seen) -> f64 {
        let (shape, rate) = (self.r + seen.purchases, self.alpha + seen.last);
        let horizon = self.beta + seen.last;
        for _ in 0..MOST_ROUNDS {
            let next = rate * (exponential(stream) / shape).exp_m1();
            let end = horizon * (exponential(stream) / self.s).exp_m1();
            if !(next < seen.silence && next < end) {
                return end;
            }
        }
        // A silence this unlikely is that of one who stopped soon.
        let mut end = 0.5 * seen.silence;
        for _ in 0..TURNS {
            let (lambda, mu) = self.own(stream, seen, end);
            end = if lambda > 0.0 && mu > 0.0 { seen.end(stream, lambda, mu) } else { end };
        }
        end
    }

    /// λ and μ, given the lifetime.
    fn own(&self, stream: &mut Stream, seen: &Seen, end: f64) -> (f64, f64) {
        let lambda = gamma(stream, self.r + seen.purchases, self.alpha + seen.last + end.min(seen.silence));
        (lambda, gamma(stream, self.s + 1.0, self.beta + seen.last + end))
    }
}

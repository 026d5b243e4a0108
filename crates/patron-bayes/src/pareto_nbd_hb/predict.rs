//! Customers of the normal population given draws of it.

use nalgebra::{Cholesky, Matrix2, Vector2};
use patron_models::fit::ParameterError;
use patron_models::history::History;
use patron_models::transaction::Terms;
use rayon::prelude::*;

use super::NormalPopulation;
use super::individual::Seen;
use crate::chain::{Stream, stream};
use crate::future::{Course, Courses, rounds};
use crate::{BayesError, SampledFuture};

/// Turns of λ and μ before the first draw of the population counts: they start at its mean.
const FIRST_TURNS: usize = 60;
/// Turns after each change of the population, and courses taken after it, a turn apart.
const TURNS: usize = 3;
const FUTURES: usize = 3;

/// One draw of the population.
struct Population {
    /// Coefficients of ln λ and ln μ: of the intercept and each covariate.
    coefficients: Vec<Vector2<f64>>,
    factor: Matrix2<f64>,
}

impl Population {
    /// From coefficients row by row and Γ, as [`NormalPopulation::parameter_names`] has them.
    fn new(draw: &[f64], covariates: usize) -> Result<Self, BayesError> {
        let expected = 2 * (covariates + 1) + 3;
        if draw.len() != expected {
            return Err(ParameterError::Count { found: draw.len(), expected }.into());
        }
        if let Some(value) = draw.iter().find(|value| !value.is_finite()) {
            return Err(ParameterError::NotFinite { name: "of the population".to_owned(), value: *value }.into());
        }
        let (coefficients, of_gamma) = draw.split_at(expected - 3);
        let gamma = Matrix2::new(of_gamma[0], of_gamma[1], of_gamma[1], of_gamma[2]);
        let not_positive = || {
            let value = gamma.determinant().min(of_gamma[0]);
            BayesError::from(ParameterError::NotPositive { name: "var_log_lambda, var_log_mu".to_owned(), value })
        };
        Ok(Self {
            coefficients: coefficients.chunks(2).map(|pair| Vector2::new(pair[0], pair[1])).collect(),
            factor: Cholesky::new(gamma).ok_or_else(not_positive)?.unpack(),
        })
    }

    fn mean(&self, covariates: &[f64]) -> Vector2<f64> {
        let mut mean = self.coefficients[0];
        for (coefficient, value) in self.coefficients[1..].iter().zip(covariates) {
            mean += coefficient * *value;
        }
        mean
    }
}

impl NormalPopulation {
    /// The futures of customers with covariates given draws of the population, each in the order of
    /// [`NormalPopulation::parameter_names`]. Given these, customers have nothing to do with each other; (ln λ, ln μ) of
    /// each are drawn by elliptical slices while the population goes from draw to draw, and all means are those given λ
    /// and μ. `first` numbers the first customer: each draws from a stream of an own of the seed.
    ///
    /// # Errors
    /// When there is no draw, one is not of such a population, or covariates are missing.
    pub fn predict(
        draws: &[Vec<f64>],
        customers: &[History],
        covariates: &[Vec<f64>],
        terms: Terms,
        seed: u64,
        first: usize,
    ) -> Result<Vec<SampledFuture>, BayesError> {
        if covariates.len() != customers.len() {
            let (what, found, expected) = ("the covariates", covariates.len(), customers.len());
            return Err(BayesError::Rows { what, found, expected });
        }
        let width = covariates.first().map_or(0, Vec::len);
        if draws.is_empty() {
            return Err(ParameterError::Count { found: 0, expected: 2 * (width + 1) + 3 }.into());
        }
        let populations: Vec<Population> =
            draws.iter().map(|draw| Population::new(draw, width)).collect::<Result<_, _>>()?;
        let one = |(place, (history, own)): (usize, (&History, &Vec<f64>))| {
            let mut stream = stream(seed, first + place);
            let seen = Seen::new(history);
            let mut rates = populations[0].mean(own);
            let turns = |rates: Vector2<f64>, population: &Population, stream: &mut Stream, count: usize| {
                let mean = population.mean(own);
                (0..count).fold(rates, |rates, _| seen.elliptical(stream, rates, mean, &population.factor))
            };
            rates = turns(rates, &populations[0], &mut stream, FIRST_TURNS);
            let mut courses = Courses::default();
            for population in (0..rounds(draws.len())).flat_map(|_| &populations) {
                rates = turns(rates, population, &mut stream, TURNS);
                for _ in 0..FUTURES {
                    rates = turns(rates, population, &mut stream, 1);
                    courses.add(&course(&seen, &mut stream, rates.map(f64::exp), terms));
                }
            }
            courses.future()
        };
        Ok(customers.par_iter().zip(covariates).enumerate().map(one).collect())
    }
}

/// What follows given λ and μ, with one simulated number of purchases.
///
/// With a = P(alive): a λ (1 − e^(−μH))/μ purchases, a λ (1 − e^(−(μ+δ)H))/(μ+δ) discounted, a return with
/// a λ (1 − e^(−(λ+μ)H))/(λ+μ), and E\[N(N−1)\] = a λ² E\[min(lifetime, H)²\].
fn course(seen: &Seen, stream: &mut Stream, rates: Vector2<f64>, terms: Terms) -> Course {
    let (lambda, mu, horizon) = (rates[0], rates[1], terms.horizon());
    // (1 − e^(−zH))/z, H where the rate is nothing.
    let within = |rate: f64| {
        let ended = -(-rate * horizon).exp_m1();
        if ended > 0.0 { ended / rate } else { horizon }
    };
    let ended = mu * horizon;
    let square = if ended < 1e-4 {
        horizon * horizon * (1.0 - 2.0 / 3.0 * ended)
    } else {
        2.0 / (mu * mu) * (-(-ended).exp_m1() - ended * (-ended).exp())
    };
    let alive = seen.alive(lambda, mu);
    let end = seen.end(stream, lambda, mu);
    Course {
        alive,
        returns: alive * lambda * within(lambda + mu),
        expected: alive * lambda * within(mu),
        factorial: alive * lambda * lambda * square,
        discounted: alive * lambda * within(mu + terms.discount()),
        rate: lambda,
        simulated: seen.moment(stream, (lambda, mu), end, horizon).purchases,
    }
}

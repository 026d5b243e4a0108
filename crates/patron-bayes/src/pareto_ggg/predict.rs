//! Customers given draws of the population.

use patron_models::fit::ParameterError;
use patron_models::transaction::Terms;
use rayon::prelude::*;

use super::latent::{Given, Latent};
use super::population::{Gaps, ln_likelihood};
use super::{ParetoGgg, TimedHistory};
use crate::chain::{Slice, Stream, gamma, stream};
use crate::future::{Course, Courses, rounds};
use crate::{BayesError, SampledFuture};

/// Turns of the unseen times and k before the first draw counts: k starts at the population's mean.
const FIRST_TURNS: usize = 60;
/// Turns after each change of the population, and futures taken after it, a turn apart.
const TURNS: usize = 3;
const FUTURES: usize = 3;

impl ParetoGgg {
    /// The futures of customers given draws of the population: t, gamma, r, alpha, s, beta each. Given these, customers
    /// have nothing to do with each other; the unseen times and k of each are drawn in turn while the population goes
    /// from draw to draw, and purchases are simulated. `first` numbers the first customer: each draws from a stream of
    /// an own of the seed.
    ///
    /// # Errors
    /// When there is no draw, or one is not of six positive numbers.
    pub fn predict(
        draws: &[Vec<f64>],
        customers: &[TimedHistory],
        terms: Terms,
        seed: u64,
        first: usize,
    ) -> Result<Vec<SampledFuture>, BayesError> {
        let expected = Self::PARAMETER_NAMES.len();
        if draws.is_empty() {
            return Err(ParameterError::Count { found: 0, expected }.into());
        }
        for draw in draws {
            if draw.len() != expected {
                return Err(ParameterError::Count { found: draw.len(), expected }.into());
            }
            for (name, value) in Self::PARAMETER_NAMES.iter().zip(draw) {
                if !(value.is_finite() && *value > 0.0) {
                    return Err(ParameterError::NotPositive { name: (*name).to_owned(), value: *value }.into());
                }
            }
        }
        let one = |(place, customer): (usize, &TimedHistory)| {
            let mut stream = stream(seed, first + place);
            let mut state = State::new(customer, &draws[0]);
            for _ in 0..FIRST_TURNS {
                state.turn(&mut stream, &draws[0], true);
            }
            let mut courses = Courses::default();
            for draw in (0..rounds(draws.len())).flat_map(|_| draws) {
                for _ in 0..TURNS {
                    state.turn(&mut stream, draw, false);
                }
                for _ in 0..FUTURES {
                    state.turn(&mut stream, draw, false);
                    courses.add(&state.course(&mut stream, draw, terms));
                }
            }
            courses.future()
        };
        Ok(customers.par_iter().enumerate().map(one).collect())
    }
}

/// One customer: what was seen, and what is drawn of the rest.
struct State {
    given: Given,
    ln_gaps: f64,
    latent: Latent,
    slice: Slice,
}

impl State {
    /// Still active, the next purchase as soon as after the silence seen.
    fn new(customer: &TimedHistory, draw: &[f64]) -> Self {
        let history = customer.history;
        let silence = history.age() - history.recency();
        let soon = 0.01 * (1.0 + history.age());
        let given = Given {
            purchases: f64::from(history.frequency()),
            last: history.recency(),
            silence,
            k: draw[0] / draw[1],
            r: draw[2],
            alpha: draw[3],
            s: draw[4],
            beta: draw[5],
        };
        let latent = Latent { next: silence + soon, end: silence + history.age() + soon };
        Self { given, ln_gaps: customer.ln_gaps, latent, slice: Slice::new(0.5) }
    }

    fn gaps(&self) -> Gaps {
        let Self { given, latent, .. } = self;
        let sum = given.last + latent.next;
        Gaps { count: given.purchases + 1.0, sum, ln_sum: self.ln_gaps + latent.next.ln() }
    }

    fn turn(&mut self, stream: &mut Stream, draw: &[f64], tuning: bool) {
        let (t, rate) = (draw[0], draw[1]);
        self.given = Given { r: draw[2], alpha: draw[3], s: draw[4], beta: draw[5], ..self.given };
        self.latent = self.given.draw(stream, self.latent);
        let gaps = self.gaps();
        let Given { k, r, alpha, .. } = self.given;
        let ln_k = self.slice.step(stream, k.ln(), tuning, |ln_k| {
            let k = ln_k.exp();
            t * ln_k - rate * k + ln_likelihood(k, ln_k, &gaps, r, alpha)
        });
        self.given.k = ln_k.exp();
    }

    /// λ and the purchases to come, given the state.
    fn course(&self, stream: &mut Stream, draw: &[f64], terms: Terms) -> Course {
        let (gaps, Given { k, silence, .. }) = (self.gaps(), self.given);
        let lambda = gamma(stream, draw[2] + k * gaps.count, draw[3] + k * gaps.sum);
        let active = self.latent.end > silence;
        let mut course = Course { alive: f64::from(u8::from(active)), rate: lambda, ..Course::default() };
        if !active {
            return course;
        }
        let until = terms.horizon().min(self.latent.end - silence);
        let mut time = self.latent.next - silence;
        while time <= until {
            course.simulated += 1;
            course.discounted += (-terms.discount() * time).exp();
            time += gamma(stream, k, k * lambda);
        }
        let n = f64::from(course.simulated);
        course.expected = n;
        course.factorial = n * (n - 1.0);
        course.returns = n.min(1.0);
        course
    }
}

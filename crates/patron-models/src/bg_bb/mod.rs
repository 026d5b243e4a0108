//! BG/BB, the beta-geometric / beta-Bernoulli model of purchases at discrete opportunities \[FHS2010\].
//!
//! Time is counted in opportunities to buy: years of an appeal, monthly boxes, events. While active, a customer buys at
//! each with an own probability p that differs between customers as Beta(α, β); before each the customer stops for good
//! with an own probability θ that differs as Beta(γ, δ), independently. Parameters: alpha, beta, gamma, delta.
//!
//! Opportunities lie at the whole times 1, 2, … after the first purchase, and after the valuation date; a horizon that
//! is not whole contains those that lie within it. A history with fractions, or with more purchases than opportunities
//! up to the last one, is none of this model: a fit refuses it, a prediction is not a number.

mod ahead;
mod counts;
mod fit;
mod likelihood;
mod predict;
mod simulate;
#[cfg(test)]
mod tests;

use crate::fit::{Fit, FitError, ParameterError};
use crate::history::{History, Statistics};
use crate::transaction::{Clock, Predictor, Terms, TransactionModel};

/// The BG/BB model.
#[derive(Debug, Clone, Copy)]
pub struct BgBb;

/// Names in the order of parameter slices.
const NAMES: &[&str] = &["alpha", "beta", "gamma", "delta"];

/// The most opportunities that are looked at, in histories and ahead: daily ones of 270 years.
const MOST: f64 = 100_000.0;

/// The four parameters, checked: positive and finite.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Parameters {
    alpha: f64,
    beta: f64,
    gamma: f64,
    delta: f64,
}

impl Parameters {
    fn new(values: &[f64]) -> Result<Self, ParameterError> {
        ParameterError::check(NAMES, values)?;
        Ok(Self::of(values))
    }

    /// From a slice whose length is known; what is missing is NaN.
    fn of(values: &[f64]) -> Self {
        let at = |i: usize| values.get(i).copied().unwrap_or(f64::NAN);
        Self { alpha: at(0), beta: at(1), gamma: at(2), delta: at(3) }
    }
}

/// x, t_x and n in whole opportunities.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Opportunities {
    purchases: f64,
    last: f64,
    count: f64,
}

impl Opportunities {
    /// `None` for a history that is not one of whole opportunities with one purchase each at most.
    fn of(history: &History) -> Option<Self> {
        let (purchases, last, count) = (f64::from(history.frequency()), history.recency(), history.age());
        let whole = last.fract() == 0.0 && count.fract() == 0.0;
        (whole && purchases <= last && count <= MOST).then_some(Self { purchases, last, count })
    }
}

impl TransactionModel for BgBb {
    fn name(&self) -> &'static str {
        "bg-bb"
    }

    fn parameter_names(&self) -> &'static [&'static str] {
        NAMES
    }

    fn published_parameters(&self) -> &'static [f64] {
        &[1.204, 0.750, 0.657, 2.783] // yearly donations [FHS2010]
    }

    fn clock(&self) -> Clock {
        Clock::Opportunities
    }

    fn log_likelihood(&self, parameters: &[f64], statistics: &Statistics) -> Result<(f64, Vec<f64>), ParameterError> {
        let parameters = Parameters::new(parameters)?;
        Ok(match likelihood::Sample::new(statistics) {
            Ok(sample) => {
                let sums = sample.evaluate(&parameters);
                (sums[0], sums[1..].to_vec())
            }
            // What cannot happen has no likelihood.
            Err(_) => (f64::NAN, vec![f64::NAN; NAMES.len()]),
        })
    }

    fn fit(&self, statistics: &Statistics) -> Result<Fit, FitError> {
        fit::fit(statistics)
    }

    fn predictor(&self, parameters: &[f64], terms: Terms) -> Result<Box<dyn Predictor>, ParameterError> {
        if terms.horizon() > MOST {
            return Err(ParameterError::TooFar { name: "the horizon", value: terms.horizon(), most: MOST });
        }
        Ok(Box::new(predict::BgBbPredictor::new(Parameters::new(parameters)?, terms)))
    }

    fn simulate(&self, parameters: &[f64], ages: &[f64], seed: u64) -> Result<Vec<Vec<f64>>, ParameterError> {
        simulate::simulate(&Parameters::new(parameters)?, ages, seed)
    }
}

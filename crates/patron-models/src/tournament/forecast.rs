//! The distribution a contestant states for one customer.

use crate::calendar::Exposure;
use crate::history::History;
use crate::interval::{ResidualSpend, Uncertainty};
use crate::naive::NaiveRule;
use crate::transaction::{MAX_PARAMETERS, Predictor};

use super::lessons::CountForecaster;

/// What is left out beyond the counts looked at.
const TAIL: f64 = 1e-7;
const MOST_COUNTS: usize = 100_000;

/// A contestant that has learned from one origin.
#[derive(Debug)]
pub(super) enum Forecaster {
    Model {
        predictor: Box<dyn Predictor>,
        uncertainty: Option<Uncertainty>,
        /// into which histories are turned; all those seen were looked at when it learned
        exposure: Option<Exposure>,
    },
    Rule {
        rule: NaiveRule,
        horizon: f64,
    },
    Learned(Box<dyn CountForecaster>),
}

/// Of one history.
#[derive(Debug)]
pub(super) struct Forecast {
    pub(super) expected: f64,
    /// P(at least one purchase)
    pub(super) returns: f64,
    /// Var N, and the slopes of E N by the parameters
    pub(super) variance: f64,
    pub(super) gradient: [f64; MAX_PARAMETERS],
    /// P(N = n), n = 0, 1, …
    pub(super) counts: Vec<f64>,
}

impl Forecaster {
    /// Whether customers of one history may be forecast differently.
    pub(super) fn tells_more_than_history(&self) -> bool {
        matches!(self, Self::Learned(_))
    }

    /// For a customer whose purchases will be compared with counts up to `most`.
    pub(super) fn forecast(&self, history: &History, features: &[f64], most: usize) -> Forecast {
        match self {
            Self::Learned(forecaster) => of_counts(forecaster.counts(features)),
            Self::Rule { rule, horizon } => {
                let mean = rule.expected_purchases(history, *horizon);
                Forecast {
                    expected: mean,
                    returns: -(-mean).exp_m1(),
                    variance: mean,
                    gradient: [0.0; MAX_PARAMETERS],
                    counts: poisson(mean, most),
                }
            }
            Self::Model { predictor, exposure, .. } => {
                let in_exposure = exposure.as_ref().and_then(|exposure| exposure.history(history).ok());
                let history = in_exposure.as_ref().unwrap_or(history);
                let prediction = predictor.predict(history);
                let residual = ResidualSpend::new(&prediction, None);
                let reach = prediction.expected_purchases + 6.0 * residual.variance().max(0.0).sqrt() + 8.0;
                let mut up_to = (reach as usize).max(most).min(MOST_COUNTS);
                let mut counts = predictor.count_probabilities(history, up_to);
                while 1.0 - counts.iter().sum::<f64>() > TAIL && up_to < MOST_COUNTS {
                    up_to = (2 * up_to).min(MOST_COUNTS);
                    counts = predictor.count_probabilities(history, up_to);
                }
                Forecast {
                    expected: prediction.expected_purchases,
                    returns: prediction.probability_return,
                    variance: residual.variance(),
                    gradient: residual.transaction_gradient(),
                    counts,
                }
            }
        }
    }

    /// Variance of the total that the uncertainty of the parameters brings; none where that is not known.
    pub(super) fn parameter_variance(&self, gradient: &[f64]) -> Option<f64> {
        match self {
            Self::Model { uncertainty, .. } => uncertainty.as_ref().map(|known| known.variance(gradient, &[])),
            Self::Rule { .. } | Self::Learned(_) => None,
        }
    }
}

/// A forecast that is nothing but its counts.
fn of_counts(counts: Vec<f64>) -> Forecast {
    let moment = |power: i32| counts.iter().enumerate().map(|(n, p)| (n as f64).powi(power) * p).sum::<f64>();
    let expected = moment(1);
    Forecast {
        expected,
        returns: 1.0 - counts.first().copied().unwrap_or(1.0),
        variance: moment(2) - expected * expected,
        gradient: [0.0; MAX_PARAMETERS],
        counts,
    }
}

/// P(N = n) of a Poisson count with this mean, until little is left and at least to `most`.
fn poisson(mean: f64, most: usize) -> Vec<f64> {
    if mean <= 0.0 {
        return vec![1.0];
    }
    let up_to = ((mean + 8.0 * mean.sqrt() + 16.0) as usize).max(most).min(MOST_COUNTS);
    let mut ln_factorial = 0.0;
    let ln_mean = mean.ln();
    let probability = |n: usize| {
        if n > 0 {
            ln_factorial += (n as f64).ln();
        }
        (n as f64 * ln_mean - mean - ln_factorial).exp()
    };
    (0..=up_to).map(probability).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn poisson_counts_add_up() {
        for mean in [0.0, 1e-9, 0.3, 40.0, 2_000.0] {
            let counts = poisson(mean, 3);
            let total: f64 = counts.iter().sum();
            let found: f64 = counts.iter().enumerate().map(|(n, p)| n as f64 * p).sum();
            assert!(
                (total - 1.0).abs() < 1e-9 && (found - mean).abs() < 1e-6 * (1.0 + mean),
                "{mean}: {total} {found}"
            );
        }
        assert!((poisson(2.0, 0)[3] - 8.0 / 6.0 * (-2.0_f64).exp()).abs() < 1e-15);
    }
}

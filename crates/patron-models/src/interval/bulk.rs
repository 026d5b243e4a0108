//! Residual value with interval for many customers at once.

use rayon::prelude::*;

use super::{Interval, Levels, ResidualSpend, Uncertainty};
use crate::gamma_gamma::SpendLaw;
use crate::history::History;
use crate::transaction::{MAX_PARAMETERS, Prediction, Predictor};

/// Length of the gradient of a residual value: transaction parameters, then the three of the spend.
pub const GRADIENT: usize = MAX_PARAMETERS + 3;

/// Mean, interval and what a total needs, for one customer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ResidualValue {
    /// Mean discounted spend within the horizon; NaN where the spend has no finite mean.
    pub mean: f64,
    /// 5 % and 95 % quantiles, uncertainty of the parameters included.
    pub interval: Interval,
    /// Own variance, the parameters taken as known: independent between customers. NaN where infinite.
    pub variance: f64,
    /// Derivatives of the mean by the transaction parameters (first [`MAX_PARAMETERS`]) and the spend parameters.
    pub gradient: [f64; GRADIENT],
}

impl ResidualValue {
    /// The value of one customer; `counts` is asked for P(N = n), n = 0 … its argument, only where it matters.
    pub(crate) fn new(
        residual: &ResidualSpend,
        uncertainty: &Uncertainty,
        counts: impl FnOnce(usize) -> Vec<f64>,
    ) -> Self {
        let (of_transactions, of_spend) = (residual.transaction_gradient(), residual.spend_gradient());
        let mut gradient = [0.0; GRADIENT];
        gradient[..MAX_PARAMETERS].copy_from_slice(&of_transactions);
        gradient[MAX_PARAMETERS..].copy_from_slice(&of_spend);
        let by_parameters = uncertainty.variance(&of_transactions, &of_spend);
        let Levels { low, high } = uncertainty.levels();
        let counts = if residual.needs_counts(high) { counts(residual.counts_needed(high)) } else { Vec::new() };
        let [low, high] = residual.quantiles(&counts, [low, high], by_parameters);
        Self { mean: residual.mean(), interval: Interval { low, high }, variance: residual.variance(), gradient }
    }
}

/// Residual values of many customers, in the order given; in parallel.
///
/// `predictions` are the predictor's for `histories`. `spends` has the spend of each customer, or is `None` where there
/// are counts only. Customers beyond the shortest of the lists are left out.
#[must_use]
pub fn residual_values(
    predictor: &dyn Predictor,
    histories: &[History],
    predictions: &[Prediction],
    spends: Option<&[SpendLaw]>,
    uncertainty: &Uncertainty,
) -> Vec<ResidualValue> {
    let value = |history: &History, prediction: &Prediction, spend: Option<SpendLaw>| {
        let residual = ResidualSpend::new(prediction, spend);
        ResidualValue::new(&residual, uncertainty, |up_to| predictor.count_probabilities(history, up_to))
    };
    let customers = histories.par_iter().zip(predictions);
    match spends {
        Some(spends) => customers.zip(spends).map(|((h, p), spend)| value(h, p, Some(*spend))).collect(),
        None => customers.map(|(h, p)| value(h, p, None)).collect(),
    }
}

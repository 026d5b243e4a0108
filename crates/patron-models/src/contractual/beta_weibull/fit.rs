//! Maximum-likelihood fit of both models.

use super::{Survival, log_likelihood};
use crate::contractual::RenewalStatistics;
use crate::fit::{Estimation, Fit, FitError, estimate};
use crate::optimise::{Differenced, GradientObjective, Toward};

/// A few parameters want some customers each.
const LEAST_CUSTOMERS: f64 = 10.0;

struct MeanLogLikelihood<'a>(&'a RenewalStatistics);

impl GradientObjective for MeanLogLikelihood<'_> {
    fn evaluate(&self, point: &[f64], gradient: &mut [f64]) -> f64 {
        let (value, slopes) = log_likelihood(&Survival::of(point), self.0);
        for (out, slope) in gradient.iter_mut().zip(slopes) {
            *out = slope / self.0.customers();
        }
        value / self.0.customers()
    }
}

/// Fits α, β and, where named, c.
pub(in crate::contractual) fn fit(
    model: &'static str,
    names: &'static [&'static str],
    statistics: &RenewalStatistics,
) -> Result<Fit, FitError> {
    let customers = statistics.customers();
    if customers < LEAST_CUSTOMERS {
        return Err(FitError::TooFewCustomers { customers, needed: LEAST_CUSTOMERS });
    }
    let (lost, renewed) = (statistics.lost(), statistics.renewed());
    if lost == 0.0 {
        return Err(FitError::NobodyLeaves { customers });
    }
    if renewed == 0.0 {
        return Err(FitError::NobodyRenews { customers });
    }
    let periods = statistics.periods().len();
    if periods < names.len() {
        return Err(FitError::TooFewPeriods { periods, needed: names.len() });
    }
    let churn = lost / (lost + renewed);
    // The mean churn at the first renewal, and how much customers differ: much, a little, hardly.
    let start = |both: f64, c: f64| [both * churn, both * (1.0 - churn), c][..names.len()].to_vec();
    estimate(&Estimation {
        model,
        names,
        objective: &Differenced(MeanLogLikelihood(statistics)),
        customers,
        starts: &[start(2.0, 1.0), start(20.0, 1.5), start(0.5, 0.7)],
        boundary_meaning,
    })
}

fn boundary_meaning(parameter: usize, toward: Toward) -> &'static str {
    match (parameter, toward) {
        (0 | 1, Toward::Infinity) => "customers do not differ in how likely they are to leave",
        (0 | 1, Toward::Zero) => "customers leave at the first renewal or never",
        (2, Toward::Zero) => "who makes the first renewal hardly ever leaves later",
        (2, Toward::Infinity) => "who makes the first renewals leaves soon after",
        _ => "the table does not determine the model",
    }
}

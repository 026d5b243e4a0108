//! Maximum-likelihood fit of NBD.

use nalgebra::{DMatrix, DVector};

use super::likelihood::Sample;
use super::{NAMES, Parameters};
use crate::fit::{Estimation, Fit, FitError, estimate};
use crate::history::Statistics;
use crate::optimise::{Evaluation, Objective, Toward};
use crate::transaction::{check_sample, rates_without_stops};

struct MeanLogLikelihood {
    sample: Sample,
    customers: f64,
}

/// The log-likelihood of a sample over a number of customers.
pub(super) fn objective(statistics: &Statistics, customers: f64) -> Box<dyn Objective + Send + Sync> {
    Box::new(MeanLogLikelihood { sample: Sample::new(statistics), customers })
}

impl Objective for MeanLogLikelihood {
    fn evaluate(&self, point: &[f64]) -> Evaluation {
        let sums = self.sample.evaluate(&Parameters::of(point));
        let [by_r, mixed, by_alpha] = sums.hessian;
        Evaluation {
            value: sums.value / self.customers,
            gradient: DVector::from_column_slice(&sums.gradient) / self.customers,
            hessian: DMatrix::from_row_slice(2, 2, &[by_r, mixed, mixed, by_alpha]) / self.customers,
        }
    }
}

/// Fits r, α.
pub(super) fn fit(statistics: &Statistics) -> Result<Fit, FitError> {
    check_sample(statistics)?;
    let customers = statistics.customers();
    estimate(&Estimation {
        model: "nbd",
        names: NAMES,
        objective: &MeanLogLikelihood { sample: Sample::new(statistics), customers },
        customers,
        starts: &starts(statistics),
        boundary_meaning,
    })
}

pub(super) fn starts(statistics: &Statistics) -> Vec<Vec<f64>> {
    let (r, alpha) = rates_without_stops(statistics);
    vec![vec![r, alpha], vec![0.2 * r, 0.2 * alpha], vec![5.0 * r, 5.0 * alpha]]
}

pub(super) fn boundary_meaning(_: usize, toward: Toward) -> &'static str {
    match toward {
        Toward::Infinity => "customers do not differ in how often they buy",
        Toward::Zero => "a few customers make nearly all repeat purchases",
    }
}

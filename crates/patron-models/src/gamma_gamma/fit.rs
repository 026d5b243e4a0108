//! Maximum-likelihood fit of Gamma-Gamma.

use nalgebra::{DMatrix, DVector};

use super::likelihood::Sample;
use super::{GammaGamma, SpendStatistics};
use crate::fit::{Estimation, Fit, FitError, estimate};
use crate::optimise::{Evaluation, Objective, Toward};

/// Three parameters want some customers each.
const LEAST_CUSTOMERS: f64 = 10.0;

struct MeanLogLikelihood {
    sample: Sample,
    customers: f64,
}

impl Objective for MeanLogLikelihood {
    fn evaluate(&self, point: &[f64]) -> Evaluation {
        let sums = self.sample.evaluate(&GammaGamma::of(point)).map(|sum| sum / self.customers);
        #[rustfmt::skip]
        let hessian = DMatrix::from_row_slice(3, 3, &[
            sums[4], sums[5], sums[6],
            sums[5], sums[7], sums[8],
            sums[6], sums[8], sums[9],
        ]);
        Evaluation { value: sums[0], gradient: DVector::from_row_slice(&sums[1..4]), hessian }
    }
}

/// Fits p, q, γ.
pub(super) fn fit(statistics: &SpendStatistics) -> Result<Fit, FitError> {
    check(statistics)?;
    let customers = statistics.customers();
    estimate(&Estimation {
        model: GammaGamma::NAME,
        names: GammaGamma::PARAMETER_NAMES,
        objective: &MeanLogLikelihood { sample: Sample::new(statistics), customers },
        customers,
        starts: &starts(statistics),
        boundary_meaning,
    })
}

/// The log-likelihood of a sample over a number of customers.
pub(crate) fn objective(statistics: &SpendStatistics, customers: f64) -> Box<dyn Objective + Send + Sync> {
    Box::new(MeanLogLikelihood { sample: Sample::new(statistics), customers })
}

/// Refuses samples that are too small or too uniform.
pub(crate) fn check(statistics: &SpendStatistics) -> Result<(), FitError> {
    let customers = statistics.customers();
    if customers < LEAST_CUSTOMERS {
        return Err(FitError::TooFewCustomers { customers, needed: LEAST_CUSTOMERS });
    }
    let rows = statistics.rows();
    if rows.iter().all(|row| row.spend.mean() == rows[0].spend.mean()) {
        return Err(FitError::NoVariation { customers });
    }
    Ok(())
}

/// The mean over customers is p γ / (q − 1); p and q start where retail data usually end.
pub(crate) fn starts(statistics: &SpendStatistics) -> Vec<Vec<f64>> {
    let spent: f64 = statistics.rows().iter().map(|row| row.weight * row.spend.mean()).sum();
    let mean = spent / statistics.customers();
    [(3.0, 3.0), (10.0, 6.0), (1.0, 1.5)].map(|(p, q)| vec![p, q, mean * (q - 1.0) / p]).to_vec()
}

pub(crate) fn boundary_meaning(parameter: usize, toward: Toward) -> &'static str {
    match (parameter, toward) {
        (0, Toward::Infinity) | (2, Toward::Zero) => "a customer's purchases hardly differ in amount",
        (1 | 2, Toward::Infinity) => "customers do not differ in how much they spend",
        (1, Toward::Zero) => "a few customers spend so much that the mean has no limit",
        _ => "the data do not determine the model",
    }
}

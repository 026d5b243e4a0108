//! Maximum-likelihood fit: a search over the two standard deviations, with the best mean at each.

use nalgebra::{DMatrix, DVector};

use super::likelihood::{Sums, best_mean, evaluate};
use super::{ContributionStatistics, NormalSpend};
use crate::fit::{Estimation, Fit, FitError, NamedValues, estimate};
use crate::optimise::{Evaluation, Objective, Toward};

/// Three parameters want some customers each.
const LEAST_CUSTOMERS: f64 = 10.0;

struct MeanProfile<'a> {
    statistics: &'a ContributionStatistics,
    customers: f64,
}

fn at_best_mean(within: f64, between: f64, statistics: &ContributionStatistics) -> (f64, Sums) {
    let mean = best_mean(within, between, statistics);
    (mean, evaluate(&NormalSpend { mean, within, between }, statistics))
}

impl Objective for MeanProfile<'_> {
    fn evaluate(&self, point: &[f64]) -> Evaluation {
        let (_, sums) = at_best_mean(point[0], point[1], self.statistics);
        let [mm, mw, mb, ww, wb, bb] = sums.hessian;
        // The mean follows: H − h hᵀ / H_mm.
        let off = wb - mw * mb / mm;
        let hessian = DMatrix::from_row_slice(2, 2, &[ww - mw * mw / mm, off, off, bb - mb * mb / mm]);
        Evaluation {
            value: sums.value / self.customers,
            gradient: DVector::from_row_slice(&sums.gradient[1..]) / self.customers,
            hessian: hessian / self.customers,
        }
    }
}

/// Fits mean, within, between.
pub(super) fn fit(statistics: &ContributionStatistics) -> Result<Fit, FitError> {
    let customers = statistics.customers();
    if customers < LEAST_CUSTOMERS {
        return Err(FitError::TooFewCustomers { customers, needed: LEAST_CUSTOMERS });
    }
    let rows = statistics.rows();
    let first = rows[0].contribution;
    let spread = statistics.sum(|one| one.variance().unwrap_or(0.0));
    if spread == 0.0 && rows.iter().all(|row| row.contribution.mean() == first.mean()) {
        return Err(FitError::NoVariation { customers });
    }
    let same_number = rows.iter().all(|row| row.contribution.purchases() == first.purchases());
    if same_number && rows.iter().all(|row| row.contribution.variance().is_none()) {
        return Err(FitError::NotIdentified { customers });
    }
    let found = estimate(&Estimation {
        model: NormalSpend::NAME,
        names: &NormalSpend::PARAMETER_NAMES[1..],
        objective: &MeanProfile { statistics, customers },
        customers,
        starts: &starts(statistics, customers),
        boundary_meaning,
    })?;
    Ok(with_mean(&found, statistics))
}

/// Half of the variance of the means between customers, and of their own variances where known; then more of either.
fn starts(statistics: &ContributionStatistics, customers: f64) -> Vec<Vec<f64>> {
    let mean = statistics.sum(super::Contribution::mean) / customers;
    let of_means = (statistics.sum(|one| (one.mean() - mean).powi(2)) / customers).sqrt();
    let known = statistics.sum(|one| one.variance().map_or(0.0, |_| f64::from(one.purchases() - 1)));
    let squares = statistics.sum(|one| one.variance().map_or(0.0, |s| s * f64::from(one.purchases() - 1)));
    let own = if squares > 0.0 { (squares / known).sqrt() } else { of_means };
    let of_means = if of_means > 0.0 { of_means } else { own };
    vec![vec![own, 0.7 * of_means], vec![own, 0.2 * of_means], vec![0.3 * own, of_means]]
}

/// The fit with the mean that belongs to it, and the covariance of all three from the whole information.
fn with_mean(found: &Fit, statistics: &ContributionStatistics) -> Fit {
    let deviations = found.parameters.values();
    let (within, between) = (deviations[0], deviations[1]);
    let (mean, sums) = at_best_mean(within, between, statistics);
    let [mm, mw, mb, ww, wb, bb] = sums.hessian;
    let information = -DMatrix::from_row_slice(3, 3, &[mm, mw, mb, mw, ww, wb, mb, wb, bb]);
    let inverse = information.cholesky().map(|root| root.inverse());
    let entries = |matrix: DMatrix<f64>| (0..3).map(|i| (0..3).map(|j| matrix[(i, j)]).collect()).collect();
    let covariance: Vec<Vec<f64>> = inverse.map_or_else(Vec::new, entries);
    let errors: Vec<f64> = covariance.iter().enumerate().map(|(i, row)| row[i].sqrt()).collect();
    Fit {
        parameters: NamedValues::new(NormalSpend::PARAMETER_NAMES, &[mean, within, between]),
        standard_errors: NamedValues::new(NormalSpend::PARAMETER_NAMES, &errors),
        covariance,
        // One parameter more than the search had.
        aic: found.aic + 2.0,
        bic: found.bic + found.customers.ln(),
        ..found.clone()
    }
}

fn boundary_meaning(parameter: usize, toward: Toward) -> &'static str {
    match (parameter, toward) {
        (0, Toward::Zero) => "a customer's purchases do not differ in what they bring",
        (1, Toward::Zero) => "customers do not differ in what their purchases bring",
        _ => "the data do not determine the model",
    }
}

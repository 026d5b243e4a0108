//! From an objective and its starting points to a [`Fit`]: the one way in which every model here is fitted.

use nalgebra::DMatrix;

use super::{Fit, FitError, NamedValues};
use crate::optimise::{Ending, Maximum, Objective, Toward, maximise};

/// What a model brings to its fit.
pub(crate) struct Estimation<'a, O> {
    /// Name of the model.
    pub(crate) model: &'static str,
    /// Names of its parameters.
    pub(crate) names: &'static [&'static str],
    /// Mean log-likelihood per customer.
    pub(crate) objective: &'a O,
    /// Number of customers behind the mean.
    pub(crate) customers: f64,
    /// Starting points; those after the first are tried only where the ones before failed.
    pub(crate) starts: &'a [Vec<f64>],
    /// What it means that a parameter runs to a limit.
    pub(crate) boundary_meaning: fn(usize, Toward) -> &'static str,
}

/// Maximises from the starting points in turn and reports the first inner maximum, or why there is none.
pub(crate) fn estimate<O: Objective>(task: &Estimation<'_, O>) -> Result<Fit, FitError> {
    let Some(best) = first_inner_maximum(task.starts, |start| maximise(task.objective, start)) else {
        return Err(FitError::TooFewCustomers { customers: task.customers, needed: 1.0 });
    };
    let covariance = covariance(&best, task.customers).unwrap_or_default();
    let fit = report(task.model, NamedValues::new(task.names, &best.point), task.customers, covariance, &best);
    match best.ending {
        Ending::Converged => Ok(fit),
        Ending::Boundary { parameter, toward } => Err(FitError::Boundary {
            parameter: task.names.get(parameter).copied().unwrap_or_default(),
            toward,
            meaning: (task.boundary_meaning)(parameter, toward),
            stopped_at: Box::new(fit),
        }),
        Ending::Stalled => Err(FitError::NotConverged { gradient_norm: best.gradient_norm, stopped_at: Box::new(fit) }),
    }
}

/// The first inner maximum of searches from several starting points, or the best of where they ended.
pub(crate) fn first_inner_maximum(starts: &[Vec<f64>], search: impl Fn(&[f64]) -> Maximum) -> Option<Maximum> {
    let mut best: Option<Maximum> = None;
    let mut spent = 0;
    for start in starts {
        let mut maximum = search(start);
        spent += maximum.iterations;
        maximum.iterations = spent;
        if maximum.ending == Ending::Converged {
            // An inner maximum below a boundary already reached is a local one.
            let beaten = best.as_ref().is_some_and(|other| other.value > maximum.value + 1e-9);
            if !beaten {
                return Some(maximum);
            }
        }
        // `max` on a value that may be NaN: anything beats nothing, and NaN beats nothing else.
        if best.as_ref().is_none_or(|other| maximum.value > other.value || other.value.is_nan()) {
            best = Some(maximum);
        }
    }
    best.map(|best| Maximum { iterations: spent, ..best })
}

/// The end of a search as a fit, whether or not it is an inner maximum; without covariance where it is none.
pub(crate) fn report(
    model: &str,
    parameters: NamedValues,
    customers: f64,
    covariance: Vec<Vec<f64>>,
    maximum: &Maximum,
) -> Fit {
    let log_likelihood = maximum.value * customers;
    let count = maximum.point.len() as f64;
    let converged = maximum.ending == Ending::Converged;
    let covariance = if converged { covariance } else { Vec::new() };
    let error = |(i, (name, _)): (usize, (&str, f64))| covariance.get(i).map(|row| (name.to_owned(), row[i].sqrt()));
    Fit {
        model: model.to_owned(),
        customers,
        standard_errors: parameters.iter().enumerate().filter_map(error).collect(),
        parameters,
        covariance,
        log_likelihood,
        aic: 2.0 * count - 2.0 * log_likelihood,
        bic: count * customers.ln() - 2.0 * log_likelihood,
        converged,
        iterations: maximum.iterations,
    }
}

/// Inverse of the observed information, by logarithms and carried over: Cov θ = θθᵀ Cov ln θ.
fn covariance(maximum: &Maximum, customers: f64) -> Option<Vec<Vec<f64>>> {
    let information: DMatrix<f64> = &maximum.log_hessian * -customers;
    let of_logs = information.cholesky()?.inverse();
    let n = maximum.point.len();
    let entry = |i: usize, j: usize| of_logs[(i, j)] * maximum.point[i] * maximum.point[j];
    Some((0..n).map(|i| (0..n).map(|j| entry(i, j)).collect()).collect())
}

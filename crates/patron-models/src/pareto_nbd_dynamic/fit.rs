//! The likelihood of a sample and its maximum.

use nalgebra::{DMatrix, DVector};
use rayon::prelude::*;

use super::customer::DynamicSample;
use super::likelihood;
use super::prepared::{Layout, Point, Prepared};
use crate::covariates::{CovariateBase, CovariateError, Design, Scale, Search};
use crate::fit::{Fit, FitError};
use crate::optimise::Evaluation;
use crate::pareto_nbd::ParetoNbd;
use crate::transaction::{TransactionModel, check_sample};

/// Customers are evaluated in parallel in chunks of this size and added in order.
const CHUNK: usize = 32;

/// Value, gradient and upper triangle of the Hessian in the order of the terms.
fn sums(customers: &[Prepared], at: &Point) -> (f64, Vec<f64>, Vec<f64>) {
    let add = |mut sum: (f64, Vec<f64>, Vec<f64>), part: (f64, Vec<f64>, Vec<f64>)| {
        sum.0 += part.0;
        sum.1.iter_mut().zip(part.1).for_each(|(sum, part)| *sum += part);
        sum.2.iter_mut().zip(part.2).for_each(|(sum, part)| *sum += part);
        sum
    };
    let m = 4 + at.rates.len() + at.lives.len();
    let nothing = || (0.0, vec![0.0; m], vec![0.0; m * m]);
    let of_chunk =
        |chunk: &[Prepared]| chunk.iter().map(|customer| likelihood::evaluate(customer, at)).fold(nothing(), add);
    let parts: Vec<_> = customers.par_chunks(CHUNK).map(of_chunk).collect();
    parts.into_iter().fold(nothing(), add)
}

/// Log-likelihood and gradient by the parameters in the order of the model.
pub(super) fn log_likelihood(
    design: &Design,
    parameters: &[f64],
    sample: &DynamicSample,
) -> Result<(f64, Vec<f64>), CovariateError> {
    design.check(parameters)?;
    let layout = Layout::new(design, sample)?;
    let customers: Vec<Prepared> = sample.customers().iter().map(|customer| layout.prepare(customer, None)).collect();
    let (value, of_terms, _) = sums(&customers, &layout.point(parameters));
    let mut gradient = vec![0.0; parameters.len()];
    for (place, slope) in layout.order().into_iter().zip(of_terms) {
        gradient[place] = slope;
    }
    Ok((value, gradient))
}

/// Fits all parameters.
pub(super) fn fit(design: &Design, sample: &DynamicSample) -> Result<Fit, FitError> {
    let whole = sample.statistics();
    check_sample(&whole)?;
    let periods = sample.periods()?;
    periods.check(design)?;
    let groups = periods.groups(design)?;
    let weight = |customers: &[usize]| customers.iter().map(|i| periods.customers()[*i].1).sum::<f64>();
    let weighted: Vec<(&[f64], f64)> =
        groups.iter().map(|group| (&group.values[..], weight(&group.customers))).collect();
    let scale = Scale::new(design.covariates().len(), weighted.iter().copied());
    let layout = Layout::new(design, sample)?;
    let customers: Vec<Prepared> =
        sample.customers().iter().map(|customer| layout.prepare(customer, Some(&scale))).collect();
    let without = ParetoNbd.fit(&whole).ok().map(|fit| fit.parameters.values());
    let search = Search {
        design,
        scale: &scale,
        customers: whole.customers(),
        starts: without.into_iter().chain(ParetoNbd.starting_points(&whole)).collect(),
        boundary_meaning: &|parameter, toward| ParetoNbd.boundary_meaning(parameter, toward),
    };
    search.run(|at| evaluate(&customers, &layout, design.base_count(), at))
}

/// The mean log-likelihood by the logarithms of the base parameters and by the coefficients.
fn evaluate(customers: &[Prepared], layout: &Layout, base: usize, at: &[f64]) -> Evaluation {
    let outer = |i: usize| if i < base { at[i].exp() } else { 1.0 };
    let parameters: Vec<f64> = (0..at.len()).map(|i| if i < base { at[i].exp() } else { at[i] }).collect();
    let (value, gradient, hessian) = sums(customers, &layout.point(&parameters));
    let (n, m, order) = (customers.len() as f64, at.len(), layout.order());
    let mut by_logs = Evaluation { value: value / n, gradient: DVector::zeros(m), hessian: DMatrix::zeros(m, m) };
    for (i, to) in order.iter().enumerate() {
        by_logs.gradient[*to] = outer(*to) * gradient[i] / n;
        for (j, other) in order.iter().enumerate().skip(i) {
            let entry = outer(*to) * outer(*other) * hessian[i * m + j] / n;
            by_logs.hessian[(*to, *other)] = entry;
            by_logs.hessian[(*other, *to)] = entry;
        }
    }
    for i in 0..base {
        by_logs.hessian[(i, i)] += by_logs.gradient[i];
    }
    by_logs
}

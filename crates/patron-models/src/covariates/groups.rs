//! The likelihood of customers in groups, each with the base model at parameters of its own.

use nalgebra::{DMatrix, DVector};
use rayon::prelude::*;

use super::Design;
use super::search::{Scale, Search};
use crate::fit::{Fit, FitError};
use crate::optimise::{Evaluation, Objective, Toward, on_logarithms};

/// Groups are evaluated in parallel in chunks of this size and added in order.
const CHUNK: usize = 16;

/// Customers with their covariates in common.
pub(super) struct Group {
    /// The covariates, in the order of the model.
    pub(super) z: Vec<f64>,
    /// Number of customers.
    pub(super) weight: f64,
    /// Their log-likelihood divided by the number of all customers.
    pub(super) objective: Box<dyn Objective + Send + Sync>,
}

/// A group with its parameters as linear functions of the numbers of the search.
struct Member<'a> {
    map: DMatrix<f64>,
    objective: &'a (dyn Objective + Send + Sync),
}

/// Fits a model from starting points of the base parameters.
pub(super) fn fit(
    design: &Design,
    groups: &[Group],
    starts: Vec<Vec<f64>>,
    boundary_meaning: &dyn Fn(usize, Toward) -> &'static str,
) -> Result<Fit, FitError> {
    let scale = Scale::new(design.covariates().len(), groups.iter().map(|group| (&group.z[..], group.weight)));
    let (base, count) = (design.base_count(), design.count());
    let member = |group: &'_ Group| {
        let rows = design.rows(&scale.standard(&group.z)).concat();
        DMatrix::from_row_slice(base, count, &rows)
    };
    let members: Vec<Member<'_>> =
        groups.iter().map(|group| Member { map: member(group), objective: group.objective.as_ref() }).collect();
    let customers = groups.iter().map(|group| group.weight).sum();
    Search { design, scale: &scale, customers, starts, boundary_meaning }.run(|at| evaluate(&members, count, at))
}

/// Value, gradient and Hessian of the whole: with a group's logarithms A·at, Σ Aᵀg and Σ AᵀHA.
fn evaluate(members: &[Member<'_>], count: usize, at: &[f64]) -> Evaluation {
    let nothing = || Evaluation { value: 0.0, gradient: DVector::zeros(count), hessian: DMatrix::zeros(count, count) };
    let at = DVector::from_column_slice(at);
    let add = |mut sum: Evaluation, part: Evaluation| {
        sum.value += part.value;
        sum.gradient += part.gradient;
        sum.hessian += part.hessian;
        sum
    };
    let of_member = |member: &Member<'_>| {
        let here = on_logarithms(member.objective, (&member.map * &at).as_slice());
        Evaluation {
            value: here.value,
            gradient: member.map.tr_mul(&here.gradient),
            hessian: member.map.tr_mul(&(here.hessian * &member.map)),
        }
    };
    let of_chunk = |chunk: &[Member<'_>]| chunk.iter().map(of_member).fold(nothing(), add);
    let parts: Vec<Evaluation> = members.par_chunks(CHUNK).map(of_chunk).collect();
    parts.into_iter().fold(nothing(), add)
}

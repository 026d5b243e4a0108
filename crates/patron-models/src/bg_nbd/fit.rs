//! Maximum-likelihood fit of BG/NBD and its variants.

use nalgebra::{DMatrix, DVector};

use super::likelihood::{Sample, Sums};
use super::one_stage::OneStage;
use super::{NAMES, Parameters, Variant};
use crate::covariates::Effect;
use crate::fit::{Estimation, Fit, FitError, estimate};
use crate::history::Statistics;
use crate::optimise::{Evaluation, Objective, Toward};
use crate::transaction::{check_sample, rates_without_stops};

struct MeanLogLikelihood {
    sample: Arranged,
    customers: f64,
}

/// The sample in the arrangement that suits its gaps.
enum Arranged {
    OneStage(OneStage),
    Stages(Sample),
}

impl Arranged {
    fn new(statistics: &Statistics, variant: Variant) -> Self {
        if variant.stages == 1 {
            Self::OneStage(OneStage::new(statistics, variant))
        } else {
            Self::Stages(Sample::new(statistics, variant))
        }
    }

    fn evaluate(&self, parameters: &Parameters) -> Sums {
        match self {
            Self::OneStage(sample) => sample.evaluate(parameters),
            Self::Stages(sample) => sample.evaluate(parameters),
        }
    }
}

impl Objective for MeanLogLikelihood {
    fn evaluate(&self, point: &[f64]) -> Evaluation {
        let sums = self.sample.evaluate(&Parameters::of(point));
        let mut hessian = DMatrix::zeros(4, 4);
        let mut entries = sums.hessian.iter();
        for i in 0..4 {
            for (j, entry) in (i..4).zip(&mut entries) {
                hessian[(i, j)] = entry / self.customers;
                hessian[(j, i)] = entry / self.customers;
            }
        }
        Evaluation {
            value: sums.value / self.customers,
            gradient: DVector::from_iterator(4, sums.gradient.iter().map(|slope| slope / self.customers)),
            hessian,
        }
    }
}

/// Fits r, α, a, b from the model's own starting points.
pub(crate) fn fit(model: &'static str, variant: Variant, statistics: &Statistics) -> Result<Fit, FitError> {
    check_sample(statistics)?;
    fit_from(model, variant, statistics, &starts(statistics, variant))
}

/// Fits a sample known to be large enough, from given starting points.
pub(crate) fn fit_from(
    model: &'static str,
    variant: Variant,
    statistics: &Statistics,
    starts: &[Vec<f64>],
) -> Result<Fit, FitError> {
    let customers = statistics.customers();
    let objective = MeanLogLikelihood { sample: Arranged::new(statistics, variant), customers };
    let boundary_meaning = boundary_meaning(variant);
    estimate(&Estimation { model, names: NAMES, objective: &objective, customers, starts, boundary_meaning })
}

/// The log-likelihood of a sample over a number of customers.
pub(crate) fn objective(statistics: &Statistics, variant: Variant, customers: f64) -> Box<dyn Objective + Send + Sync> {
    Box::new(MeanLogLikelihood { sample: Arranged::new(statistics, variant), customers })
}

/// What covariates may scale in BG/NBD and its variants.
///
/// With `lifetime` a and b grow together, so that the mean chance to stop stays and customers differ less in it;
/// `lifetime-a` and `lifetime-b` have coefficients of their own \[FH2007b\].
pub(crate) const EFFECTS: &[Effect] = &[
    Effect::TRANSACTION,
    Effect { name: Effect::LIFETIME, scales: &[(2, 1.0), (3, 1.0)] },
    Effect { name: "lifetime-a", scales: &[(2, 1.0)] },
    Effect { name: "lifetime-b", scales: &[(3, 1.0)] },
];

/// What it means that a parameter runs to a limit.
pub(crate) fn boundary_meaning(variant: Variant) -> fn(usize, Toward) -> &'static str {
    if variant.stops_at_first { also_at_first } else { after_repeats }
}

/// Rates as if nobody stopped, with a stop after one purchase in four; then two more with more and less difference
/// between customers.
pub(crate) fn starts(statistics: &Statistics, variant: Variant) -> Vec<Vec<f64>> {
    let (r, alpha) = rates_without_stops(statistics);
    let alpha = alpha / f64::from(variant.stages);
    vec![vec![r, alpha, 0.75, 2.25], vec![0.3 * r, 0.3 * alpha, 0.2, 2.0], vec![3.0 * r, 3.0 * alpha, 3.0, 9.0]]
}

fn after_repeats(parameter: usize, toward: Toward) -> &'static str {
    match (parameter, toward) {
        (2, Toward::Infinity) | (3, Toward::Zero) => "nearly every customer stops after one repeat purchase",
        _ => either_way(parameter, toward),
    }
}

fn also_at_first(parameter: usize, toward: Toward) -> &'static str {
    match (parameter, toward) {
        (2, Toward::Infinity) | (3, Toward::Zero) => "nearly every customer stops after the first purchase",
        _ => either_way(parameter, toward),
    }
}

fn either_way(parameter: usize, toward: Toward) -> &'static str {
    match (parameter, toward) {
        (0 | 1, Toward::Infinity) => "customers do not differ in how often they buy",
        (0 | 1, Toward::Zero) => "a few customers make nearly all repeat purchases",
        (2, Toward::Zero) | (3, Toward::Infinity) => "hardly any customer ever stops buying",
        _ => "the data do not determine the model",
    }
}

//! Maximum-likelihood fit of every model with a lifetime.

use nalgebra::{DMatrix, DVector};

use super::{Lifetime, Sample, Until, second};
use crate::fit::{Estimation, Fit, FitError, estimate};
use crate::history::Statistics;
use crate::optimise::{Evaluation, Objective, Toward};
use crate::transaction::{check_sample, rates_without_stops};

/// What a model brings to its fit.
pub(crate) struct LifetimeFit<L> {
    /// Name of the model.
    pub(crate) model: &'static str,
    /// Names of its parameters, r and alpha first.
    pub(crate) names: &'static [&'static str],
    /// The model at a point.
    pub(crate) at: fn(&[f64]) -> Until<L>,
    /// Parameters of the lifetime to start from, given the mean age.
    pub(crate) starts: fn(f64) -> Vec<Vec<f64>>,
    /// What it means that a parameter runs to a limit.
    pub(crate) boundary_meaning: fn(usize, Toward) -> &'static str,
}

struct MeanLogLikelihood<L, const P: usize, const E: usize> {
    sample: Sample,
    customers: f64,
    at: fn(&[f64]) -> Until<L>,
}

impl<L: Lifetime<P, E>, const P: usize, const E: usize> Objective for MeanLogLikelihood<L, P, E> {
    fn evaluate(&self, point: &[f64]) -> Evaluation {
        let sums = self.sample.evaluate(&(self.at)(point)).map(|sum| sum / self.customers);
        let entry = |i: usize, j: usize| sums[second(P, i.min(j), i.max(j))];
        Evaluation {
            value: sums[0],
            gradient: DVector::from_fn(P, |i, _| sums[1 + i]),
            hessian: DMatrix::from_fn(P, P, entry),
        }
    }
}

/// Fits a model, from rates as if nobody stopped and from as many with more and less difference between customers as
/// the model has starts.
pub(crate) fn fit<L: Lifetime<P, E>, const P: usize, const E: usize>(
    task: &LifetimeFit<L>,
    statistics: &Statistics,
) -> Result<Fit, FitError> {
    check_sample(statistics)?;
    let customers = statistics.customers();
    let objective = MeanLogLikelihood::<L, P, E> { sample: Sample::new(statistics), customers, at: task.at };
    let starts = task.starting_points(statistics);
    estimate(&Estimation {
        model: task.model,
        names: task.names,
        objective: &objective,
        customers,
        starts: &starts,
        boundary_meaning: task.boundary_meaning,
    })
}

impl<L> LifetimeFit<L> {
    /// Starting points: rates as if nobody stopped beside each lifetime of the model.
    pub(crate) fn starting_points(&self, statistics: &Statistics) -> Vec<Vec<f64>> {
        let (r, alpha) = rates_without_stops(statistics);
        let age = statistics.sum(|history| history.age()) / statistics.customers();
        let with_rates = |(life, factor): (Vec<f64>, f64)| [vec![factor * r, factor * alpha], life].concat();
        (self.starts)(age).into_iter().zip([1.0, 0.3, 3.0]).map(with_rates).collect()
    }

    /// The log-likelihood of a sample over a number of customers.
    pub(crate) fn objective<const P: usize, const E: usize>(
        &self,
        statistics: &Statistics,
        customers: f64,
    ) -> Box<dyn Objective + Send + Sync>
    where
        L: Lifetime<P, E>,
    {
        Box::new(MeanLogLikelihood::<L, P, E> { sample: Sample::new(statistics), customers, at: self.at })
    }
}

//! Maximum-likelihood fit of base parameters and coefficients together.
//!
//! The search runs over ln θ at the mean of the covariates and over γ times their spread, so that its numbers are of
//! one size and hardly hang together; both are linear in the ln θ and γ that are reported.

use nalgebra::{DMatrix, DVector};

use super::{CovariateError, Design};
use crate::fit::{Fit, FitError, NamedValues, first_inner_maximum, report};
use crate::optimise::{Ending, Evaluation, Maximum, Toward, climb};

/// Mean and standard deviation of every covariate of a model.
#[derive(Debug, Clone)]
pub(crate) struct Scale {
    mean: Vec<f64>,
    spread: Vec<f64>,
}

impl Scale {
    /// Of covariates with weights.
    pub(crate) fn new<'a>(count: usize, rows: impl Iterator<Item = (&'a [f64], f64)> + Clone) -> Self {
        let total: f64 = rows.clone().map(|(_, weight)| weight).sum();
        let moment = |of: &dyn Fn(usize, f64) -> f64| -> Vec<f64> {
            let sum = |i: usize| rows.clone().map(|(z, weight)| weight * of(i, z[i])).sum::<f64>();
            (0..count).map(|i| sum(i) / total).collect()
        };
        let mean = moment(&|_, z| z);
        let square = moment(&|i, z| (z - mean[i]) * (z - mean[i]));
        Self { mean, spread: square.iter().map(|square| square.sqrt()).collect() }
    }

    /// Covariates less their means, over their spreads.
    pub(crate) fn standard(&self, z: &[f64]) -> Vec<f64> {
        z.iter().zip(&self.mean).zip(&self.spread).map(|((z, mean), spread)| (z - mean) / spread).collect()
    }
}

/// What a model brings to its fit.
pub(crate) struct Search<'a> {
    pub(crate) design: &'a Design,
    pub(crate) scale: &'a Scale,
    /// Number of customers behind the mean.
    pub(crate) customers: f64,
    /// Starting points of the base parameters; coefficients start from 0.
    pub(crate) starts: Vec<Vec<f64>>,
    /// What it means that a parameter of the base model runs to a limit.
    pub(crate) boundary_meaning: &'a dyn Fn(usize, Toward) -> &'static str,
}

impl Search<'_> {
    /// The first inner maximum, or why there is none, of a mean log-likelihood by ln θ and γ where covariates are
    /// [`Scale::standard`].
    pub(crate) fn run(&self, evaluate: impl Fn(&[f64]) -> Evaluation) -> Result<Fit, FitError> {
        let (base, count) = (self.design.base_count(), self.design.count());
        let start = |parameters: &Vec<f64>| -> Vec<f64> {
            parameters.iter().map(|parameter| parameter.ln()).chain((base..count).map(|_| 0.0)).collect()
        };
        let starts: Vec<Vec<f64>> = self.starts.iter().map(start).collect();
        let Some(best) = first_inner_maximum(&starts, |start| climb(&evaluate, start)) else {
            return Err(FitError::TooFewCustomers { customers: self.customers, needed: 1.0 });
        };
        let reported = self.reported();
        let point = self.parameters(&(&reported * DVector::from_column_slice(&best.point)));
        let covariance = self.covariance(&reported, &point, &best).unwrap_or_default();
        let names = self.design.parameter_names();
        let fit = report(self.design.model(), NamedValues::new(&names, &point), self.customers, covariance, &best);
        self.concluded(fit, &best)
    }

    fn concluded(&self, fit: Fit, best: &Maximum) -> Result<Fit, FitError> {
        let names = self.design.parameter_names();
        match best.ending {
            Ending::Converged => {
                // A covariate far from zero may leave no number for the parameter there.
                self.design.check(&fit.parameters.values()).map_err(|_| self.out_of_range(&fit))?;
                Ok(fit)
            }
            Ending::Boundary { parameter, toward } if parameter < self.design.base_count() => Err(FitError::Boundary {
                parameter: self.design.base_name(parameter),
                toward,
                meaning: (self.boundary_meaning)(parameter, toward),
                stopped_at: Box::new(fit),
            }),
            Ending::Boundary { parameter, toward } => Err(FitError::CoefficientBoundary {
                coefficient: names.get(parameter).copied().unwrap_or_default().to_owned(),
                toward,
                meaning: "of the customers with some of its values hardly any, or nearly all, buy again or stop",
                stopped_at: Box::new(fit),
            }),
            Ending::Stalled => {
                Err(FitError::NotConverged { gradient_norm: best.gradient_norm, stopped_at: Box::new(fit) })
            }
        }
    }

    fn out_of_range(&self, fit: &Fit) -> CovariateError {
        let values = fit.parameters.values();
        let i = values.iter().position(|value| !(*value > 0.0 && value.is_finite())).unwrap_or_default();
        CovariateError::OutOfRange {
            parameter: self.design.base_name(i),
            covariates: "0".to_owned(),
            value: values.get(i).copied().unwrap_or(f64::NAN),
        }
    }

    /// The linear map from the numbers of the search to ln θ at covariates of 0 and γ.
    fn reported(&self) -> DMatrix<f64> {
        let (base, count, scale) = (self.design.base_count(), self.design.count(), self.scale);
        let mut map = DMatrix::zeros(count, count);
        let at_mean = self.design.rows(&scale.mean);
        for i in 0..base {
            map[(i, i)] = 1.0;
            for k in base..count {
                map[(i, k)] = -at_mean[i][k] / scale.spread[self.design.covariate_of(k - base)];
            }
        }
        for k in base..count {
            map[(k, k)] = 1.0 / scale.spread[self.design.covariate_of(k - base)];
        }
        map
    }

    fn parameters(&self, reported: &DVector<f64>) -> Vec<f64> {
        let base = self.design.base_count();
        reported.iter().enumerate().map(|(i, number)| if i < base { number.exp() } else { *number }).collect()
    }

    /// Inverse of the observed information in the numbers of the search, carried over.
    fn covariance(&self, reported: &DMatrix<f64>, point: &[f64], best: &Maximum) -> Option<Vec<Vec<f64>>> {
        let information: DMatrix<f64> = &best.log_hessian * -self.customers;
        let of_reported = reported * information.cholesky()?.inverse() * reported.transpose();
        let (base, count) = (self.design.base_count(), self.design.count());
        let outer = |i: usize| if i < base { point[i] } else { 1.0 };
        let entry = |i: usize, j: usize| of_reported[(i, j)] * outer(i) * outer(j);
        Some((0..count).map(|i| (0..count).map(|j| entry(i, j)).collect()).collect())
    }
}

use nalgebra::{DMatrix, DVector};
use patron_models::special::normal_cdf;
use serde::Serialize;

use super::{AssociationError, Design};
use crate::interval::{Interval, Level};
use crate::least_squares::independent;

/// What goes with a point of satisfaction, for something that happens or does not.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Logistic {
    /// Coefficient on the log odds.
    pub log_odds: f64,
    /// Its standard error, by the sandwich of \[W1980\]: it holds where the logistic curve is not quite right.
    pub standard_error: f64,
    /// Probability of a coefficient as far from 0 if it were 0 (normal).
    pub p_value: f64,
    /// Odds of customers a point apart, one over the other.
    pub odds_ratio: f64,
    /// Where that lies.
    pub odds_interval: Interval,
    /// Mean change of the probability with a point, over all customers: 0.03 for three points of percent.
    pub per_point: f64,
    /// Where that lies, by linear propagation of the error.
    pub interval: Interval,
    /// Customers.
    pub customers: usize,
    /// Those who stayed.
    pub stayed: usize,
}

/// Steps after which Newton's method has long ended, unless a coefficient grows without limit: it then moves the log odds
/// of some customers by about 1 with every step.
const STEPS: usize = 30;

/// Largest change of any log odds under which the search ends.
const SETTLED: f64 = 1e-8;

struct Fitted {
    coefficients: DVector<f64>,
    probabilities: Vec<f64>,
    inverse: DMatrix<f64>,
}

/// Staying against satisfaction, by logistic regression. Where a column tells without fail who stays, no coefficient is
/// the most likely one \[AA1984\], and this is refused.
///
/// # Errors
/// When outcomes are not those of the customers or all the same, a column is a combination of others or separates those
/// who stay from those who leave.
pub fn retention(design: &Design, stayed: &[bool], level: Level) -> Result<Logistic, AssociationError> {
    design.check_outcome(stayed.len())?;
    let count = stayed.iter().filter(|stayed| **stayed).count();
    if count == 0 || count == stayed.len() {
        return Err(AssociationError::Constant);
    }
    independent(design.columns())?;
    let (x, scales) = standardised(design.columns());
    let y: Vec<f64> = stayed.iter().map(|stayed| if *stayed { 1.0 } else { 0.0 }).collect();
    let fitted = fit(&x, &y)?;
    let covariance = sandwich(&x, &y, &fitted);
    let scale = scales[0];
    let (b, error) = (fitted.coefficients[1] / scale, covariance[(1, 1)].sqrt() / scale);
    let (per_point, gradient) = mean_effect(&x, &fitted, scale);
    let spread = gradient.dot(&(&covariance * &gradient)).sqrt();
    let around = |at: f64, error: f64| Interval { low: at - level.z() * error, high: at + level.z() * error };
    Ok(Logistic {
        log_odds: b,
        standard_error: error,
        p_value: 2.0 * normal_cdf(-(b / error).abs()),
        odds_ratio: b.exp(),
        odds_interval: around(b, error).map(f64::exp),
        per_point,
        interval: around(per_point, spread),
        customers: stayed.len(),
        stayed: count,
    })
}

/// A column of ones and the columns with mean 0 and deviation 1, and their deviations.
fn standardised(columns: &[Vec<f64>]) -> (DMatrix<f64>, Vec<f64>) {
    let n = columns[0].len();
    let moments: Vec<(f64, f64)> = columns
        .iter()
        .map(|column| {
            let mean = column.iter().sum::<f64>() / n as f64;
            (mean, (column.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / n as f64).sqrt())
        })
        .collect();
    let entry = |row: usize, place: usize| match place {
        0 => 1.0,
        place => (columns[place - 1][row] - moments[place - 1].0) / moments[place - 1].1,
    };
    (DMatrix::from_fn(n, columns.len() + 1, entry), moments.into_iter().map(|(_, deviation)| deviation).collect())
}

fn fit(x: &DMatrix<f64>, y: &[f64]) -> Result<Fitted, AssociationError> {
    let (n, k) = x.shape();
    let mut coefficients = DVector::zeros(k);
    let mut step = DVector::zeros(k);
    for _ in 0..STEPS {
        let odds = x * &coefficients;
        let probabilities: Vec<f64> = odds.iter().map(|odds| 1.0 / (1.0 + (-odds).exp())).collect();
        let mut information = DMatrix::zeros(k, k);
        let mut score = DVector::zeros(k);
        for row in 0..n {
            let (p, values) = (probabilities[row], x.row(row));
            score.axpy(y[row] - p, &values.transpose(), 1.0);
            information.ger(p * (1.0 - p), &values.transpose(), &values.transpose(), 1.0);
        }
        let Some(factor) = information.cholesky() else { break };
        step = factor.solve(&score);
        coefficients += &step;
        if (x * &step).amax() < SETTLED {
            return Ok(Fitted { coefficients, probabilities, inverse: factor.inverse() });
        }
    }
    // The column that still moves the log odds most.
    let reach = |place: usize| (x.column(place) * step[place]).amax();
    let column = (1..k).max_by(|a, b| reach(*a).total_cmp(&reach(*b))).unwrap_or(1);
    Err(AssociationError::Separated { column })
}

/// I⁻¹ (Σ (y − p)² x x') I⁻¹ · n / (n − k).
fn sandwich(x: &DMatrix<f64>, y: &[f64], fitted: &Fitted) -> DMatrix<f64> {
    let (n, k) = x.shape();
    let mut meat = DMatrix::zeros(k, k);
    for (row, (y, p)) in y.iter().zip(&fitted.probabilities).enumerate() {
        let values = x.row(row).transpose();
        meat.ger((y - p).powi(2), &values, &values, 1.0);
    }
    &fitted.inverse * meat * &fitted.inverse * (n as f64 / (n - k) as f64)
}

/// Mean of p (1 − p) b over the customers, and how it moves with each coefficient.
fn mean_effect(x: &DMatrix<f64>, fitted: &Fitted, scale: f64) -> (f64, DVector<f64>) {
    let (n, k) = x.shape();
    let b = fitted.coefficients[1] / scale;
    let (mut slope, mut gradient) = (0.0, DVector::zeros(k));
    for (row, p) in fitted.probabilities.iter().enumerate() {
        let spread = p * (1.0 - p) / n as f64;
        slope += spread;
        gradient.axpy(spread * (1.0 - 2.0 * p) * b, &x.row(row).transpose(), 1.0);
    }
    gradient[1] += slope / scale;
    (slope * b, gradient)
}

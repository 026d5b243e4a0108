//! Least squares.

use patron_models::special::regularised_beta;
use serde::{Deserialize, Serialize};

use super::RegressionError;
use crate::table::{Table, is_constant};

/// What is left of an attribute, relative to its spread, below which it is a combination of others.
const COLLINEAR: f64 = 1e-9;

/// The spread of an attribute, relative to its size, up to which it varies by rounding alone.
const ROUNDED: f64 = 1e-13;

/// A linear regression y = b₀ + Σ bⱼ xⱼ + e.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Regression {
    /// b₀, the value of an account whose attributes are all 0.
    pub intercept: Coefficient,
    /// bⱼ, in the order of the attributes.
    pub coefficients: Vec<Coefficient>,
    /// bⱼ σₓⱼ / σ_y: change of the value, in its deviations, with a deviation of the attribute.
    pub standardised: Vec<f64>,
    /// Share of the variance that is explained.
    pub r_squared: f64,
    /// The same, less what as many attributes explain by chance.
    pub adjusted_r_squared: f64,
    /// √(Σ e² / (n − k − 1)), in units of the value.
    pub residual_deviation: f64,
    /// n − k − 1.
    pub degrees_of_freedom: usize,
}

/// A coefficient and how firm it is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Coefficient {
    /// The estimate.
    pub estimate: f64,
    /// Its standard error, for errors of equal variance.
    pub standard_error: f64,
    /// Two-sided probability of an estimate as far from 0 if it were 0: Student's t.
    pub p_value: f64,
}

/// Ordinary least squares of values on attributes, by orthogonalisation of the centred attributes one after another
/// \[GVL2013\].
///
/// # Errors
/// When values and accounts differ in number, there are not at least two accounts more than attributes, a value is not
/// finite or none varies, or an attribute is a combination of those before it (or does not vary).
pub fn fit(attributes: &Table, values: &[f64]) -> Result<Regression, RegressionError> {
    let (n, k) = (attributes.accounts(), attributes.indicators());
    check(attributes, values)?;
    let mean_y = mean(values);
    let residuals: Vec<f64> = values.iter().map(|value| value - mean_y).collect();
    let total = dot(&residuals, &residuals);
    let means: Vec<f64> = attributes.columns().iter().map(|column| mean(column)).collect();
    let lengths: Vec<f64> =
        attributes.columns().iter().zip(&means).map(|(column, mean)| length(column, *mean)).collect();
    let (basis, triangle) = orthogonalise(attributes, &means, &lengths)?;

    let mut left = residuals;
    let mut projections = Vec::with_capacity(k);
    for axis in &basis {
        let along = dot(axis, &left);
        subtract(&mut left, axis, along);
        projections.push(along);
    }
    let unexplained = dot(&left, &left);
    let degrees_of_freedom = n - k - 1;
    let df = degrees_of_freedom as f64;
    let variance = unexplained / df;

    // Coefficients of the attributes in units of their length, then of themselves.
    let scaled = back_substitute(&triangle, &projections);
    let inverse = inverse(&triangle);
    let estimates: Vec<f64> = scaled.iter().zip(&lengths).map(|(b, length)| b / length).collect();
    let coefficient = |estimate: f64, of_variance: f64| {
        let standard_error = (variance * of_variance).sqrt();
        Coefficient { estimate, standard_error, p_value: p_value(estimate, standard_error, df) }
    };
    let coefficients = estimates
        .iter()
        .zip(&inverse)
        .zip(&lengths)
        .map(|((estimate, row), length)| coefficient(*estimate, dot(row, row) / (length * length)))
        .collect();
    // The intercept's variance: 1/n + m' (X'X)⁻¹ m with the means m of the attributes.
    let spread =
        (0..k).map(|c| (0..k).map(|j| inverse[j][c] * means[j] / lengths[j]).sum::<f64>().powi(2)).sum::<f64>();
    let intercept = mean_y - dot(&estimates, &means);
    let r_squared = 1.0 - unexplained / total;
    Ok(Regression {
        intercept: coefficient(intercept, 1.0 / n as f64 + spread),
        coefficients,
        standardised: scaled.iter().map(|b| b / total.sqrt()).collect(),
        r_squared,
        adjusted_r_squared: 1.0 - (1.0 - r_squared) * (n as f64 - 1.0) / df,
        residual_deviation: variance.sqrt(),
        degrees_of_freedom,
    })
}

impl Regression {
    /// The estimated value of an account with these attributes, b₀ + Σ bⱼ xⱼ.
    ///
    /// # Errors
    /// When the number of attributes differs.
    pub fn predict(&self, attributes: &[f64]) -> Result<f64, RegressionError> {
        if attributes.len() != self.coefficients.len() {
            return Err(RegressionError::Attributes { found: attributes.len(), expected: self.coefficients.len() });
        }
        let terms = self.coefficients.iter().zip(attributes).map(|(b, x)| b.estimate * x);
        Ok(self.intercept.estimate + terms.sum::<f64>())
    }
}

fn check(attributes: &Table, values: &[f64]) -> Result<(), RegressionError> {
    let (accounts, attributes) = (attributes.accounts(), attributes.indicators());
    if values.len() != accounts {
        return Err(RegressionError::Lengths { values: values.len(), accounts });
    }
    if accounts < attributes + 2 {
        return Err(RegressionError::TooFew { accounts, attributes, needed: attributes + 2 });
    }
    if let Some(account) = values.iter().position(|value| !value.is_finite()) {
        return Err(RegressionError::NotFinite { account: account + 1, value: values[account] });
    }
    if is_constant(values) {
        return Err(RegressionError::Constant { value: values[0] });
    }
    Ok(())
}

/// Q of orthogonal unit columns and the upper triangle R with X = Q R, X centred and of length one.
type Orthogonal = (Vec<Vec<f64>>, Vec<Vec<f64>>);

fn orthogonalise(attributes: &Table, means: &[f64], lengths: &[f64]) -> Result<Orthogonal, RegressionError> {
    let k = attributes.indicators();
    let mut basis: Vec<Vec<f64>> = Vec::with_capacity(k);
    let mut triangle = vec![vec![0.0; k]; k];
    for (j, column) in attributes.columns().iter().enumerate() {
        let largest = column.iter().map(|value| value.abs()).fold(0.0, f64::max);
        if !(lengths[j] > ROUNDED * largest) {
            return Err(RegressionError::Collinear { attribute: j + 1 });
        }
        let mut left: Vec<f64> = column.iter().map(|value| (value - means[j]) / lengths[j]).collect();
        // Twice, because rounding leaves something of the other directions the first time.
        for _ in 0..2 {
            for (i, axis) in basis.iter().enumerate() {
                let along = dot(axis, &left);
                subtract(&mut left, axis, along);
                triangle[i][j] += along;
            }
        }
        let rest = dot(&left, &left).sqrt();
        if !(rest > COLLINEAR) {
            return Err(RegressionError::Collinear { attribute: j + 1 });
        }
        triangle[j][j] = rest;
        basis.push(left.iter().map(|value| value / rest).collect());
    }
    Ok((basis, triangle))
}

fn back_substitute(triangle: &[Vec<f64>], right: &[f64]) -> Vec<f64> {
    let mut found = right.to_vec();
    for i in (0..found.len()).rev() {
        let known: f64 = (i + 1..found.len()).map(|j| triangle[i][j] * found[j]).sum();
        found[i] = (found[i] - known) / triangle[i][i];
    }
    found
}

/// R⁻¹, row by row; (X'X)⁻¹ = R⁻¹ R⁻¹'.
fn inverse(triangle: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let k = triangle.len();
    let mut rows = vec![vec![0.0; k]; k];
    for column in 0..k {
        let unit: Vec<f64> = (0..k).map(|i| if i == column { 1.0 } else { 0.0 }).collect();
        for (row, value) in rows.iter_mut().zip(back_substitute(triangle, &unit)) {
            row[column] = value;
        }
    }
    rows
}

/// P(|t| ≥ |b / s|) with `df` degrees of freedom; 0 for an exact fit.
fn p_value(estimate: f64, standard_error: f64, df: f64) -> f64 {
    if standard_error == 0.0 {
        return if estimate == 0.0 { 1.0 } else { 0.0 };
    }
    let t = estimate / standard_error;
    regularised_beta(0.5 * df, 0.5, df / (df + t * t))
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn length(values: &[f64], mean: f64) -> f64 {
    values.iter().map(|value| (value - mean).powi(2)).sum::<f64>().sqrt()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn subtract(values: &mut [f64], axis: &[f64], along: f64) {
    for (value, axis) in values.iter_mut().zip(axis) {
        *value -= along * axis;
    }
}

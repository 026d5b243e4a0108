//! Least squares with weights, and standard errors that hold where errors vary in size.

/// What is left of a column, relative to its spread, below which it is a combination of others.
const COLLINEAR: f64 = 1e-9;

/// The spread of a column, relative to its size, up to which it varies by rounding alone.
const ROUNDED: f64 = 1e-13;

/// What an observation may leave free, below which it determines a coefficient alone.
const ALONE: f64 = 1e-9;

/// Why there is no fit. Positions count from 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Flaw {
    /// A column is a combination of those before it, or does not vary.
    Collinear(usize),
    /// An observation alone determines a coefficient, so that nothing says how firmly.
    Alone(usize),
    /// The outcome does not vary.
    Constant,
}

/// y = b₀ + Σ bⱼ xⱼ + e.
pub(crate) struct Fit {
    /// bⱼ.
    pub(crate) estimates: Vec<f64>,
    /// Standard errors of these, HC3 \[MW1985\].
    pub(crate) robust: Vec<f64>,
    /// Weighted deviations of the columns over that of y: bⱼ times this is standardised.
    pub(crate) relative: Vec<f64>,
    /// Share of the variance explained.
    pub(crate) r_squared: f64,
    /// Observations less coefficients.
    pub(crate) degrees: f64,
}

/// Columns centred and scaled to length one, turned orthogonal one after another \[GVL2013\].
struct Orthogonal {
    basis: Vec<Vec<f64>>,
    /// Inverse of the upper triangle R with X = Q R.
    inverse: Vec<Vec<f64>>,
    lengths: Vec<f64>,
}

/// Fits; `weights` of 1 where observations count alike. Columns are as long as y, which is longer than they are many.
pub(crate) fn fit(columns: &[Vec<f64>], y: &[f64], weights: &[f64]) -> Result<Fit, Flaw> {
    let (n, k) = (y.len(), columns.len());
    let total: f64 = weights.iter().sum();
    // Weights that add up to n, so that their unit does not matter.
    let roots: Vec<f64> = weights.iter().map(|weight| (weight * n as f64 / total).sqrt()).collect();
    let centred = centre(y, &roots);
    let spread = dot(&centred, &centred);
    let largest = y.iter().map(|value| value.abs()).fold(0.0, f64::max);
    if !(spread.sqrt() > ROUNDED * largest) {
        return Err(Flaw::Constant);
    }
    let Orthogonal { basis, inverse, lengths } = orthogonalise(columns, &roots)?;
    let along: Vec<f64> = basis.iter().map(|axis| dot(axis, &centred)).collect();
    let mut residuals = centred;
    for (axis, along) in basis.iter().zip(&along) {
        subtract(&mut residuals, axis, *along);
    }
    let estimates = (0..k).map(|j| dot(&inverse[j], &along) / lengths[j]).collect();
    let mut meat = vec![0.0; k];
    for row in 0..n {
        let leverage = roots[row] * roots[row] / n as f64 + basis.iter().map(|axis| axis[row].powi(2)).sum::<f64>();
        if !(1.0 - leverage > ALONE) {
            return Err(Flaw::Alone(row));
        }
        let scaled = residuals[row] / (1.0 - leverage);
        for (j, meat) in meat.iter_mut().enumerate() {
            let influence: f64 = inverse[j].iter().zip(&basis).map(|(part, axis)| part * axis[row]).sum();
            *meat += (influence * scaled).powi(2);
        }
    }
    Ok(Fit {
        estimates,
        robust: meat.iter().zip(&lengths).map(|(meat, length)| meat.sqrt() / length).collect(),
        relative: lengths.iter().map(|length| length / spread.sqrt()).collect(),
        r_squared: 1.0 - dot(&residuals, &residuals) / spread,
        degrees: (n - k - 1) as f64,
    })
}

/// Whether each column says something that the others do not.
pub(crate) fn independent(columns: &[Vec<f64>]) -> Result<(), Flaw> {
    let ones = vec![1.0; columns.first().map_or(0, Vec::len)];
    orthogonalise(columns, &ones).map(|_| ())
}

fn orthogonalise(columns: &[Vec<f64>], roots: &[f64]) -> Result<Orthogonal, Flaw> {
    let k = columns.len();
    let (mut basis, mut lengths): (Vec<Vec<f64>>, Vec<f64>) = (Vec::with_capacity(k), Vec::with_capacity(k));
    let mut triangle = vec![vec![0.0; k]; k];
    for (j, column) in columns.iter().enumerate() {
        let largest = column.iter().map(|value| value.abs()).fold(0.0, f64::max);
        let mut left = centre(column, roots);
        let length = dot(&left, &left).sqrt();
        if !(length > ROUNDED * largest) {
            return Err(Flaw::Collinear(j));
        }
        left.iter_mut().for_each(|value| *value /= length);
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
            return Err(Flaw::Collinear(j));
        }
        triangle[j][j] = rest;
        left.iter_mut().for_each(|value| *value /= rest);
        basis.push(left);
        lengths.push(length);
    }
    Ok(Orthogonal { basis, inverse: inverse(&triangle), lengths })
}

/// √w (x − x̄), with the weighted mean.
fn centre(values: &[f64], roots: &[f64]) -> Vec<f64> {
    let total: f64 = roots.iter().map(|root| root * root).sum();
    let mean = values.iter().zip(roots).map(|(value, root)| value * root * root).sum::<f64>() / total;
    values.iter().zip(roots).map(|(value, root)| root * (value - mean)).collect()
}

fn inverse(triangle: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let k = triangle.len();
    let mut inverse: Vec<Vec<f64>> = vec![vec![0.0; k]; k];
    for column in 0..k {
        let mut solved = vec![0.0; k];
        for row in (0..=column).rev() {
            let unit = if row == column { 1.0 } else { 0.0 };
            let known: f64 = (row + 1..=column).map(|c| triangle[row][c] * solved[c]).sum();
            solved[row] = (unit - known) / triangle[row][row];
        }
        for (row, value) in inverse.iter_mut().zip(solved) {
            row[column] = value;
        }
    }
    inverse
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn subtract(from: &mut [f64], axis: &[f64], times: f64) {
    from.iter_mut().zip(axis).for_each(|(value, axis)| *value -= times * axis);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::assert_close;

    /// x = 0, 0, 1, 1 and y = 0, 2, 3, 7: slope 4; leverages 1/2, residuals ∓1 and ∓2, so HC3 is
    /// Σ (±1/2 · 2e)² = 1 + 1 + 4 + 4.
    #[test]
    fn two_groups_by_hand() {
        let found = fit(&[vec![0.0, 0.0, 1.0, 1.0]], &[0.0, 2.0, 3.0, 7.0], &[1.0; 4]).unwrap();
        assert_close(found.estimates[0], 4.0, 1e-12);
        assert_close(found.robust[0], 10.0_f64.sqrt(), 1e-12);
        assert_close(found.r_squared, 1.0 - 10.0 / 26.0, 1e-12);
        assert_eq!(found.degrees, 2.0);
    }

    /// A weight of two gives the same line as the observation twice.
    #[test]
    fn weights_repeat() {
        let (x, y) = (vec![1.0, 2.0, 4.0, 5.0], [1.0, 3.0, 2.0, 6.0]);
        let weighted = fit(std::slice::from_ref(&x), &y, &[1.0, 2.0, 1.0, 1.0]).unwrap();
        let twice = fit(&[vec![1.0, 2.0, 2.0, 4.0, 5.0]], &[1.0, 3.0, 3.0, 2.0, 6.0], &[1.0; 5]).unwrap();
        assert_close(weighted.estimates[0], twice.estimates[0], 1e-12);
        assert_close(weighted.r_squared, twice.r_squared, 1e-12);
        assert_close(weighted.relative[0], twice.relative[0], 1e-12);
    }

    #[test]
    fn flaws_have_names() {
        let x = vec![1.0, 2.0, 4.0, 5.0, 7.0];
        let double: Vec<f64> = x.iter().map(|value| 3.0 * value - 1.0).collect();
        let y = [1.0, 0.0, 2.0, 5.0, 3.0];
        assert_eq!(fit(&[x.clone(), double.clone()], &y, &[1.0; 5]).err(), Some(Flaw::Collinear(1)));
        assert_eq!(independent(&[x.clone(), double]), Err(Flaw::Collinear(1)));
        assert_eq!(fit(std::slice::from_ref(&x), &[2.0; 5], &[1.0; 5]).err(), Some(Flaw::Constant));
        let once = vec![0.0, 0.0, 0.0, 1.0, 0.0];
        assert_eq!(fit(&[x, once], &y, &[1.0; 5]).err(), Some(Flaw::Alone(3)));
    }
}

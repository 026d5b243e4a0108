//! Interpolation of several functions at once at Chebyshev points.

/// Points of a panel.
pub(crate) const CHEBYSHEV_POINTS: usize = 16;

/// Chebyshev coefficients of N functions on a panel, ordered for summation over points.
pub(crate) type Chebyshev<const N: usize> = [[f64; N]; CHEBYSHEV_POINTS];

fn angle(k: usize) -> f64 {
    std::f64::consts::PI * (k as f64 + 0.5) / CHEBYSHEV_POINTS as f64
}

/// The points, in (−1, 1).
pub(crate) fn chebyshev_points() -> [f64; CHEBYSHEV_POINTS] {
    std::array::from_fn(|k| angle(k).cos())
}

/// Coefficients of functions with given values at the points.
pub(crate) fn chebyshev<const N: usize>(values: &[[f64; N]; CHEBYSHEV_POINTS]) -> Chebyshev<N> {
    let mut coefficients = [[0.0; N]; CHEBYSHEV_POINTS];
    for (j, row) in coefficients.iter_mut().enumerate() {
        for (k, value) in values.iter().enumerate() {
            let scale = if j == 0 { 1.0 } else { 2.0 } / CHEBYSHEV_POINTS as f64;
            let cosine = scale * (j as f64 * angle(k)).cos();
            for (sum, entry) in row.iter_mut().zip(value) {
                *sum += cosine * entry;
            }
        }
    }
    coefficients
}

/// The functions at a position from −1 to 1, by Clenshaw's sum.
#[inline]
pub(crate) fn clenshaw<const N: usize>(coefficients: &Chebyshev<N>, position: f64) -> [f64; N] {
    let (mut one, mut two) = ([0.0; N], [0.0; N]);
    for row in coefficients[1..].iter().rev() {
        for i in 0..N {
            let next = 2.0 * position * one[i] - two[i] + row[i];
            two[i] = one[i];
            one[i] = next;
        }
    }
    std::array::from_fn(|i| position * one[i] - two[i] + coefficients[0][i])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::assert_close;

    #[test]
    fn smooth_functions_are_met_between_the_points() {
        let panel = chebyshev(&chebyshev_points().map(|z| [z.exp(), 1.0 / (z + 5.0), 3.0]));
        for position in [-1.0, -0.77, 0.0, 0.123, 1.0] {
            let found = clenshaw(&panel, position);
            for (value, expected) in found.iter().zip([position.exp(), 1.0 / (position + 5.0), 3.0]) {
                // Sixteen points leave ρ^−16 of a function with its pole at 5, ρ = 9.9; rounding of the largest value more.
                assert_close(*value, expected, 2e-14);
            }
        }
    }
}

//! Whether how much customers spend hangs together with how often they buy.
//!
//! Spend models take the two to be independent. [`pearson`] looks for a straight line, and a few large customers decide
//! it; [`spearman`] looks at ranks, for anything that rises or falls. Small and uncertain is what a spend model wants: a
//! p-value alone says little, because in a large base every correlation differs from none.

mod error;
mod ranks;
#[cfg(test)]
mod tests;

pub use error::CorrelationError;

use crate::interval::{HIGH, Interval};
use crate::special::{normal_quantile, regularised_beta};

/// The least number of pairs that has an interval.
const LEAST_PAIRS: usize = 4;

/// A correlation and what chance alone would make of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Correlation {
    /// The coefficient, from −1 to 1.
    pub coefficient: f64,
    /// Probability of one at least as large in size if there were none: Student's t with n − 2 degrees of freedom.
    pub p_value: f64,
    /// 90 % interval by Fisher's transformation.
    pub interval: Interval,
    /// Number of pairs, n.
    pub pairs: usize,
}

/// Pearson's product-moment correlation of pairs (xᵢ, yᵢ), r = Σ (x − x̄)(y − ȳ) / √(Σ (x − x̄)² Σ (y − ȳ)²).
///
/// Interval: tanh(artanh r ± 1.645 / √(n − 3)) \[F1921\].
///
/// # Errors
/// When the lists differ in length, hold fewer than four pairs or a number that is not finite, or one does not vary.
pub fn pearson(x: &[f64], y: &[f64]) -> Result<Correlation, CorrelationError> {
    check(x, y)?;
    report(product_moment(x, y)?, x.len(), |_| 1.0)
}

/// Spearman's rank correlation: Pearson's of the ranks, equal values sharing the mean of theirs.
///
/// Interval as Pearson's with the standard error √((1 + r²/2) / (n − 3)) \[BW2000\].
///
/// # Errors
/// As [`pearson`].
pub fn spearman(x: &[f64], y: &[f64]) -> Result<Correlation, CorrelationError> {
    check(x, y)?;
    report(product_moment(&ranks::of(x), &ranks::of(y))?, x.len(), |r| 1.0 + 0.5 * r * r)
}

fn check(x: &[f64], y: &[f64]) -> Result<(), CorrelationError> {
    if x.len() != y.len() {
        return Err(CorrelationError::Lengths { first: x.len(), second: y.len() });
    }
    if x.len() < LEAST_PAIRS {
        return Err(CorrelationError::TooFew { pairs: x.len(), needed: LEAST_PAIRS });
    }
    match x.iter().zip(y).position(|(x, y)| !(x.is_finite() && y.is_finite())) {
        Some(index) => Err(CorrelationError::NotFinite { pair: index + 1, first: x[index], second: y[index] }),
        None => Ok(()),
    }
}

fn product_moment(x: &[f64], y: &[f64]) -> Result<f64, CorrelationError> {
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (of_x, of_y) = (mean(x), mean(y));
    // Scaled by the largest deviation, so that squares neither overflow nor vanish.
    let size = |values: &[f64], mean: f64| values.iter().map(|value| (value - mean).abs()).fold(0.0, f64::max);
    let (size_x, size_y) = (size(x, of_x), size(y, of_y));
    if size_x == 0.0 || size_y == 0.0 || x.iter().all(|value| *value == x[0]) || y.iter().all(|value| *value == y[0]) {
        return Err(CorrelationError::Constant { pairs: x.len() });
    }
    let [xx, yy, xy] = x.iter().zip(y).fold([0.0; 3], |[xx, yy, xy], (x, y)| {
        let (dx, dy) = ((x - of_x) / size_x, (y - of_y) / size_y);
        [xx + dx * dx, yy + dy * dy, xy + dx * dy]
    });
    Ok(xy / (xx.sqrt() * yy.sqrt()))
}

fn report(r: f64, pairs: usize, inflation: impl Fn(f64) -> f64) -> Result<Correlation, CorrelationError> {
    // Rounding may leave a perfect line a little beyond one.
    let r = if r.abs() > 1.0 { r.signum() } else { r };
    let n = pairs as f64;
    let unexplained = (1.0 - r) * (1.0 + r);
    // t² = (n − 2) r² / (1 − r²), of which Student's tails are an incomplete beta function.
    let p_value = regularised_beta(0.5 * (n - 2.0), 0.5, unexplained);
    let reach = normal_quantile(HIGH) * (inflation(r) / (n - 3.0)).sqrt();
    let interval = Interval { low: (r.atanh() - reach).tanh(), high: (r.atanh() + reach).tanh() };
    Ok(Correlation { coefficient: r, p_value, interval, pairs })
}

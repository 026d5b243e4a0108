//! Every indicator with every other.

use rayon::prelude::*;

use crate::rank::mid_ranks;
use crate::table::{Table, is_constant};

/// Correlations of k indicators: symmetric, 1 on the diagonal, none for indicators that do not vary.
#[derive(Debug, Clone, PartialEq)]
pub struct CorrelationMatrix {
    size: usize,
    values: Vec<f64>,
    constant: Vec<usize>,
}

impl CorrelationMatrix {
    /// Number of indicators, k.
    #[must_use]
    pub fn size(&self) -> usize {
        self.size
    }

    /// Correlation of indicators i and j, from 0; `None` where one of them does not vary.
    #[must_use]
    pub fn get(&self, i: usize, j: usize) -> Option<f64> {
        Some(self.values[i * self.size + j]).filter(|value| !value.is_nan())
    }

    /// Indicators, from 0, that are the same for all accounts.
    #[must_use]
    pub fn constant(&self) -> &[usize] {
        &self.constant
    }
}

/// Pearson's product-moment correlations: of straight lines.
#[must_use]
pub fn pearson(table: &Table) -> CorrelationMatrix {
    matrix(table.columns())
}

/// Spearman's rank correlations: of anything that rises or falls; equal values share the mean of their ranks.
#[must_use]
pub fn spearman(table: &Table) -> CorrelationMatrix {
    let ranks: Vec<Vec<f64>> = table.columns().par_iter().map(|column| mid_ranks(column)).collect();
    matrix(&ranks)
}

fn matrix(columns: &[Vec<f64>]) -> CorrelationMatrix {
    let size = columns.len();
    let units: Vec<Option<Vec<f64>>> = columns.par_iter().map(|column| unit(column)).collect();
    let mut values = vec![f64::NAN; size * size];
    for (i, a) in units.iter().enumerate() {
        let row: Vec<f64> = units[..i].par_iter().map(|b| product(a.as_deref(), b.as_deref())).collect();
        for (j, value) in row.into_iter().enumerate() {
            values[i * size + j] = value;
            values[j * size + i] = value;
        }
        if a.is_some() {
            values[i * size + i] = 1.0;
        }
    }
    let constant = (0..size).filter(|index| units[*index].is_none()).collect();
    CorrelationMatrix { size, values, constant }
}

/// The column around its mean and of length one; `None` where it does not vary.
fn unit(column: &[f64]) -> Option<Vec<f64>> {
    if is_constant(column) {
        return None;
    }
    let mean = column.iter().sum::<f64>() / column.len() as f64;
    // By the largest deviation first, so that squares neither overflow nor vanish.
    let size = column.iter().map(|value| (value - mean).abs()).fold(0.0, f64::max);
    let length = column.iter().map(|value| ((value - mean) / size).powi(2)).sum::<f64>().sqrt();
    Some(column.iter().map(|value| (value - mean) / size / length).collect())
}

fn product(a: Option<&[f64]>, b: Option<&[f64]>) -> f64 {
    let (Some(a), Some(b)) = (a, b) else { return f64::NAN };
    let r: f64 = a.iter().zip(b).map(|(a, b)| a * b).sum();
    // Rounding may leave a perfect line a little beyond one.
    if r.abs() > 1.0 { r.signum() } else { r }
}

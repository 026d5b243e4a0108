//! Weights by contrast and conflict.

use super::{WeightError, Weights};
use crate::redundancy::{CorrelationMatrix, pearson};
use crate::table::Table;

/// Weights by CRITIC and what they come from.
#[derive(Debug, Clone, PartialEq)]
pub struct CriticWeights {
    /// The weights.
    pub weights: Weights,
    /// Standard deviation σⱼ of each indicator (divisor n − 1): its contrast.
    pub deviations: Vec<f64>,
    /// Σₗ (1 − rⱼₗ) over the indicators that vary: its conflict with the others.
    pub conflicts: Vec<f64>,
    /// Indicators, from 0, that are the same for all accounts and so have weight 0.
    pub constant: Vec<usize>,
}

/// CRITIC weights \[DMP1995\]: wⱼ ∝ σⱼ Σₗ (1 − rⱼₗ), with Pearson's correlation r.
///
/// Values are normalised to one scale by direction, in the paper by min-max; otherwise units would decide.
///
/// # Errors
/// When every indicator is the same for all accounts, or all that vary rise and fall together.
pub fn critic(table: &Table) -> Result<CriticWeights, WeightError> {
    let correlations = pearson(table);
    let constant = correlations.constant().to_vec();
    if constant.len() == table.indicators() {
        return Err(WeightError::AllConstant { indicators: table.indicators(), accounts: table.accounts() });
    }
    let deviations: Vec<f64> = table.columns().iter().map(|column| deviation(column)).collect();
    let conflicts: Vec<f64> = (0..table.indicators()).map(|j| conflict(&correlations, j)).collect();
    let importances: Vec<f64> = deviations.iter().zip(&conflicts).map(|(s, c)| s * c).collect();
    if table.indicators() - constant.len() == 1 {
        // A single indicator that varies conflicts with none and is all there is.
        let alone = (0..table.indicators()).map(|j| if constant.contains(&j) { 0.0 } else { 1.0 }).collect();
        return Ok(CriticWeights { weights: Weights::new(alone)?, deviations, conflicts, constant });
    }
    // What rounding leaves of 1 − 1 is no conflict.
    if conflicts.iter().all(|conflict| conflict.abs() < 1e-12) {
        return Err(WeightError::NoConflict);
    }
    let weights = Weights::proportional(&importances)?;
    Ok(CriticWeights { weights, deviations, conflicts, constant })
}

fn deviation(column: &[f64]) -> f64 {
    if crate::table::is_constant(column) {
        return 0.0;
    }
    let n = column.len() as f64;
    let mean = column.iter().sum::<f64>() / n;
    (column.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt()
}

fn conflict(correlations: &CorrelationMatrix, j: usize) -> f64 {
    (0..correlations.size()).filter(|l| *l != j).filter_map(|l| correlations.get(j, l)).map(|r| 1.0 - r).sum()
}

//! Nearness to the best.

use serde::{Deserialize, Serialize};

use super::AggregateError;
use crate::direction::Direction;
use crate::table::Table;
use crate::weights::Weights;

/// The best and the worst there is, to which accounts are compared. Kept, it scores later accounts on the same ideals.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Topsis {
    /// Weight by length of each indicator: wⱼ / √Σᵢ x²ᵢⱼ.
    scales: Vec<f64>,
    /// The best of each indicator, weighted.
    ideal: Vec<f64>,
    /// The worst of each indicator, weighted.
    anti_ideal: Vec<f64>,
}

/// Where an account stands between the worst and the best.
#[derive(Debug, Clone, PartialEq)]
pub struct TopsisScore {
    /// Euclidean distance d⁺ to the ideal.
    pub to_ideal: f64,
    /// Euclidean distance d⁻ to the anti-ideal.
    pub to_anti_ideal: f64,
    /// d⁻ / (d⁺ + d⁻): 1 at the ideal, 0 at the anti-ideal.
    pub closeness: f64,
    /// Closeness by indicator: its share of the squared distance to the anti-ideal. They sum to the closeness.
    pub contributions: Vec<f64>,
    /// What is lacking to 1 by indicator: its share of the squared distance to the ideal. They sum to 1 − closeness.
    pub shortfalls: Vec<f64>,
}

impl Topsis {
    /// Ideals of all accounts \[HY1981\]: vᵢⱼ = wⱼ xᵢⱼ / √Σᵢ x²ᵢⱼ; the ideal has the best vⱼ of each indicator by its
    /// direction, the anti-ideal the worst.
    ///
    /// # Errors
    /// When weights or directions do not fit, an indicator with a weight is 0 for all, or all accounts are the same.
    pub fn fit(table: &Table, weights: &Weights, directions: &[Direction]) -> Result<Self, AggregateError> {
        let expected = table.indicators();
        for found in [weights.indicators(), directions.len()] {
            if found != expected {
                return Err(AggregateError::Lengths { found, expected });
            }
        }
        let mut found = Self { scales: Vec::new(), ideal: Vec::new(), anti_ideal: Vec::new() };
        for (index, (column, weight)) in table.columns().iter().zip(weights.values()).enumerate() {
            let largest = column.iter().map(|value| value.abs()).fold(0.0, f64::max);
            if largest == 0.0 && *weight > 0.0 {
                return Err(AggregateError::AllZero { indicator: index + 1 });
            }
            // By the largest first, so that squares neither overflow nor vanish.
            let length = largest * column.iter().map(|value| (value / largest).powi(2)).sum::<f64>().sqrt();
            let scale = if *weight > 0.0 { weight / length } else { 0.0 };
            let low = scale * column.iter().copied().fold(f64::INFINITY, f64::min);
            let high = scale * column.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let (best, worst) = if directions[index] == Direction::Benefit { (high, low) } else { (low, high) };
            found.scales.push(scale);
            found.ideal.push(best);
            found.anti_ideal.push(worst);
        }
        if found.ideal == found.anti_ideal {
            return Err(AggregateError::NoDifference { accounts: table.accounts() });
        }
        Ok(found)
    }

    /// Closeness of one account.
    ///
    /// # Errors
    /// When values do not fit, or one is not finite.
    pub fn score(&self, values: &[f64]) -> Result<TopsisScore, AggregateError> {
        let expected = self.scales.len();
        if values.len() != expected {
            return Err(AggregateError::Lengths { found: values.len(), expected });
        }
        if let Some(index) = values.iter().position(|value| !value.is_finite()) {
            return Err(AggregateError::NotFinite { indicator: index + 1, score: values[index] });
        }
        let squares = |from: &[f64]| -> Vec<f64> {
            values.iter().zip(&self.scales).zip(from).map(|((x, scale), from)| (x * scale - from).powi(2)).collect()
        };
        let (lacking, ahead) = (squares(&self.ideal), squares(&self.anti_ideal));
        let (of_lacking, of_ahead): (f64, f64) = (lacking.iter().sum(), ahead.iter().sum());
        let (to_ideal, to_anti_ideal) = (of_lacking.sqrt(), of_ahead.sqrt());
        let closeness = to_anti_ideal / (to_ideal + to_anti_ideal);
        let share = |part: f64, squares: Vec<f64>, total: f64| -> Vec<f64> {
            squares.iter().map(|square| if total > 0.0 { part * square / total } else { 0.0 }).collect()
        };
        Ok(TopsisScore {
            to_ideal,
            to_anti_ideal,
            closeness,
            contributions: share(closeness, ahead, of_ahead),
            shortfalls: share(1.0 - closeness, lacking, of_lacking),
        })
    }
}

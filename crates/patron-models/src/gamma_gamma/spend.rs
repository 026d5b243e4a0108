//! What the spend model sees of a customer, and the sample of all.

use rayon::prelude::*;

/// Number and mean amount of a customer's repeat purchases; only [`SpendHistory::new`] makes one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SpendHistory {
    frequency: u32,
    mean: f64,
}

/// Why two numbers are not a spend history.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum SpendError {
    /// No repeat purchase: there is no mean.
    #[error("frequency is `0`, expected at least one repeat purchase")]
    NoPurchase,
    /// The mean is not positive.
    #[error("the mean spend is `{mean}`, expected a positive finite amount")]
    NotPositive {
        /// The mean, as given.
        mean: f64,
    },
    /// A weight that is not a positive number.
    #[error("weight `{weight}` was expected to be positive and finite")]
    Weight {
        /// The weight, as given.
        weight: f64,
    },
}

impl SpendError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoPurchase => "spend-no-purchase",
            Self::NotPositive { .. } => "spend-not-positive",
            Self::Weight { .. } => "spend-weight",
        }
    }

    /// What it means for the customer.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NoPurchase | Self::NotPositive { .. } => {
                "such customers take no part in the spend model and are given the population's mean"
            }
            Self::Weight { .. } => "a weight says how many customers share the row",
        }
    }
}

impl SpendHistory {
    /// Checks and makes a spend history: `frequency` repeat purchases with mean amount `mean`.
    ///
    /// # Errors
    /// When there is no repeat purchase or the mean is not positive and finite.
    pub fn new(frequency: u32, mean: f64) -> Result<Self, SpendError> {
        if frequency == 0 {
            return Err(SpendError::NoPurchase);
        }
        if !(mean > 0.0 && mean.is_finite()) {
            return Err(SpendError::NotPositive { mean });
        }
        Ok(Self { frequency, mean })
    }

    /// Number of repeat purchases, x.
    #[must_use]
    pub fn frequency(&self) -> u32 {
        self.frequency
    }

    /// Their mean amount, m.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.mean
    }
}

/// A spend history and how many customers have it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightedSpend {
    /// The history they share.
    pub spend: SpendHistory,
    /// Their number.
    pub weight: f64,
}

/// Distinct spend histories with weights, ordered by (frequency, mean).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SpendStatistics {
    rows: Vec<WeightedSpend>,
}

impl SpendStatistics {
    /// Sorts and merges weighted histories.
    ///
    /// # Errors
    /// When a weight is not positive and finite.
    pub fn from_weighted(rows: impl IntoIterator<Item = (SpendHistory, f64)>) -> Result<Self, SpendError> {
        let mut sorted = Vec::new();
        for (spend, weight) in rows {
            if !(weight > 0.0 && weight.is_finite()) {
                return Err(SpendError::Weight { weight });
            }
            sorted.push(WeightedSpend { spend, weight });
        }
        // Equal keys keep their order and so their sum.
        sorted.par_sort_by_key(key);
        Ok(Self::merged(sorted))
    }

    /// Merges equal histories that lie beside each other.
    fn merged(sorted: Vec<WeightedSpend>) -> Self {
        let mut distinct: Vec<WeightedSpend> = Vec::with_capacity(sorted.len());
        for row in sorted {
            match distinct.last_mut().filter(|last| last.spend == row.spend) {
                Some(last) => last.weight += row.weight,
                None => distinct.push(row),
            }
        }
        Self { rows: distinct }
    }

    /// The distinct histories in order.
    #[must_use]
    pub fn rows(&self) -> &[WeightedSpend] {
        &self.rows
    }

    /// Number of customers: the sum of the weights.
    #[must_use]
    pub fn customers(&self) -> f64 {
        self.rows.iter().map(|row| row.weight).sum()
    }
}

impl FromIterator<SpendHistory> for SpendStatistics {
    fn from_iter<I: IntoIterator<Item = SpendHistory>>(spends: I) -> Self {
        let mut sorted: Vec<WeightedSpend> =
            spends.into_iter().map(|spend| WeightedSpend { spend, weight: 1.0 }).collect();
        // Whole weights have one sum in any order.
        sorted.par_sort_unstable_by_key(key);
        Self::merged(sorted)
    }
}

/// Means are positive, so that their bits order as they do.
fn key(row: &WeightedSpend) -> (u32, u64) {
    (row.spend.frequency, row.spend.mean.to_bits())
}

//! Predictions as a table.

use std::sync::Arc;

use arrow::array::{ArrayRef, Float64Array, RecordBatch, StringArray};
use datafusion::dataframe::DataFrame;
use patron_models::gamma_gamma::SpendLaw;
use patron_models::interval::ResidualValue;
use patron_models::transaction::Prediction;

use super::frame::frame;
use crate::error::Result;
use crate::views::Notice;

/// What is expected of each customer, in the order of the file.
#[derive(Debug, Clone)]
pub struct Predictions {
    pub(super) customer_ids: Vec<String>,
    pub(super) predicted: Vec<Prediction>,
    pub(super) count_bounds: Option<Bounds>,
    pub(super) spend: Option<Spend>,
    /// What a reader of the numbers should know.
    pub notices: Vec<Notice>,
}

/// 5 % and 95 % quantiles, row by row.
#[derive(Debug, Clone)]
pub(super) struct Bounds {
    low: Vec<Option<f64>>,
    high: Vec<Option<f64>>,
}

impl Bounds {
    /// Of values times a factor.
    pub(super) fn new(values: Vec<ResidualValue>, factor: f64) -> Self {
        let scaled = values.into_iter().map(|value| value.interval.scaled(factor));
        let (low, high) = scaled.map(|interval| (known(interval.low), known(interval.high))).unzip();
        Self { low, high }
    }
}

/// The columns of money.
#[derive(Debug, Clone)]
pub(super) struct Spend {
    expected: Vec<Option<f64>>,
    residual: Vec<Option<f64>>,
    bounds: Option<Bounds>,
}

impl Spend {
    /// Expected spend, and margin × discounted purchases × expected spend; null where the mean is infinite.
    pub(super) fn new(laws: &[SpendLaw], predicted: &[Prediction], margin: f64, bounds: Option<Bounds>) -> Self {
        let expected: Vec<Option<f64>> = laws.iter().map(|law| law.expected().ok()).collect();
        let value = |(spend, prediction): (&Option<f64>, &Prediction)| {
            spend.map(|spend| margin * prediction.discounted_purchases * spend)
        };
        let residual = expected.iter().zip(predicted).map(value).collect();
        Self { expected, residual, bounds }
    }
}

fn known(number: f64) -> Option<f64> {
    number.is_finite().then_some(number)
}

impl Predictions {
    /// Number of customers.
    #[must_use]
    pub fn len(&self) -> usize {
        self.customer_ids.len()
    }

    /// Whether there is no customer.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.customer_ids.is_empty()
    }

    /// The table: `customer_id, probability_alive, probability_return, expected_purchases`, with a spend model
    /// `expected_spend, residual_value`, and `_low`, `_high` after what has an interval.
    ///
    /// # Errors
    /// When the engine refuses it.
    pub fn frame(&self) -> Result<DataFrame> {
        let mut columns: Vec<(&str, ArrayRef)> =
            vec![("customer_id", Arc::new(StringArray::from_iter_values(&self.customer_ids)))];
        let of = |value: fn(&Prediction) -> f64| -> ArrayRef {
            Arc::new(self.predicted.iter().map(|prediction| known(value(prediction))).collect::<Float64Array>())
        };
        let numbers =
            |values: &[Option<f64>]| -> ArrayRef { Arc::new(values.iter().copied().collect::<Float64Array>()) };
        columns.push(("probability_alive", of(|prediction| prediction.probability_alive)));
        columns.push(("probability_return", of(|prediction| prediction.probability_return)));
        columns.push(("expected_purchases", of(|prediction| prediction.expected_purchases)));
        if let Some(bounds) = &self.count_bounds {
            columns.push(("expected_purchases_low", numbers(&bounds.low)));
            columns.push(("expected_purchases_high", numbers(&bounds.high)));
        }
        if let Some(spend) = &self.spend {
            columns.push(("expected_spend", numbers(&spend.expected)));
            columns.push(("residual_value", numbers(&spend.residual)));
            if let Some(bounds) = &spend.bounds {
                columns.push(("residual_value_low", numbers(&bounds.low)));
                columns.push(("residual_value_high", numbers(&bounds.high)));
            }
        }
        frame(RecordBatch::try_from_iter(columns)?)
    }
}

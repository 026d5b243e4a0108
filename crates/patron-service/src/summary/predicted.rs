//! Predictions of a block of rows as a table.

use std::sync::Arc;

use arrow::array::{ArrayRef, Float64Array, RecordBatch, StringArray};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use patron_models::interval::ResidualValue;
use patron_models::transaction::Prediction;

use crate::error::Result;

/// What is expected of each customer of a block, in the order of the file.
#[derive(Debug)]
pub(super) struct Predicted {
    pub(super) customer_ids: StringArray,
    pub(super) predicted: Vec<Prediction>,
    pub(super) count_bounds: Option<Bounds>,
    pub(super) spend: Option<Spend>,
}

/// 5 % and 95 % quantiles, row by row.
#[derive(Debug)]
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
#[derive(Debug)]
pub(super) struct Spend {
    expected: Vec<Option<f64>>,
    residual: Vec<Option<f64>>,
    bounds: Option<Bounds>,
}

impl Spend {
    /// Expected spend, and margin × discounted purchases × expected spend; null where the mean is infinite.
    pub(super) fn new(
        expected: Vec<Option<f64>>,
        predicted: &[Prediction],
        margin: f64,
        bounds: Option<Bounds>,
    ) -> Self {
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

/// The columns of all blocks.
pub(super) fn schema(intervals: bool, money: bool) -> SchemaRef {
    let mut names = vec!["probability_alive", "probability_return", "expected_purchases"];
    if intervals {
        names.extend(["expected_purchases_low", "expected_purchases_high"]);
    }
    if money {
        names.extend(["expected_spend", "residual_value"]);
    }
    if intervals && money {
        names.extend(["residual_value_low", "residual_value_high"]);
    }
    let id = Field::new("customer_id", DataType::Utf8, false);
    let numbers = names.into_iter().map(|name| Field::new(name, DataType::Float64, true));
    Arc::new(Schema::new(std::iter::once(id).chain(numbers).collect::<Vec<_>>()))
}

impl Predicted {
    /// The table.
    pub(super) fn batch(self, schema: SchemaRef) -> Result<RecordBatch> {
        let numbers = |values: Vec<Option<f64>>| -> ArrayRef { Arc::new(Float64Array::from(values)) };
        let of = |value: fn(&Prediction) -> f64| -> ArrayRef {
            Arc::new(self.predicted.iter().map(|prediction| known(value(prediction))).collect::<Float64Array>())
        };
        let mut columns: Vec<ArrayRef> = vec![
            Arc::new(self.customer_ids),
            of(|prediction| prediction.probability_alive),
            of(|prediction| prediction.probability_return),
            of(|prediction| prediction.expected_purchases),
        ];
        let bounds = |bounds: Bounds| [numbers(bounds.low), numbers(bounds.high)];
        columns.extend(self.count_bounds.map(bounds).into_iter().flatten());
        if let Some(spend) = self.spend {
            columns.extend([numbers(spend.expected), numbers(spend.residual)]);
            columns.extend(spend.bounds.map(bounds).into_iter().flatten());
        }
        Ok(RecordBatch::try_new(schema, columns)?)
    }
}

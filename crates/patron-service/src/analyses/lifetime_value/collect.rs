use arrow::array::{Array, AsArray, Float64Array};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Float64Type};
use datafusion::dataframe::DataFrame;
use datafusion::logical_expr::col;
use futures::StreamExt;
use patron_models::history::{Statistics, StatisticsBuilder};

use crate::error::Result;
use crate::records::{checked_history, push_with_gaps};

/// The sufficient statistics of a customer base.
#[derive(Debug)]
pub(super) struct Sample {
    pub(super) purchases: Statistics,
    /// repeat purchases and their mean, of everybody whose mean is known
    pub(super) spends: Vec<(u32, f64)>,
    /// repeat spend and repeat purchases of everybody, for the naive rule
    pub(super) repeat_spend: f64,
    pub(super) repeats: f64,
    /// days from the first purchase of all to the valuation date; none without a purchase
    pub(super) oldest_days: Option<i32>,
}

/// Collects customers with a purchase; times in units of `unit_days`.
pub(super) async fn sample(customers: DataFrame, unit_days: f64) -> Result<Sample> {
    let columns = ["frequency", "recency", "age", "monetary_value", "ln_gaps"];
    let frame = customers.filter(col("frequency").is_not_null())?.select_columns(&columns)?;
    let mut stream = frame.execute_stream().await?;
    let mut builder = StatisticsBuilder::default();
    let mut spends = Vec::new();
    let (mut repeat_spend, mut repeats) = (0.0, 0.0);
    let mut oldest_days = None;
    while let Some(batch) = stream.next().await {
        let batch = batch?;
        let [frequency, recency, age, mean, ln_gaps] =
            [numbers(&batch, 0)?, numbers(&batch, 1)?, numbers(&batch, 2)?, numbers(&batch, 3)?, numbers(&batch, 4)?];
        #[expect(clippy::cast_possible_truncation, reason = "whole days of a ledger")]
        let oldest = age.values().iter().map(|&days| days as i32).max();
        oldest_days = oldest_days.max(oldest);
        for row in 0..batch.num_rows() {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "occasions are counted days")]
            let count = frequency.value(row) as u32;
            let history = checked_history(count, recency.value(row) / unit_days, age.value(row) / unit_days)?;
            push_with_gaps(&mut builder, history, ln_gaps.value(row), unit_days)?;
            if count > 0 && mean.is_valid(row) {
                repeat_spend += mean.value(row) * f64::from(count);
                repeats += f64::from(count);
                spends.push((count, mean.value(row)));
            }
        }
    }
    // One order, whatever that of the customers.
    spends.sort_unstable_by(|one, other| one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)));
    Ok(Sample { purchases: builder.finish(), spends, repeat_spend, repeats, oldest_days })
}

/// A column as numbers.
pub(super) fn numbers(batch: &arrow::array::RecordBatch, column: usize) -> Result<Float64Array> {
    Ok(cast(batch.column(column), &DataType::Float64)?.as_primitive::<Float64Type>().clone())
}

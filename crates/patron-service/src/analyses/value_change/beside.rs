//! What else is known of customers at each day: share of wallet and satisfaction.

use std::collections::HashMap;

use arrow::array::{Array, AsArray};
use arrow::datatypes::Float64Type;
use datafusion::dataframe::DataFrame;
use futures::StreamExt;

use crate::analyses::{satisfaction, wallet};
use crate::error::Result;
use crate::query::cell;
use crate::run::RunContext;

/// Figures by customer, one a day; NaN where not known.
type ByCustomer = HashMap<String, Vec<f64>>;

#[derive(Debug, Default)]
pub(super) struct Beside {
    wallet: ByCustomer,
    satisfaction: ByCustomer,
    /// the card whose scores of satisfaction are followed: one card has one scale
    pub(super) card: Option<String>,
}

impl Beside {
    /// Reads both at the end of each day. Customers without either cost nothing.
    pub(super) async fn of(context: &RunContext, days: &[i32]) -> Result<Self> {
        let mut found = Self::default();
        for (place, &day) in days.iter().enumerate() {
            if context.records.rows("wallets") > 0 {
                read(wallet::share_on(context, day).await?, place, days.len(), &mut found.wallet).await?;
            }
        }
        if context.records.rows("assessments") > 0 {
            found.card = satisfaction::card(context).await?;
        }
        if let Some(card) = found.card.clone() {
            for (place, &day) in days.iter().enumerate() {
                read(satisfaction::on(context, &card, day)?, place, days.len(), &mut found.satisfaction).await?;
            }
        }
        Ok(found)
    }

    pub(super) fn wallet(&self, customer: &str, place: usize) -> Option<f64> {
        known(&self.wallet, customer, place)
    }

    pub(super) fn satisfaction(&self, customer: &str, place: usize) -> Option<f64> {
        known(&self.satisfaction, customer, place)
    }
}

fn known(figures: &ByCustomer, customer: &str, place: usize) -> Option<f64> {
    figures.get(customer)?.get(place).copied().filter(|value| value.is_finite())
}

/// Takes customers and a figure of one day.
async fn read(frame: DataFrame, place: usize, days: usize, into: &mut ByCustomer) -> Result<()> {
    let mut stream = frame.execute_stream().await?;
    while let Some(batch) = stream.next().await {
        let batch = batch?;
        let figures = batch.column(1).as_primitive::<Float64Type>();
        for row in (0..batch.num_rows()).filter(|&row| figures.is_valid(row)) {
            if let serde_json::Value::String(customer) = cell(batch.column(0).as_ref(), row) {
                let all = into.entry(customer).or_insert_with(|| vec![f64::NAN; days]);
                all[place] = figures.value(row);
            }
        }
    }
    Ok(())
}

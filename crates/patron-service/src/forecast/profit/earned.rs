use std::collections::HashMap;

use arrow::datatypes::DataType;
use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::floor;
use datafusion::functions_aggregate::expr_fn::{max, sum};
use datafusion::logical_expr::{cast, col, lit, when};
use futures::StreamExt;

use crate::analyses::{date, days_between};
use crate::error::Result;
use crate::query::number;

/// What one customer brought in one past period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Cell {
    /// periods back, 0 being the one that ends on the last day
    pub(crate) back: u32,
    pub(crate) net: f64,
    pub(crate) contribution: f64,
    /// whether anything was bought
    pub(crate) active: bool,
}

/// What customers brought by period, newest first; in the order of a list of customers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Earned {
    starts: Vec<usize>,
    cells: Vec<Cell>,
    /// net amount and contribution of the company by period
    pub(crate) company: Vec<(f64, f64)>,
}

impl Earned {
    /// Reads `lines` ([`crate::records::Records::lines`]) up to a day; customers stand in the order of `ids`.
    ///
    /// # Errors
    /// When the engine fails.
    pub(crate) async fn read(lines: DataFrame, ids: &[String], as_of_day: i32, period_days: f64) -> Result<Self> {
        let places: HashMap<&str, usize> = ids.iter().enumerate().map(|(place, id)| (id.as_str(), place)).collect();
        let back = floor(days_between(col("ordered_on"), date(as_of_day)) / lit(period_days)).alias("back");
        let sold = when(col("is_return").is_not_true(), lit(1.0)).otherwise(lit(0.0))?;
        let sums =
            vec![sum(col("net")).alias("net"), sum(col("contribution")).alias("contribution"), max(sold).alias("sold")];
        let customer = cast(col("customer_id"), DataType::Utf8).alias("owner");
        let mut stream = lines.aggregate(vec![customer, back], sums)?.execute_stream().await?;
        let mut found: Vec<(usize, Cell)> = Vec::new();
        while let Some(batch) = stream.next().await {
            let batch = batch?;
            let owners = arrow::array::AsArray::as_string::<i32>(batch.column(0).as_ref());
            for row in 0..batch.num_rows() {
                let Some(place) = places.get(owners.value(row)) else { continue };
                let of = |column: usize| number(batch.column(column).as_ref(), row).unwrap_or_default();
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "periods of a ledger")]
                let back = of(1) as u32;
                found.push((*place, Cell { back, net: of(2), contribution: of(3), active: of(4) > 0.0 }));
            }
        }
        found.sort_by_key(|(place, cell)| (*place, cell.back));
        let mut earned = Self { starts: vec![0; ids.len() + 1], ..Self::default() };
        for (place, cell) in &found {
            earned.starts[place + 1] += 1;
            let back = cell.back as usize;
            if earned.company.len() <= back {
                earned.company.resize(back + 1, (0.0, 0.0));
            }
            earned.company[back].0 += cell.net;
            earned.company[back].1 += cell.contribution;
        }
        for place in 0..ids.len() {
            earned.starts[place + 1] += earned.starts[place];
        }
        earned.cells = found.into_iter().map(|(_, cell)| cell).collect();
        Ok(earned)
    }

    /// Periods of a customer, newest first.
    pub(crate) fn of(&self, place: usize) -> &[Cell] {
        &self.cells[self.starts[place]..self.starts[place + 1]]
    }

    /// Contribution of a customer in the periods back from `from` up to but without `to`.
    pub(crate) fn contribution(&self, place: usize, from: u32, to: u32) -> f64 {
        let inside = self.of(place).iter().filter(|cell| (from..to).contains(&cell.back));
        inside.map(|cell| cell.contribution).sum()
    }
}

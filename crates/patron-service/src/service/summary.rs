use arrow::datatypes::DataType;
use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::coalesce;
use datafusion::logical_expr::{cast, col, lit};
use patron_ledger::rollup::Occasion;

use crate::analyses::facts;
use crate::error::{Result, ServiceError};
use crate::run::{TimeUnit, checked_day};

use super::Service;

/// Which summary file is wanted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SummaryRequest {
    /// last day that is seen, `YYYY-MM-DD`; the last day with an order where absent
    pub calibration_end: Option<String>,
    pub time_unit: TimeUnit,
    /// period within which orders merge
    pub occasion: Occasion,
    /// whether a column `ln_gaps` is wanted, which models of regular purchases need
    pub gaps: bool,
}

/// The rows of a summary file.
#[derive(Debug)]
pub struct SummaryAnswer {
    pub frame: DataFrame,
    /// customers with returns only, who have no purchase and no row
    pub without_purchase: u64,
}

impl Service {
    /// The field's exchange format, a row per customer with a purchase:
    /// `customer_id, frequency, recency, T, monetary_value, time_unit` and, where asked for, `ln_gaps`.
    ///
    /// `monetary_value` is the mean net spend per repeat purchase, 0 without one; times are in the unit, fractional.
    /// `ln_gaps` is the sum of the logarithms of the times between consecutive purchases, 0 without repeats.
    ///
    /// # Errors
    /// `no-orders` or `bad-date`.
    pub async fn summary(&self, request: &SummaryRequest) -> Result<SummaryAnswer> {
        let records = self.records().await?;
        let Some(last) = records.last_order_day() else {
            return Err(ServiceError::new("no-orders", "the ledger holds no orders, expected at least one")
                .hint("import orders first: `patron import orders FILE`"));
        };
        let end = request.calibration_end.as_deref().map_or(Ok(last), |text| checked_day(text, &records, last))?;
        let facts: DataFrame = facts(records.rollup(end, request.occasion, &[]).await?, end, None)?;
        let unit = request.time_unit.days();
        let time = |name: &str| cast(col(name), DataType::Float64) / lit(unit);
        let without_purchase = facts.clone().filter(col("frequency").is_null())?.count().await?;
        let mut columns = vec![
            col("customer_id"),
            col("frequency"),
            time("recency").alias("recency"),
            time("age").alias("T"),
            coalesce(vec![col("monetary_value"), lit(0.0)]).alias("monetary_value"),
            lit(request.time_unit.as_str()).alias("time_unit"),
        ];
        if request.gaps {
            // Each gap in units is its days over those of the unit.
            let in_units = col("ln_gaps") - cast(col("frequency"), DataType::Float64) * lit(unit.ln());
            columns.push(in_units.alias("ln_gaps"));
        }
        let frame = facts.filter(col("frequency").is_not_null())?.select(columns)?;
        Ok(SummaryAnswer { frame, without_purchase: without_purchase as u64 })
    }
}

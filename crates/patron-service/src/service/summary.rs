use arrow::datatypes::DataType;
use datafusion::common::JoinType;
use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::{coalesce, date_trunc};
use datafusion::functions_aggregate::expr_fn::min;
use datafusion::functions_aggregate::string_agg::string_agg;
use datafusion::functions_window::expr_fn::row_number;
use datafusion::logical_expr::{ExprFunctionExt, cast, col, lit};
use datafusion::scalar::ScalarValue;
use patron_ledger::rollup::Occasion;

use crate::analyses::facts;
use crate::error::{Result, ServiceError};
use crate::records::Records;
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
    /// whether `first_on` and `purchased_on` are wanted, the days of all purchases, which covariates over time need
    pub purchases: bool,
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
    /// `customer_id, frequency, recency, T, monetary_value, time_unit` and, where asked for, `ln_gaps`,
    /// `first_on` and `purchased_on`.
    ///
    /// `monetary_value` is the mean net spend per repeat purchase, 0 without one; times are in the unit, fractional.
    /// `first_on` is the day of the first purchase, `purchased_on` those of the repeat purchases with a space between.
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
        let mut known = facts.filter(col("frequency").is_not_null())?;
        if request.purchases {
            columns.extend([col("first_purchase").alias("first_on"), col("purchased_on")]);
            known = with_days(known, purchase_days(&records, end, request.occasion)?)?;
        }
        let frame = known.select(columns)?;
        Ok(SummaryAnswer { frame, without_purchase: without_purchase as u64 })
    }
}

/// The days of the repeat purchases of each customer: `buyer, purchased_on`. A purchase is on the first day of its period with
/// a sale, as in the roll-up.
fn purchase_days(records: &Records, end: i32, occasion: Occasion) -> Result<DataFrame> {
    let orders = records.table(&records.engine().session(), "orders")?;
    let seen = col("ordered_on").lt_eq(lit(ScalarValue::Date32(Some(end))));
    let sales = orders.filter(seen.and(col("customer_id").is_not_null()).and(col("is_return").is_false()))?;
    let day = || cast(col("ordered_on"), DataType::Int32);
    let period = match occasion {
        Occasion::Day => day(),
        // 1970-01-01 was a Thursday: three days after a Monday; whole weeks keep what is divided above zero.
        Occasion::Week => (day() + lit(3 + 7 * 1_000_000)) / lit(7),
        Occasion::Month => cast(date_trunc(lit("month"), col("ordered_on")), DataType::Date32),
    };
    let days = vec![col("customer_id").alias("buyer"), col("ordered_on"), period.alias("period")];
    let firsts =
        sales.select(days)?.aggregate(vec![col("buyer"), col("period")], vec![min(col("ordered_on")).alias("day")])?;
    let place = row_number().partition_by(vec![col("buyer")]).order_by(vec![col("day").sort(true, false)]).build()?;
    let repeats = firsts.window(vec![place.alias("place")])?.filter(col("place").gt(lit(1_u64)))?;
    let text =
        string_agg(cast(col("day"), DataType::Utf8), lit(" ")).order_by(vec![col("day").sort(true, false)]).build()?;
    Ok(repeats.aggregate(vec![col("buyer")], vec![text.alias("purchased_on")])?)
}

/// Customers with the days of their repeat purchases, by id; empty where there are none.
fn with_days(known: DataFrame, days: DataFrame) -> Result<DataFrame> {
    let joined = known.join(days, JoinType::Left, &["customer_id"], &["buyer"], None)?;
    let known = coalesce(vec![col("purchased_on"), lit("")]);
    Ok(joined.with_column("purchased_on", known)?.sort(vec![col("customer_id").sort(true, false)])?)
}

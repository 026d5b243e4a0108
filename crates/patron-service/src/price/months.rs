use arrow::datatypes::DataType;
use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::{date_trunc, ln};
use datafusion::functions_aggregate::expr_fn::sum;
use datafusion::logical_expr::{Expr, cast, col, lit};

use crate::analyses::date;
use crate::error::Result;
use crate::records::Records;

/// First and last day of the whole calendar months from the first order to a day; `None` where there is none.
pub(crate) fn full_months(first_day: i32, as_of_day: i32) -> Option<(i32, i32)> {
    use chrono::Datelike;
    let day = chrono::NaiveDate::from_epoch_days;
    let (first, after) = (day(first_day)?, day(as_of_day.checked_add(1)?)?);
    let from = if first.day() == 1 { first } else { first.with_day(1)?.checked_add_months(chrono::Months::new(1))? };
    let to = after.with_day(1)?.pred_opt()?;
    (from <= to).then(|| (from.to_epoch_days(), to.to_epoch_days()))
}

/// Sales with a price, by product and calendar month and by `units` beside: the units, `product_id`, `month`, `x` = ln price
/// and `y` = ln quantity. `lines` are [`Records::lines`] with the units.
pub(crate) fn months(lines: DataFrame, units: &[&str], days: (i32, i32)) -> Result<DataFrame> {
    let priced = col("is_return").is_not_true().and(col("net").gt(lit(0.0))).and(col("quantity").gt(lit(0.0)));
    let seen = col("ordered_on").gt_eq(date(days.0)).and(col("ordered_on").lt_eq(date(days.1)));
    let sold = lines.filter(priced.and(seen).and(col("product_id").is_not_null()))?;
    let month = cast(date_trunc(lit("month"), cast(col("ordered_on"), timestamp())), DataType::Date32).alias("month");
    let keys: Vec<Expr> = units.iter().map(|unit| col(*unit)).chain([col("product_id"), month]).collect();
    let sums = vec![sum(col("net")).alias("amount"), sum(col("quantity")).alias("pieces")];
    let monthly = sold.aggregate(keys, sums)?;
    let kept = units.iter().map(|unit| col(*unit)).chain([col("product_id"), col("month")]);
    let logs = [ln(col("amount") / col("pieces")).alias("x"), ln(col("pieces")).alias("y")];
    Ok(monthly.select(kept.chain(logs).collect::<Vec<_>>())?)
}

fn timestamp() -> DataType {
    DataType::Timestamp(arrow::datatypes::TimeUnit::Microsecond, None)
}

/// The whole months of a ledger up to a day.
impl Records {
    pub(crate) fn full_months(&self, as_of_day: i32) -> Option<(i32, i32)> {
        full_months(self.first_order_day()?, as_of_day)
    }
}

#[cfg(test)]
mod tests {
    use super::full_months;
    use crate::run::{format_day, parse_day};

    #[test]
    fn a_month_that_is_not_over_does_not_count() {
        let of = |from: &str, to: &str| {
            full_months(parse_day(from).unwrap(), parse_day(to).unwrap()).map(|(a, b)| (format_day(a), format_day(b)))
        };
        let days = |from: &str, to: &str| Some((from.to_owned(), to.to_owned()));
        assert_eq!(of("2024-01-01", "2024-03-30"), days("2024-01-01", "2024-02-29"));
        assert_eq!(of("2024-01-02", "2024-03-31"), days("2024-02-01", "2024-03-31"));
        assert_eq!(of("2024-01-02", "2024-02-28"), None);
    }
}

use datafusion::dataframe::DataFrame;
use datafusion::functions_aggregate::expr_fn::sum;
use datafusion::logical_expr::{col, lit, when};

use crate::analyses::date;
use crate::error::{Result, ServiceError};
use crate::run::{format_day, parse_day};

/// Two periods of the same length, one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TwoWindows {
    pub(crate) before: (i32, i32),
    pub(crate) after: (i32, i32),
}

/// Days of the later period where nobody says and history is long enough.
const YEAR: i32 = 365;

impl TwoWindows {
    /// The periods of a ledger from its first order to a day: the last year and the one before it, halves of a shorter
    /// history, or as asked.
    ///
    /// # Errors
    /// `bad-date`, or `price-since` where the later period would begin outside the history.
    pub(crate) fn new(first_day: i32, as_of_day: i32, since: Option<&str>) -> Result<Self> {
        let start = match since {
            Some(text) => {
                let start = parse_day(text)?;
                if !(first_day < start && start <= as_of_day) {
                    let (first, last) = (format_day(first_day), format_day(as_of_day));
                    let message =
                        format!("the later period begins on `{text}`, expected a day after `{first}` up to `{last}`");
                    return Err(ServiceError::new("price-since", message)
                        .value("date", text)
                        .hint("leave it out to compare the last year with the one before"));
                }
                start
            }
            None if as_of_day - first_day + 1 >= 2 * YEAR => as_of_day - YEAR + 1,
            None => first_day + (as_of_day - first_day + 2) / 2,
        };
        let days = as_of_day - start + 1;
        Ok(Self { before: (start - days, start - 1), after: (start, as_of_day) })
    }
}

/// One row per product: `amount_0`, `pieces_0` of the earlier and `amount_1`, `pieces_1` of the later period.
pub(crate) fn by_product(lines: DataFrame, windows: TwoWindows) -> Result<DataFrame> {
    let priced = col("is_return").is_not_true().and(col("net").gt(lit(0.0))).and(col("quantity").gt(lit(0.0)));
    let sold = lines.filter(priced.and(col("product_id").is_not_null()))?;
    let mut sums = Vec::new();
    for (place, (from, to)) in [windows.before, windows.after].into_iter().enumerate() {
        let inside = || col("ordered_on").gt_eq(date(from)).and(col("ordered_on").lt_eq(date(to)));
        for (name, of) in [("amount", "net"), ("pieces", "quantity")] {
            let value = when(inside(), col(of)).otherwise(lit(0.0))?;
            sums.push(sum(value).alias(format!("{name}_{place}")));
        }
    }
    Ok(sold.aggregate(vec![col("product_id")], sums)?)
}

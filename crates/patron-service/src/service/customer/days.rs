use arrow::array::{Array, AsArray};
use arrow::datatypes::{DataType, Date32Type};
use datafusion::functions_aggregate::expr_fn::{count, sum};
use datafusion::logical_expr::{ExprFunctionExt, cast, col, lit, when};
use datafusion::scalar::ScalarValue;

use crate::error::Result;
use crate::query::number;
use crate::run::format_day;
use crate::service::Service;
use crate::service::runs::OpenRun;
use crate::views::{Notice, PurchaseDay, Severity};

/// Days that are shown; a customer with more keeps the latest.
const MAX_DAYS: usize = 2000;

impl Service {
    /// What happened on each local day of one customer up to the valuation date, in the ledger that the run read; where
    /// that is gone, in the ledger of today, with a notice that says so.
    pub(super) async fn purchase_days(&self, run: &OpenRun, id: &str) -> Result<(Vec<PurchaseDay>, Option<Notice>)> {
        let (records, notice) = match self.ledger_of(&run.record).await? {
            Some(records) => (records, None),
            None => (self.records().await?, Some(ledger_changed())),
        };
        let orders = records.table(&self.engine.session(), "orders")?;
        let seen = col("ordered_on").lt_eq(lit(ScalarValue::Date32(Some(run.record.settings.as_of_day))));
        let own = orders.filter(col("customer_id").eq(lit(id)).and(seen))?;
        let amount = || cast(col("amount"), DataType::Float64);
        let sale = || col("is_return").is_false();
        let unnamed = when(col("order_id").is_null(), lit(1_i64)).end()?;
        let figures = vec![
            // Said here, because adding a filter to `count_distinct` makes it count every line.
            count(col("order_id")).distinct().filter(sale()).build()?.alias("named"),
            count(unnamed).filter(sale()).build()?.alias("unnamed"),
            count(lit(1_i64)).alias("lines"),
            sum(amount()).filter(sale()).build()?.alias("revenue"),
            sum(amount()).filter(col("is_return")).build()?.alias("returns"),
        ];
        let days = own.aggregate(vec![col("ordered_on")], figures)?.sort(vec![col("ordered_on").sort(false, false)])?;
        let mut shown = Vec::new();
        for batch in days.limit(0, Some(MAX_DAYS))?.collect().await? {
            let on = batch.column(0).as_primitive::<Date32Type>();
            for row in 0..batch.num_rows() {
                let figure = |column: usize| number(batch.column(column).as_ref() as &dyn Array, row);
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts of the engine")]
                let whole = |column: usize| figure(column).unwrap_or_default() as u64;
                shown.push(PurchaseDay {
                    on: format_day(on.value(row)),
                    orders: whole(1) + whole(2),
                    lines: whole(3),
                    revenue: figure(4),
                    returns: figure(5).map(|amount| -amount),
                });
            }
        }
        shown.reverse();
        Ok((shown, notice))
    }
}

fn ledger_changed() -> Notice {
    Notice {
        code: "ledger-changed".to_owned(),
        severity: Severity::Warning,
        message:
            "the records of this valuation are no longer all there, so the purchases shown are those of the ledger \
                  of today and may differ from the figures; value the portfolio again with `patron run`"
                .to_owned(),
        values: serde_json::Map::new(),
    }
}

use arrow::datatypes::DataType;
use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::coalesce;
use datafusion::logical_expr::{cast, col, lit, when};
use datafusion::prelude::SessionContext;
use datafusion::scalar::ScalarValue;
use patron_ledger::rollup::with_unit_cost;

use crate::error::Result;

use super::Records;

impl Records {
    /// Order lines with the product's unit cost where a line has no `cost` of its own.
    ///
    /// # Errors
    /// When the engine cannot plan it.
    pub(crate) fn with_costs(&self, lines: DataFrame, session: &SessionContext) -> Result<DataFrame> {
        match self.unit_costs(session)? {
            Some(unit_costs) => Ok(with_unit_cost(lines, unit_costs)?),
            None => Ok(lines),
        }
    }

    /// Order lines of customers up to a local day (since 1970-01-01): `customer_id`, `ordered_on`, `is_return`,
    /// `product_id`, `quantity`, `net` (the amount, negative of a return; 0 where it is not known) and `contribution`: net
    /// less the line's cost, else less quantity times unit cost, else net times `margin` (1 where that is not known).
    ///
    /// # Errors
    /// When the engine cannot plan it.
    pub(crate) fn lines(&self, as_of_day: i32, margin: Option<f64>) -> Result<DataFrame> {
        let session = self.engine.session();
        let seen = col("ordered_on").lt_eq(lit(ScalarValue::Date32(Some(as_of_day))));
        let lines = self.table(&session, "orders")?.filter(seen.and(col("customer_id").is_not_null()))?;
        let lines = self.with_costs(lines, &session)?;
        let number = |name: &str| cast(col(name), DataType::Float64);
        let cost = number("cost");
        let contribution = when(col("amount").is_null(), lit(0.0))
            .when(cost.clone().is_not_null(), number("amount") - cost)
            .otherwise(number("amount") * lit(margin.unwrap_or(1.0)))?;
        Ok(lines.select(vec![
            col("customer_id"),
            col("ordered_on"),
            col("is_return"),
            col("product_id"),
            number("quantity").alias("quantity"),
            coalesce(vec![number("amount"), lit(0.0)]).alias("net"),
            contribution.alias("contribution"),
        ])?)
    }
}

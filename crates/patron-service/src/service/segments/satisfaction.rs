//! How satisfied customers are, as assessors typed it.

use datafusion::common::JoinType;
use datafusion::dataframe::DataFrame;
use datafusion::functions_aggregate::expr_fn::avg;
use datafusion::functions_window::expr_fn::row_number;
use datafusion::logical_expr::{Expr, ExprFunctionExt, cast, col, ident, lit};
use datafusion::scalar::ScalarValue;

use super::{OpenRun, Service};
use crate::error::Result;

/// Indicator of the cards whose scores count, and the column that holds their mean.
pub(super) const SATISFACTION: &str = "satisfaction";
/// Name of the joined identifier.
const OWNER: &str = "assessed_customer";

impl Service {
    /// Adds the mean over assessors of each one's latest score for `satisfaction` up to the run's day; null where
    /// nobody gave one.
    pub(super) async fn with_satisfaction(&self, customers: DataFrame, run: &OpenRun) -> Result<DataFrame> {
        let nothing = || lit(ScalarValue::Float64(None));
        let Some(records) = self.ledger_of(&run.record).await?.filter(|records| records.rows("assessments") > 0) else {
            return Ok(customers.with_column(SATISFACTION, nothing())?);
        };
        let all = records.table(&run.table.session(), "assessments")?;
        let seen = col("assessed_on").lt_eq(lit(ScalarValue::Date32(Some(run.record.settings.as_of_day))));
        let own = all.filter(col("indicator").eq(lit(SATISFACTION)).and(seen))?;
        let keys = ["customer_id", "assessor"].map(col).to_vec();
        let newest = row_number().partition_by(keys).order_by(vec![col("assessed_on").sort(false, false)]).build()?;
        let newest = own.window(vec![newest.alias("place")])?.filter(col("place").eq(lit(1_u64)))?;
        let score = avg(cast(col("score"), arrow::datatypes::DataType::Float64)).alias(SATISFACTION);
        let means = newest.aggregate(vec![col("customer_id").alias(OWNER)], vec![score])?;
        let known: Vec<Expr> = customers.schema().fields().iter().map(|field| ident(field.name().as_str())).collect();
        let known = known.into_iter().chain([ident(SATISFACTION)]).collect::<Vec<_>>();
        let joined = customers.join(means, JoinType::Left, &["customer_id"], &[OWNER], None)?;
        Ok(joined.select(known)?)
    }
}

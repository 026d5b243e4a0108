//! The portrait of one customer.

mod days;
mod expected;
mod next_purchase;
mod waterfall;

use arrow::array::RecordBatch;
use datafusion::functions_aggregate::expr_fn::count;
use datafusion::logical_expr::{ident, lit};
use serde_json::{Map, Value};

use crate::analyses::{LIFETIME_VALUE, LifetimeValueParameters};
use crate::error::{Result, ServiceError};
use crate::query::cell;
use crate::views::CustomerView;

use super::Service;
use super::runs::OpenRun;

impl Service {
    /// Everything that is known of one customer of the current run.
    ///
    /// # Errors
    /// `no-run` or `unknown-customer`.
    pub async fn customer(&self, id: &str) -> Result<CustomerView> {
        let run = self.needed_run().await?;
        let row = row(&run, id).await?.ok_or_else(|| unknown(id))?;
        let parameters = run.record.parameters::<LifetimeValueParameters>(LIFETIME_VALUE)?;
        let read = |names: Vec<String>| {
            let cells = names.into_iter().filter_map(|name| {
                let value = row.column_by_name(&name).map(|column| cell(column.as_ref(), 0))?;
                Some((name, value))
            });
            cells.collect::<Map<String, Value>>()
        };
        let shown = run.table.measures().iter().filter(|measure| !measure.internal);
        let values = read(shown.map(|measure| measure.id.clone()).collect());
        let attributes = read(run.table.attributes().to_vec());
        let name = attributes.get("name").and_then(Value::as_str).map(str::to_owned);
        let (days, notice) = self.purchase_days(&run, id).await?;
        Ok(CustomerView {
            customer_id: id.to_owned(),
            name,
            waterfall: match &parameters {
                Some(parameters) => waterfall::waterfall(&run, &row, parameters).await?,
                None => Vec::new(),
            },
            days,
            expected: match &parameters {
                Some(parameters) => expected::months(&run, &row, parameters)?,
                None => Vec::new(),
            },
            next_purchase: match &parameters {
                Some(parameters) => next_purchase::next_purchase(&run, &row, parameters)?,
                None => None,
            },
            value_rank: rank(&run, values.get("customer_value")).await?,
            notices: run.record.view.notices.iter().cloned().chain(notice).collect(),
            values,
            attributes,
        })
    }
}

/// The refusal of a customer that the run does not know.
pub(super) fn unknown(id: &str) -> ServiceError {
    ServiceError::new("unknown-customer", format!("customer `{id}` is not in the current run"))
        .value("customer", id)
        .hint("search for it: `patron customers --search TEXT`")
}

async fn row(run: &OpenRun, id: &str) -> Result<Option<RecordBatch>> {
    let found = run.table.frame()?.filter(ident("customer_id").eq(lit(id)))?.limit(0, Some(1))?.collect().await?;
    Ok(found.into_iter().find(|batch| batch.num_rows() > 0))
}

/// Share of customers with a smaller customer value.
async fn rank(run: &OpenRun, value: Option<&Value>) -> Result<Option<f64>> {
    let Some(value) = value.and_then(Value::as_f64) else { return Ok(None) };
    let smaller = run.table.frame()?.filter(ident("customer_value").lt(lit(value)))?;
    let batches = smaller.aggregate(vec![], vec![count(lit(1_i64)).alias("n")])?.collect().await?;
    let below = batches.first().and_then(|batch| cell(batch.column(0).as_ref(), 0).as_f64()).unwrap_or_default();
    #[expect(clippy::cast_precision_loss, reason = "customers are far fewer than 2^52")]
    let all = run.record.view.customers.max(1) as f64;
    Ok(Some(below / all))
}

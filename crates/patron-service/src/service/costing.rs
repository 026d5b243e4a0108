use datafusion::dataframe::DataFrame;
use datafusion::logical_expr::{col, lit};

use crate::costing::{Computed, explain};
use crate::error::{Result, ServiceError};
use crate::query::number;
use crate::views::{CostExplanation, CostReport};

use super::Service;

/// A costing model to begin with.
const EXAMPLE: &str = include_str!("../costing/example.toml");

/// What customers cost by a model.
#[derive(Debug)]
pub struct CostAnswer {
    pub report: CostReport,
    /// one row per customer: `customer_id, cost_to_serve, cost_incremental, cost_shared, cost.<id>…`
    pub customers: DataFrame,
}

impl Service {
    /// A costing model to begin with, as it is written.
    #[must_use]
    pub fn cost_example() -> &'static str {
        EXAMPLE
    }

    /// Sends the costs of a model to the customers of the ledger.
    ///
    /// # Errors
    /// `costs-…`, naming the line and what was expected, or when the engine fails.
    pub async fn costs(&self, text: &str) -> Result<CostAnswer> {
        let computed = self.computed(text, &self.records().await?).await?;
        Ok(CostAnswer { report: computed.report(), customers: computed.customers()? })
    }

    /// One customer's cost, back to the resources.
    ///
    /// # Errors
    /// As [`Service::costs`]; `no-costs` where nothing was counted of the customer.
    pub async fn explain_costs(&self, text: &str, customer_id: &str) -> Result<CostExplanation> {
        let Computed { model, costed, volumes, .. } = self.computed(text, &self.records().await?).await?;
        let own = volumes.customers.filter(col("customer_id").eq(lit(customer_id)))?.collect().await?;
        let Some(row) = own.iter().find(|batch| batch.num_rows() > 0) else {
            let message = format!("customer `{customer_id}` caused no cost; expected one with records in these days");
            return Err(ServiceError::new("no-costs", message)
                .value("customer", customer_id)
                .hint("look for the exact id: `patron customers`"));
        };
        let volumes: Vec<f64> =
            (1..row.num_columns()).map(|column| number(row.column(column), 0).unwrap_or(0.0)).collect();
        Ok(explain(customer_id, &model, &costed, &volumes))
    }
}

use datafusion::logical_expr::{col, lit};

use super::{Counted, Service, told};
use crate::costed::statement;
use crate::costing::Computed;
use crate::error::{Result, ServiceError};
use crate::query::read;
use crate::views::{CostStatement, CostStatementAnswer};

impl Service {
    /// What one customer earns by these costs, line by line, and its cost back to the resources.
    ///
    /// # Errors
    /// `costs-…`; `no-costs` where the customer has neither orders nor costs in these days; or when the engine fails.
    pub async fn cost_statement(&self, text: &str, customer_id: &str) -> Result<CostStatement> {
        let Counted { computed, base, margin, names } = self.counted(text).await?;
        let Computed { model, costed, .. } = computed;
        let Some(mut found) = statement(customer_id, base, &model, &costed, margin).await? else {
            let message = format!("customer `{customer_id}` caused no cost; expected one with records in these days");
            return Err(ServiceError::new("no-costs", message)
                .value("customer", customer_id)
                .hint("look for the exact id: `patron customers`"));
        };
        if let Some(names) = names {
            let own = read(names.filter(col("customer_id").eq(lit(customer_id)))?).await?;
            found.name = own.first().and_then(|row| row.text("name"));
        }
        Ok(found)
    }

    /// The same for pages: a refusal is an answer.
    ///
    /// # Errors
    /// When the engine fails.
    pub async fn cost_statement_answer(&self, text: &str, customer_id: &str) -> Result<CostStatementAnswer> {
        match told(self.cost_statement(text, customer_id).await)? {
            Ok(statement) => Ok(CostStatementAnswer { statement: Some(statement), problem: None }),
            Err(problem) => Ok(CostStatementAnswer { statement: None, problem: Some(problem) }),
        }
    }
}

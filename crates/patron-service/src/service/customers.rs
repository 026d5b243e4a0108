use crate::error::Result;
use crate::query::{CustomersQuery, page};
use crate::views::CustomersPage;

use super::Service;

impl Service {
    /// One page of the current run's customer table.
    ///
    /// # Errors
    /// `no-run`, or what the query cannot answer.
    pub async fn customers(&self, query: &CustomersQuery) -> Result<CustomersPage> {
        page(&self.needed_run().await?.table, query).await
    }
}

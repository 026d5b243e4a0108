use std::sync::Arc;

use crate::error::{Result, ServiceError};
use crate::profit::Costing;
use crate::service::Service;

/// Which costs count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum CostsFrom {
    /// the kept costs of the latest days
    #[default]
    Latest,
    /// kept costs by their id
    Kept(String),
    /// a model as it is written
    Text(String),
}

impl Service {
    /// Costs sent to the customers of the ledger.
    pub(super) async fn costing(&self, costs: &CostsFrom) -> Result<Arc<Costing>> {
        let text = match costs {
            CostsFrom::Text(text) => text.clone(),
            CostsFrom::Kept(id) => self.costs_file(id, None).await?.text,
            CostsFrom::Latest => self.costs_file(&self.latest_costs().await?, None).await?.text,
        };
        let records = self.records().await?;
        if records.rows("orders") == 0 {
            return Err(ServiceError::new("no-orders", "the ledger holds no orders, expected at least one")
                .hint("import orders first: `patron import orders FILE`"));
        }
        self.settled_costs(&text, records).await
    }

    /// The kept costs that begin last.
    async fn latest_costs(&self) -> Result<String> {
        let kept = self.kept_costs().await?;
        kept.into_iter().max_by(|one, other| one.from.cmp(&other.from)).map(|latest| latest.id).ok_or_else(|| {
            ServiceError::new("no-costs-kept", "no costs are kept; expected a costing model")
                .hint("begin with an example: `patron cost example > costs.toml`, then `patron cost add costs.toml`")
        })
    }
}

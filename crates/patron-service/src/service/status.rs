use crate::error::Result;
use crate::portfolio;
use crate::views::{PortfolioView, StatusView};

use super::Service;

impl Service {
    /// What a page needs before it can draw its frame.
    ///
    /// # Errors
    /// When the metadata cannot be read.
    pub async fn status(&self) -> Result<StatusView> {
        let records = self.records().await?;
        let run = self.current_run().await?;
        let portfolio = PortfolioView::from(&portfolio::portfolio(self.folder.store()).await?);
        let stale = run.as_ref().is_some_and(|run| {
            run.record.revision != records.revision() || run.record.settings.margin != portfolio.margin
        });
        Ok(StatusView {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            portfolio,
            tables: records.row_counts(),
            run_is_stale: stale,
            current_run: run.map(|run| run.record.view.clone()),
        })
    }
}

use std::collections::BTreeMap;

use crate::error::Result;
use crate::portfolio;
use crate::records::Records;
use crate::views::{PortfolioView, StatusView};

use super::Service;

/// Rows by table at a revision of the ledger.
#[derive(Debug)]
pub(super) struct Counted {
    revision: u64,
    rows: BTreeMap<String, u64>,
}

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
            let settings = &run.record.settings;
            run.record.revision != records.revision()
                || settings.margin != portfolio.margin
                || settings.value_after_service != portfolio.value_after_service
        });
        Ok(StatusView {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            portfolio,
            tables: self.row_counts(&records).await?,
            run_is_stale: stale,
            current_run: run.map(|run| run.record.view.clone()),
        })
    }

    async fn row_counts(&self, records: &Records) -> Result<BTreeMap<String, u64>> {
        let mut counted = self.counted.lock().await;
        if let Some(known) = counted.as_ref()
            && known.revision == records.revision()
        {
            return Ok(known.rows.clone());
        }
        let rows = records.row_counts().await?;
        *counted = Some(Counted { revision: records.revision(), rows: rows.clone() });
        Ok(rows)
    }
}

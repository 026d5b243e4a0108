use chrono::{DateTime, SecondsFormat, Utc};

use crate::backtest::{HeldBacktest, hold, plan};
use crate::error::{Result, ServiceError};
use crate::portfolio;
use crate::run::{Cancel, ProgressSink};
use crate::views::{BacktestRequest, BacktestView};

use super::Service;

/// Where the last one is kept.
const KIND: &str = "backtest";
const ID: &str = "last";

impl Service {
    /// Lets models and rules of thumb forecast the company's own past, and keeps the result: the next run with the
    /// model `auto` takes the verdict.
    ///
    /// # Errors
    /// When the request does not fit, there is too little history, another process writes, or the work is cancelled.
    pub async fn backtest(
        &self,
        request: &BacktestRequest,
        now: DateTime<Utc>,
        progress: ProgressSink,
        cancel: Cancel,
    ) -> Result<BacktestView> {
        let records = self.records().await?;
        let portfolio = portfolio::portfolio(self.folder.store()).await?;
        let settings = plan(request, &portfolio, &records)?;
        let held = hold(&settings, &records, &progress, &cancel).await?;
        let created_at = now.to_rfc3339_opts(SecondsFormat::Secs, true);
        let kept = HeldBacktest { settings, created_at, revision: records.revision(), held };
        let writer = self.folder.writer(now).await?;
        writer.store().put_document(KIND, ID, &serde_json::to_value(&kept)?).await?;
        Ok(kept.view(records.revision()))
    }

    /// The last backtest; none where none was held.
    ///
    /// # Errors
    /// When the metadata cannot be read.
    pub async fn last_backtest(&self) -> Result<Option<BacktestView>> {
        let revision = self.folder.store().ledger_revision().await?;
        Ok(self.held_backtest().await?.map(|held| held.view(revision)))
    }

    /// The last backtest as it was kept; one of another version counts as none.
    pub(super) async fn held_backtest(&self) -> Result<Option<HeldBacktest>> {
        let stored = self.folder.store().document(KIND, ID).await.map_err(ServiceError::from)?;
        Ok(stored.and_then(|value| serde_json::from_value(value).ok()))
    }
}

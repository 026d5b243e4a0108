use chrono::{DateTime, Utc};

use crate::error::Result;
use crate::portfolio;
use crate::views::{PortfolioChange, PortfolioView};

use super::Service;

impl Service {
    /// The portfolio's settings.
    ///
    /// # Errors
    /// When the metadata cannot be read.
    pub async fn portfolio(&self) -> Result<PortfolioView> {
        Ok(PortfolioView::from(&portfolio::portfolio(self.folder.store()).await?))
    }

    /// Changes settings; figures change with the next run.
    ///
    /// # Errors
    /// The first value that does not fit, or `data-folder-busy`.
    pub async fn set_portfolio(&self, change: &PortfolioChange, now: DateTime<Utc>) -> Result<PortfolioView> {
        let writer = self.folder.writer(now).await?;
        Ok(PortfolioView::from(&portfolio::change(&writer, change).await?))
    }
}

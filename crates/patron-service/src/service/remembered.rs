use std::sync::Arc;

use crate::costing::{Computed, CostModel, compute};
use crate::error::Result;
use crate::forecast::ProfitForecastRequest;
use crate::portfolio::{Portfolio, portfolio};
use crate::price::PriceRequest;
use crate::profit::Costing;
use crate::records::Records;
use crate::views::{CostedView, PriceView, ProfitForecastReply};

use super::Service;
use super::recent::Recent;
use super::runs::OpenRun;

/// What answers of pages rest on besides the request: the ledger, the run and the settings of one moment.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Moment {
    revision: u64,
    run: Option<String>,
    portfolio: Portfolio,
}

/// What is costly to make and the same until the ledger, the settings or the run change.
#[derive(Debug)]
pub(super) struct Remembered {
    /// costs by the revision of the ledger and their text
    computed: Recent<(u64, String), Computed>,
    costings: Recent<(Moment, String), Arc<Costing>>,
    pub(super) costed: Recent<(Moment, String), CostedView>,
    pub(super) prices: Recent<(Moment, PriceRequest), PriceView>,
    pub(super) forecasts: Recent<(Moment, ProfitForecastRequest), ProfitForecastReply>,
    /// earlier runs by id; nothing where one can no longer be read
    pub(super) runs: Recent<String, Option<OpenRun>>,
}

impl Default for Remembered {
    fn default() -> Self {
        Self {
            computed: Recent::new(4),
            costings: Recent::new(2),
            costed: Recent::new(4),
            prices: Recent::new(8),
            forecasts: Recent::new(8),
            runs: Recent::new(24),
        }
    }
}

impl Service {
    /// The present moment.
    pub(super) async fn moment(&self) -> Result<Moment> {
        Ok(Moment {
            revision: self.folder.store().ledger_revision().await?,
            run: self.folder.store().latest_run_id().await?,
            portfolio: portfolio(self.folder.store()).await?,
        })
    }

    /// Costs sent to the customers of the ledger; counted once for each ledger.
    ///
    /// # Errors
    /// `costs-…`, or when the engine fails.
    pub(super) async fn computed(&self, text: &str, records: &Records) -> Result<Computed> {
        let model = CostModel::parse(text)?;
        let key = (records.revision(), text.to_owned());
        self.remembered.computed.get(key, compute(&model, records)).await
    }

    /// The same beside what customers paid, by the margin of the portfolio.
    ///
    /// # Errors
    /// As [`Service::computed`].
    pub(super) async fn settled_costs(&self, text: &str, records: Records) -> Result<Arc<Costing>> {
        let moment = self.moment().await?;
        let margin = moment.portfolio.margin;
        let make = async { Ok(Arc::new(Costing::of(self.computed(text, &records).await?, records.clone(), margin))) };
        self.remembered.costings.get((moment, text.to_owned()), make).await
    }
}

use chrono::{DateTime, Utc};

use crate::demo::{Bundle, cdnow, load, simulated};
use crate::error::Result;
use crate::run::{Cancel, ProgressSink};
use crate::views::{BacktestRequest, RunRequest, RunView};

use super::Service;

impl Service {
    /// Loads the bundled real data into an empty folder and values it as of its last day; does what is left to do
    /// where some of it was done before.
    ///
    /// # Errors
    /// `demo-folder-taken` where the folder holds other records, `cancelled`, or what import and run refuse.
    pub async fn load_demo(&self, now: DateTime<Utc>, progress: ProgressSink, cancel: Cancel) -> Result<RunView> {
        self.load_bundle(&cdnow(), now, progress, cancel).await
    }

    /// The same with a company made by the simulator; the portfolio says that it is simulated.
    ///
    /// # Errors
    /// As [`Service::load_demo`].
    pub async fn load_simulated(
        &self,
        seed: u64,
        now: DateTime<Utc>,
        progress: ProgressSink,
        cancel: Cancel,
    ) -> Result<RunView> {
        self.load_bundle(&simulated(seed)?, now, progress, cancel).await
    }

    async fn load_bundle(
        &self,
        bundle: &Bundle,
        now: DateTime<Utc>,
        progress: ProgressSink,
        cancel: Cancel,
    ) -> Result<RunView> {
        let writer = self.folder().writer(now).await?;
        load(&writer, bundle, &self.card_measures(), now, &progress, &cancel).await?;
        // the run takes the folder for itself
        drop(writer);
        match self.runs().await?.into_iter().next() {
            Some(run) => Ok(run),
            None => {
                self.backtest(&BacktestRequest::default(), now, progress.clone(), cancel.clone()).await?;
                self.run(&RunRequest::default(), now, progress, cancel).await
            }
        }
    }
}

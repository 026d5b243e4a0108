use std::ops::Deref;
use std::path::PathBuf;

use datafusion::dataframe::DataFrame;
use patron_ledger::rollup::SeriesTables;
use serde::de::DeserializeOwned;
use tokio_util::sync::CancellationToken;

use crate::analyses::{COSTING, CostingParameters, StoredAnalysis};
use crate::error::{Result, ServiceError};
use crate::records::Records;
use crate::views::Progress;

use super::frames::Frames;
use super::{Money, RunSettings};

/// Asks long work to stop; clones share the wish.
#[derive(Debug, Clone, Default)]
pub struct Cancel(CancellationToken);

impl Cancel {
    /// Asks to stop.
    pub fn cancel(&self) {
        self.0.cancel();
    }

    /// Whether somebody asked to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.is_cancelled()
    }

    /// The wish, for work that waits on it.
    pub(crate) fn token(&self) -> CancellationToken {
        self.0.clone()
    }

    /// # Errors
    /// `cancelled`, once somebody asked to stop.
    pub fn check(&self) -> Result<()> {
        if self.is_cancelled() { Err(ServiceError::cancelled()) } else { Ok(()) }
    }
}

/// Where long work says how far it is.
pub type ProgressSink = crate::import::Listener;

/// What analyses see of a run: its settings, the ledger of one moment, and money as it counts.
pub struct RunContext {
    pub(crate) settings: RunSettings,
    /// the ledger
    pub records: Records,
    /// how amounts become contribution
    pub money: Money,
    /// days and cohorts up to the valuation date
    pub series: SeriesTables,
    /// what the analyses before this one found
    pub(crate) found: Vec<StoredAnalysis>,
    /// the customers after each of them
    pub(super) frames: Frames,
    /// of the run's files
    pub(crate) folder: PathBuf,
    /// of files that go when the run is done
    pub(crate) scratch: PathBuf,
    pub(crate) progress: ProgressSink,
    pub(crate) cancel: Cancel,
}

impl Deref for RunContext {
    type Target = RunSettings;

    fn deref(&self) -> &RunSettings {
        &self.settings
    }
}

impl std::fmt::Debug for RunContext {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RunContext").field("settings", &self.settings).finish_non_exhaustive()
    }
}

impl RunContext {
    /// Customers as they are and as they stood at the end of earlier days, in one pass over the ledger: columns of
    /// [`patron_ledger::rollup::rollup_schema`], sorted by customer. What a model trained then would have seen.
    ///
    /// # Errors
    /// When the engine cannot plan it.
    pub async fn looking_back(&self, earlier: &[i32]) -> Result<DataFrame> {
        self.records.rollup(self.settings.as_of_day, self.settings.occasion, earlier).await
    }

    /// The customers of this run by the cheapest plan that has these columns: what an analysis reads beside the customers
    /// it is given, so that nothing is computed twice. Columns that nobody made yet are an error of the engine.
    ///
    /// # Errors
    /// When a column is not there.
    pub(crate) fn customers_with(&self, columns: &[&str]) -> Result<DataFrame> {
        Ok(self.frames.with(columns)?.select_columns(columns)?)
    }

    /// The parameters of an analysis that came before; none where it did not take part.
    ///
    /// # Errors
    /// When they have another shape.
    pub(crate) fn found<T: DeserializeOwned>(&self, analysis: &str) -> Result<Option<T>> {
        let found = self.found.iter().find(|stored| stored.id == analysis && stored.missing.is_none());
        Ok(found.map(|stored| serde_json::from_value(stored.fitted.parameters.clone())).transpose()?)
    }

    /// What a unit of future net revenue brings: contribution, less the cost to serve it where that is known.
    ///
    /// # Errors
    /// When the parameters of the costing have another shape.
    pub(crate) fn future_margin(&self) -> Result<f64> {
        let costing = self.found::<CostingParameters>(COSTING)?;
        Ok(self.money.future_margin - costing.and_then(|found| found.serving_rate).unwrap_or(0.0))
    }

    /// Says how far the run is, and stops it where somebody asked for that.
    ///
    /// # Errors
    /// `cancelled`, once somebody asked to stop.
    pub fn step(&self, stage: &str, done: u64, total: u64) -> Result<()> {
        (self.progress)(Progress { stage: stage.to_owned(), done, total });
        self.cancel.check()
    }
}

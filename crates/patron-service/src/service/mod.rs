//! The use cases, one file each. Every way in (command line, HTTP, bindings) parses, calls one of these, and renders.

mod account;
mod accounts;
mod acquisition;
mod alerts;
mod backtest;
mod cards;
mod catalogue;
mod comparison;
mod costed;
mod costing;
mod customer;
mod customers;
mod demo;
mod export;
mod filter_totals;
mod forecast;
mod history;
mod imports;
mod kept_costs;
mod kept_surveys;
mod label_column;
mod ledger_of_run;
mod lifetime_value;
mod movement;
mod overview;
mod playbooks;
mod portfolio;
mod price;
mod profit;
mod profit_forecast;
mod report;
mod roster;
mod runs;
mod schemes;
mod score;
mod score_trend;
mod segments;
mod sql;
mod status;
mod summary;
mod surveys;
mod tasks;
mod voice;
mod weights;

use std::path::Path;
use std::sync::Arc;

use patron_ledger::session::{Engine, SessionLimits};
use tokio::sync::Mutex;

use crate::analyses::Registry;
use crate::error::Result;
use crate::folder::Folder;
use crate::records::Records;

pub use accounts::{FormOf, Reviewed};
pub use costed::WorkbookCustomers;
pub use costing::CostAnswer;
pub use movement::Cell;
pub use profit::{CostsFrom, Lost, ProfitRequest};
pub use score::ShownAccounts;
pub use sql::SqlAnswer;
pub use summary::{SummaryAnswer, SummaryRequest};
pub use voice::{VoiceBetween, VoiceCallsOf, VoiceOf};

/// One portfolio in its data folder; clones share it.
#[derive(Debug, Clone)]
pub struct Service {
    folder: Folder,
    engine: Engine,
    registry: Registry,
    // The table of the current run, opened once.
    current: Arc<Mutex<Option<runs::OpenRun>>>,
    // Rows by table at a revision of the ledger, counted once.
    counted: Arc<Mutex<Option<status::Counted>>>,
}

impl Service {
    /// Opens a data folder, or makes one where there is none.
    ///
    /// # Errors
    /// When the folder is no data folder, is of a newer format, or cannot be written.
    pub async fn open_or_create(root: &Path, registry: Registry) -> Result<Self> {
        Self::of(Folder::open_or_create(root).await?, registry)
    }

    /// Opens a data folder that exists.
    ///
    /// # Errors
    /// When it does not exist, is no data folder or is of a newer format.
    pub async fn open(root: &Path, registry: Registry) -> Result<Self> {
        Self::of(Folder::open(root).await?, registry)
    }

    fn of(folder: Folder, registry: Registry) -> Result<Self> {
        let engine = Engine::new(&std::env::temp_dir(), SessionLimits::default())?;
        Ok(Self { folder, engine, registry, current: Arc::default(), counted: Arc::default() })
    }

    /// The data folder.
    #[must_use]
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// The query engine.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The ledger of this moment.
    ///
    /// # Errors
    /// When the metadata or a listed file cannot be read.
    pub async fn records(&self) -> Result<Records> {
        let snapshot = self.folder.store().ledger_snapshot().await?;
        Records::open(self.engine.clone(), self.folder.root(), &snapshot)
    }
}

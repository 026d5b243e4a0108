use std::sync::Arc;

use arrow::array::AsArray;
use arrow::datatypes::Float64Type;
use chrono::{DateTime, Utc};
use datafusion::functions_aggregate::expr_fn::sum;
use datafusion::logical_expr::{cast, ident};
use patron_store::RunRecord;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::analyses::StoredAnalysis;
use crate::catalogue::Measure;
use crate::error::{Result, ServiceError};
use crate::portfolio;
use crate::query::CustomerTable;
use crate::run::{Cancel, ProgressSink, RunSettings, Valuation, format_day, resolve, value};
use crate::views::{RunRequest, RunView};

use super::Service;
use super::filter_totals::totals;

/// A run with its table open.
#[derive(Debug, Clone)]
pub(super) struct OpenRun {
    pub(super) record: Arc<StoredRun>,
    pub(super) table: CustomerTable,
}

/// A run as it was stored.
#[derive(Debug, Clone)]
pub(super) struct StoredRun {
    pub(super) view: RunView,
    pub(super) settings: RunSettings,
    pub(super) analyses: Vec<StoredAnalysis>,
    pub(super) revision: u64,
    /// what it read, where that was kept
    pub(super) batches: Option<Vec<String>>,
    pub(super) path: String,
    catalogue: FrozenCatalogue,
}

/// The columns of a run's customer table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct FrozenCatalogue {
    measures: Vec<Measure>,
    attributes: Vec<String>,
}

impl StoredRun {
    pub(super) fn read(record: RunRecord) -> Result<Self> {
        let run = record.id.as_str();
        Ok(Self {
            view: part(run, record.head)?,
            settings: part(run, record.config)?,
            analyses: part(run, record.parameters)?,
            revision: record.ledger_revision,
            batches: record.batches,
            path: record.path,
            catalogue: part(run, record.catalogue)?,
        })
    }

    /// Measures and attributes of its customer table.
    pub(super) fn columns(&self) -> (Vec<Measure>, Vec<String>) {
        (self.catalogue.measures.clone(), self.catalogue.attributes.clone())
    }

    /// What an analysis found as it was stored, where it took part.
    pub(super) fn found(&self, analysis: &str) -> Option<&Value> {
        let found = self.analyses.iter().find(|stored| stored.id == analysis && stored.missing.is_none());
        found.map(|stored| &stored.fitted.parameters)
    }

    /// What an analysis found, where it took part.
    pub(super) fn parameters<T: DeserializeOwned>(&self, analysis: &str) -> Result<Option<T>> {
        self.found(analysis).map(|parameters| part(&self.view.id, parameters.clone())).transpose()
    }
}

/// A part of a stored run as this version knows it.
fn part<T: DeserializeOwned>(run: &str, stored: Value) -> Result<T> {
    serde_json::from_value(stored).map_err(|error| {
        let message = format!("run `{run}` cannot be read: {error}; expected a run of this version of patron");
        ServiceError::new("run-of-another-version", message)
            .value("run", run)
            .hint("value the portfolio again: `patron run`")
    })
}

impl Service {
    /// Values the portfolio and makes the result the current run.
    ///
    /// # Errors
    /// When the request does not fit, there are no orders, another process writes, or the work is cancelled.
    pub async fn run(
        &self,
        request: &RunRequest,
        now: DateTime<Utc>,
        progress: ProgressSink,
        cancel: Cancel,
    ) -> Result<RunView> {
        let writer = self.folder.writer(now).await?;
        let records = self.records().await?;
        let portfolio = portfolio::portfolio(self.folder.store()).await?;
        let settings = resolve(request, &portfolio, &records, self.held_backtest().await?.as_ref())?;
        let (revision, batches) = (records.revision(), records.batches().to_vec());
        let id = uuid::Uuid::now_v7().to_string();
        let path = format!("runs/{id}");
        let folder = self.folder.path(&path);
        std::fs::create_dir_all(&folder)?;
        let valued =
            value(settings.clone(), records, &self.portfolio_registry().await?, &folder, progress, cancel).await;
        let valuation = match valued {
            Ok(valuation) => valuation,
            Err(error) => {
                // Nothing lists the folder yet; what cannot be removed now is swept at the next open.
                std::fs::remove_dir_all(&folder).ok();
                return Err(error);
            }
        };
        for made in [folder.as_path(), folder.parent().unwrap_or(&folder)] {
            std::fs::File::open(made)?.sync_all()?;
        }
        let table = CustomerTable::open(
            self.engine.clone(),
            &folder.join("customers.parquet"),
            valuation.measures.clone(),
            valuation.attributes.clone(),
        )?;
        let view = head(&id, &settings, &valuation, &table, now).await?;
        let catalogue = FrozenCatalogue { measures: valuation.measures, attributes: valuation.attributes };
        let record = RunRecord {
            id,
            as_of_day: settings.as_of_day,
            created_at_us: now.timestamp_micros(),
            ledger_revision: revision,
            batches: Some(batches),
            head: serde_json::to_value(&view)?,
            config: serde_json::to_value(&settings)?,
            parameters: serde_json::to_value(&valuation.analyses)?,
            catalogue: serde_json::to_value(&catalogue)?,
            path,
        };
        writer.store().commit_run(&record).await?;
        let opened = OpenRun { record: Arc::new(StoredRun::read(record)?), table };
        *self.current.lock().await = Some(opened);
        Ok(view)
    }

    /// Heads of all runs, newest first.
    ///
    /// # Errors
    /// When the metadata cannot be read.
    pub async fn runs(&self) -> Result<Vec<RunView>> {
        let records = self.folder.store().runs().await?;
        records.into_iter().map(|record| part(&record.id, record.head)).collect()
    }

    /// The head of one run.
    ///
    /// # Errors
    /// `unknown-run`.
    pub async fn run_view(&self, id: &str) -> Result<RunView> {
        let record = self.run_record(id).await?;
        part(id, record.head)
    }

    /// Any run with its table.
    pub(super) async fn open_run(&self, id: &str) -> Result<OpenRun> {
        self.open_stored(self.run_record(id).await?)
    }

    /// The run of this identifier, or the only one whose identifier begins so.
    async fn run_record(&self, id: &str) -> Result<RunRecord> {
        let store = self.folder.store();
        if let Some(record) = store.run(id).await? {
            return Ok(record);
        }
        let mut found: Vec<RunRecord> =
            store.runs().await?.into_iter().filter(|run| !id.is_empty() && run.id.starts_with(id)).collect();
        match (found.len(), found.pop()) {
            (1, Some(record)) => Ok(record),
            (0, _) => {
                Err(ServiceError::new("unknown-run", format!("run `{id}` does not exist, expected the id of a run"))
                    .value("run", id)
                    .hint("`patron runs list` shows the runs there are"))
            }
            (count, _) => Err(ServiceError::new("run-ambiguous", format!("`{id}` begins {count} runs; expected one"))
                .value("run", id)
                .hint("write more of the identifier")),
        }
    }

    fn open_stored(&self, record: RunRecord) -> Result<OpenRun> {
        let record = Arc::new(StoredRun::read(record)?);
        let table = self.open_table(&record)?;
        Ok(OpenRun { record, table })
    }

    /// The run that pages show: the newest.
    pub(super) async fn current_run(&self) -> Result<Option<OpenRun>> {
        let store = self.folder.store();
        let Some(newest) = store.latest_run_id().await? else { return Ok(None) };
        let mut current = self.current.lock().await;
        if let Some(open) = current.as_ref()
            && open.record.view.id == newest
        {
            return Ok(Some(open.clone()));
        }
        let Some(record) = store.run(&newest).await? else { return Ok(None) };
        let open = self.open_stored(record)?;
        *current = Some(open.clone());
        Ok(Some(open))
    }

    /// The current run, or an error that says how to make one.
    pub(super) async fn needed_run(&self) -> Result<OpenRun> {
        self.current_run().await?.ok_or_else(|| {
            ServiceError::new("no-run", "the portfolio has not been valued yet, expected at least one run")
                .hint("`patron run` values it")
        })
    }
}

/// The headline of a finished valuation.
async fn head(
    id: &str,
    settings: &RunSettings,
    valuation: &Valuation,
    table: &CustomerTable,
    now: DateTime<Utc>,
) -> Result<RunView> {
    let notices: Vec<_> = valuation.analyses.iter().flat_map(|analysis| analysis.fitted.notices.clone()).collect();
    let mut view = RunView {
        id: id.to_owned(),
        as_of: format_day(settings.as_of_day),
        created_at: now.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        customers: valuation.customers,
        horizon_days: settings.horizon_days,
        discount_rate: settings.discount_rate,
        model: "none".to_owned(),
        customer_equity: None,
        customer_equity_low: None,
        customer_equity_high: None,
        realised_value: None,
        notices,
    };
    let parameters: Option<crate::analyses::LifetimeValueParameters> = valuation
        .analyses
        .iter()
        .find(|stored| stored.id == crate::analyses::LIFETIME_VALUE && stored.missing.is_none())
        .map(|stored| serde_json::from_value(stored.fitted.parameters.clone()))
        .transpose()?;
    if let Some(parameters) = &parameters {
        view.model = parameters.model_name();
        let total = totals(table.frame()?, parameters).await?;
        view.customer_equity = total.value;
        view.customer_equity_low = total.low;
        view.customer_equity_high = total.high;
    }
    let realised = sum(cast(ident("realised_value"), arrow::datatypes::DataType::Float64)).alias("realised");
    let batches = table.frame()?.aggregate(vec![], vec![realised])?.collect().await?;
    view.realised_value =
        batches.first().and_then(|batch| batch.column(0).as_primitive::<Float64Type>().iter().next().flatten());
    Ok(view)
}

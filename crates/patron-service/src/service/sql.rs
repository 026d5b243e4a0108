use std::sync::Arc;

use datafusion::catalog::MemorySchemaProvider;
use datafusion::dataframe::DataFrame;
use datafusion::execution::context::SQLOptions;
use datafusion::logical_expr::lit;
use datafusion::prelude::SessionContext;
use patron_ledger::functions::functions;
use patron_ledger::session::read_parquet;
use patron_ledger::table::tables;

use crate::error::Result;
use crate::query::{CustomerTable, bad_question};

use super::Service;
use super::history::value_curves;
use super::runs::{OpenRun, StoredRun};

/// The answer to an SQL question, not yet computed.
#[derive(Debug, Clone)]
pub struct SqlAnswer {
    /// write it with [`crate::export::write`]
    pub frame: DataFrame,
}

impl Service {
    /// Asks in SQL: `customers` is the customer table of the current run, `runs.customers` that of all runs,
    /// `value_curves` what its customers were worth at past days, `ledger.<table>` the ledger. Reading only.
    ///
    /// # Errors
    /// `unknown-column`, `bad-sql`, or when a table cannot be opened.
    pub async fn sql(&self, text: &str) -> Result<SqlAnswer> {
        let session = self.engine.session();
        for function in functions() {
            session.register_udf(function);
        }
        self.register_ledger(&session).await?;
        if let Some(run) = self.current_run().await? {
            session.register_table("customers", run.table.frame_in(&session)?.into_view())?;
            self.register_runs(&session, &run).await?;
            // Runs without a model of purchases have none.
            if let Ok(files) = value_curves(&self.folder.path(&run.record.path)) {
                session.register_table("value_curves", read_parquet(&session, &files)?.into_view())?;
            }
        }
        let reading = SQLOptions::new().with_allow_ddl(false).with_allow_dml(false).with_allow_statements(false);
        let frame = session.sql_with_options(text, reading).await.map_err(|error| bad_question(&error))?;
        Ok(SqlAnswer { frame })
    }

    async fn register_ledger(&self, session: &SessionContext) -> Result<()> {
        let records = self.records().await?;
        schema(session, "ledger")?;
        for table in tables() {
            let frame = records.table(session, table.id)?;
            session.register_table(format!("ledger.{}", table.id), frame.into_view())?;
        }
        Ok(())
    }

    /// All runs that this version can read; `run_id` and `as_of` say which.
    async fn register_runs(&self, session: &SessionContext, current: &OpenRun) -> Result<()> {
        schema(session, "runs")?;
        let mut all: Option<DataFrame> = None;
        for record in self.folder.store().runs().await? {
            let Ok(run) = StoredRun::read(record) else { continue };
            let Ok(table) = self.open_table(&run) else { continue };
            let mut frame = table.frame_in(session)?;
            frame = frame.with_column("run_id", lit(run.view.id.as_str()))?;
            frame = frame.with_column("as_of", lit(run.view.as_of.as_str()))?;
            all = Some(match all {
                None => frame,
                Some(before) => before.union_by_name(frame)?,
            });
        }
        let all = match all {
            Some(all) => all,
            None => current.table.frame_in(session)?,
        };
        session.register_table("runs.customers", all.into_view())?;
        Ok(())
    }

    pub(super) fn open_table(&self, run: &StoredRun) -> Result<CustomerTable> {
        let path = self.folder.path(&run.path).join("customers.parquet");
        let (measures, attributes) = run.columns();
        CustomerTable::open(self.engine.clone(), &path, measures, attributes)
    }
}

fn schema(session: &SessionContext, name: &str) -> Result<()> {
    if let Some(catalog) = session.catalog("datafusion") {
        catalog.register_schema(name, Arc::new(MemorySchemaProvider::new()))?;
    }
    Ok(())
}

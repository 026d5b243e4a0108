//! The ledger of one moment, as plans.

mod histories;
mod latest;
mod lines;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use arrow::datatypes::{Schema, SchemaRef};
use datafusion::dataframe::DataFrame;
use datafusion::functions_aggregate::expr_fn::{count, max, sum};
use datafusion::logical_expr::{col, lit};
use datafusion::prelude::SessionContext;
use datafusion::scalar::ScalarValue;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use patron_ledger::rollup::{Occasion, RollupOptions, SeriesTables, rollup, series, series_tables};
use patron_ledger::session::{Engine, ParquetFiles, read_parquet};
use patron_ledger::table::{ATTRIBUTE_PREFIX, Table, tables};
use patron_store::LedgerSnapshot;

use crate::error::Result;

pub(crate) use histories::{checked_history, history_on, push_with_gaps};

/// The committed files of every table at one moment; later imports and undos do not touch it.
#[derive(Debug, Clone)]
pub struct Records {
    engine: Engine,
    revision: u64,
    batches: Vec<String>,
    tables: BTreeMap<&'static str, TableFiles>,
}

/// The files of one table.
#[derive(Debug, Clone)]
struct TableFiles {
    table: &'static Table,
    files: ParquetFiles,
    rows: u64,
    first_day: Option<i32>,
    last_day: Option<i32>,
}

impl Records {
    /// The ledger as `snapshot` lists it, in the data folder `root`.
    ///
    /// # Errors
    /// When a listed file of a table with attributes cannot be read.
    pub fn open(engine: Engine, root: &Path, snapshot: &LedgerSnapshot) -> Result<Self> {
        let mut all = BTreeMap::new();
        for table in tables() {
            let listed: Vec<_> = snapshot.of_table(table.id).collect();
            let paths: Vec<_> = listed.iter().map(|file| root.join(&file.file.path)).collect();
            let schema = if table.attributes { with_attributes(table, &paths)? } else { table.schema() };
            let sorted_by = table.sorted_by.iter().map(|&name| name.to_owned()).collect();
            let files = ParquetFiles { paths, schema, sorted_by };
            let rows = listed.iter().map(|file| file.file.rows).sum();
            let first_day = listed.iter().filter_map(|file| file.file.min_day).min();
            let last_day = listed.iter().filter_map(|file| file.file.max_day).max();
            all.insert(table.id, TableFiles { table, files, rows, first_day, last_day });
        }
        let mut batches: Vec<String> = snapshot.files.iter().map(|file| file.batch.clone()).collect();
        batches.dedup();
        Ok(Self { engine, revision: snapshot.revision, batches, tables: all })
    }

    /// Revision of the ledger this is.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The batches it is made of, in order of commit.
    #[must_use]
    pub fn batches(&self) -> &[String] {
        &self.batches
    }

    /// The engine that its plans run on.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Committed rows of a table; 0 for a table that does not exist.
    #[must_use]
    pub fn rows(&self, table: &str) -> u64 {
        self.tables.get(table).map_or(0, |files| files.rows)
    }

    /// Committed rows by table; of tables with an identifier one row each.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub async fn row_counts(&self) -> Result<BTreeMap<String, u64>> {
        let mut counts = BTreeMap::new();
        for (&id, table) in &self.tables {
            let rows = match table.table.key {
                // the rows of one file have different identifiers
                key if !key.is_empty() && table.files.paths.len() > 1 => {
                    let ids = read_parquet(&self.engine.session(), &table.files)?.select_columns(key)?;
                    ids.distinct()?.count().await? as u64
                }
                _ => table.rows,
            };
            counts.insert(id.to_owned(), rows);
        }
        Ok(counts)
    }

    /// First local day with an order.
    #[must_use]
    pub fn first_order_day(&self) -> Option<i32> {
        self.tables.get("orders").and_then(|files| files.first_day)
    }

    /// Last local day with an order.
    #[must_use]
    pub fn last_order_day(&self) -> Option<i32> {
        self.tables.get("orders").and_then(|files| files.last_day)
    }

    /// All rows of a table; of tables with an identifier only the latest row of each.
    ///
    /// # Errors
    /// When the table does not exist or a file path is no valid location.
    pub fn table(&self, session: &SessionContext, id: &str) -> Result<DataFrame> {
        let found = self.tables.get(id);
        let found = found.ok_or_else(|| {
            let have: Vec<_> = self.tables.keys().map(|name| format!("`{name}`")).collect();
            crate::error::ServiceError::new(
                "unknown-table",
                format!("table `{id}` is not known, expected one of {}", have.join(", ")),
            )
        })?;
        match found.table.key {
            [] => Ok(read_parquet(session, &found.files)?),
            key => latest::latest(session, &found.files, key),
        }
    }

    /// One row per customer up to a local day (since 1970-01-01), also as it stood at the end of `earlier` days:
    /// columns of [`patron_ledger::rollup::rollup_schema`].
    ///
    /// # Errors
    /// When the engine cannot plan it.
    pub async fn rollup(&self, as_of_day: i32, occasion: Occasion, earlier: &[i32]) -> Result<DataFrame> {
        let session = self.ordered_session();
        let orders = self.table(&session, "orders")?;
        let unit_costs = self.unit_costs(&session)?;
        let returns_name_orders = self.has_value(&session, "orders", "original_order_id").await?;
        let earlier = earlier.to_vec();
        let options = RollupOptions { as_of_day, occasion, earlier, gaps: false, returns_name_orders, unit_costs };
        Ok(rollup(orders, options)?)
    }

    /// The customers that the company's own records name, in order: the base of a run without orders.
    ///
    /// # Errors
    /// When the engine cannot plan it.
    pub(crate) fn named_customers(&self) -> Result<DataFrame> {
        let records = self.table(&self.engine.ordered_session(1), "customers")?;
        Ok(records.select_columns(&["customer_id"])?.sort(vec![col("customer_id").sort(true, false)])?)
    }

    /// Days, cohorts and, where asked for, gaps of all customers up to a local day, from one pass.
    ///
    /// # Errors
    /// When the engine fails.
    pub async fn series(&self, as_of_day: i32, gaps: bool) -> Result<SeriesTables> {
        let orders = self.table(&self.ordered_session(), "orders")?;
        let collected = series(orders, RollupOptions { as_of_day, gaps, ..RollupOptions::default() })?;
        Ok(series_tables(&collected.collect().await?))
    }

    /// Totals by day of the rows that belong to no customer: `day`, `revenue` (net of returns), `lines`.
    ///
    /// # Errors
    /// When the engine cannot plan it.
    pub fn unattributed(&self, as_of_day: i32) -> Result<DataFrame> {
        let orders = self.table(&self.engine.session(), "orders")?;
        let seen = col("ordered_on").lt_eq(lit(ScalarValue::Date32(Some(as_of_day))));
        let rows = orders.filter(seen.and(col("customer_id").is_null()))?;
        let totals = vec![sum(col("amount")).alias("revenue"), count(lit(1_i64)).alias("lines")];
        Ok(rows.aggregate(vec![col("ordered_on").alias("day")], totals)?.sort(vec![col("day").sort(true, false)])?)
    }

    /// Rows of orders in the order of their customers.
    ///
    /// # Errors
    /// When a file path is no valid location.
    pub(crate) fn orders_by_customer(&self) -> Result<DataFrame> {
        self.table(&self.ordered_session(), "orders")
    }

    fn ordered_session(&self) -> SessionContext {
        let files = self.tables.get("orders").map_or(1, |orders| orders.files.paths.len());
        self.engine.ordered_session(files)
    }

    /// Products with a unit cost, where any has one.
    pub(crate) fn unit_costs(&self, session: &SessionContext) -> Result<Option<DataFrame>> {
        if self.rows("products") == 0 {
            return Ok(None);
        }
        let products = self.table(session, "products")?;
        let priced = products.filter(col("unit_cost").is_not_null())?;
        Ok(Some(priced.select_columns(&["product_id", "unit_cost"])?))
    }

    /// Whether any row has a value in a column; answered from file statistics where they are kept.
    async fn has_value(&self, session: &SessionContext, table: &str, column: &str) -> Result<bool> {
        if self.rows(table) == 0 {
            return Ok(false);
        }
        let found = self.table(session, table)?.filter(col(column).is_not_null())?;
        let found = found.limit(0, Some(1))?.aggregate(vec![], vec![max(lit(1)).alias("any")])?;
        let batches = found.collect().await?;
        Ok(batches.iter().any(|batch| batch.num_rows() > 0 && batch.column(0).null_count() == 0))
    }
}

/// The table's schema with every attribute that any of its files has, in order of first appearance.
fn with_attributes(table: &Table, paths: &[std::path::PathBuf]) -> Result<SchemaRef> {
    let mut names: Vec<String> = Vec::new();
    for path in paths {
        let reader = ParquetRecordBatchReaderBuilder::try_new(std::fs::File::open(path)?)
            .map_err(datafusion::error::DataFusionError::from)?;
        let schema: Arc<Schema> = Arc::clone(reader.schema());
        for field in schema.fields() {
            if let Some(name) = field.name().strip_prefix(ATTRIBUTE_PREFIX)
                && !names.iter().any(|known| known == name)
            {
                names.push(name.to_owned());
            }
        }
    }
    Ok(table.schema_with(&names))
}

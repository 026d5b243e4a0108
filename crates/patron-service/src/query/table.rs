use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::datatypes::Schema;
use datafusion::dataframe::DataFrame;
use datafusion::prelude::SessionContext;
use patron_ledger::session::{Engine, ParquetFiles, read_parquet};

use crate::catalogue::{Measure, MeasureKind};
use crate::error::{Result, ServiceError};
use crate::run::POSITION;

use super::rows::RowReader;

/// The customer table of one run with the catalogue frozen into it.
#[derive(Debug, Clone)]
pub struct CustomerTable {
    engine: Engine,
    files: ParquetFiles,
    rows: RowReader,
    measures: Vec<Measure>,
    attributes: Vec<String>,
}

/// What is known of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ColumnKind {
    Number,
    Date,
    Text,
}

impl CustomerTable {
    /// Opens the table that a run wrote.
    ///
    /// # Errors
    /// When the file is missing or no customer table.
    pub fn open(engine: Engine, path: &Path, measures: Vec<Measure>, attributes: Vec<String>) -> Result<Self> {
        let rows = RowReader::open(path)?;
        let sorted_by = vec!["customer_id".to_owned()];
        let files = ParquetFiles { paths: vec![PathBuf::from(path)], schema: rows.schema(), sorted_by };
        Ok(Self { engine, files, rows, measures, attributes })
    }

    /// All rows and columns.
    ///
    /// # Errors
    /// When the path is no valid location.
    pub fn frame(&self) -> Result<DataFrame> {
        self.frame_in(&self.session())
    }

    pub(crate) fn frame_in(&self, session: &SessionContext) -> Result<DataFrame> {
        let shown = self.files.schema.fields().iter().filter(|field| field.name() != POSITION).cloned();
        let schema = Arc::new(Schema::new(shown.collect::<Vec<_>>()));
        Ok(read_parquet(session, &ParquetFiles { schema, ..self.files.clone() })?)
    }

    /// All rows and columns with [`POSITION`].
    pub(super) fn numbered(&self) -> Result<DataFrame> {
        Ok(read_parquet(&self.session(), &self.files)?)
    }

    /// Single rows by their positions.
    pub(super) fn rows(&self) -> &RowReader {
        &self.rows
    }

    pub(crate) fn session(&self) -> SessionContext {
        self.engine.session()
    }

    /// The catalogue of the run.
    #[must_use]
    pub fn measures(&self) -> &[Measure] {
        &self.measures
    }

    /// Columns of the company's own customer records.
    #[must_use]
    pub fn attributes(&self) -> &[String] {
        &self.attributes
    }

    /// Columns offered to people: measures that are not internal, then attributes.
    #[must_use]
    pub fn columns(&self) -> Vec<String> {
        let shown = self.measures.iter().filter(|measure| !measure.internal).map(|measure| measure.id.clone());
        shown.chain(self.attributes.iter().cloned()).collect()
    }

    /// The kind of a column, or an error that names what there is.
    pub(crate) fn kind(&self, column: &str) -> Result<ColumnKind> {
        if let Some(measure) = self.measures.iter().find(|measure| measure.id == column) {
            return Ok(match measure.kind {
                MeasureKind::Number => ColumnKind::Number,
                MeasureKind::Date => ColumnKind::Date,
                MeasureKind::Label | MeasureKind::Text => ColumnKind::Text,
            });
        }
        if self.attributes.iter().any(|name| name == column) {
            return Ok(if column == "acquired_at" { ColumnKind::Date } else { ColumnKind::Text });
        }
        let message = format!("column `{column}` is not in the customer table");
        let hint = format!("columns are {}", self.columns().join(", "));
        Err(ServiceError::new("unknown-column", message).value("column", column).hint(hint))
    }
}

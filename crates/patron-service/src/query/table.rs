use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::datatypes::{DataType, SchemaRef};
use datafusion::dataframe::DataFrame;
use datafusion::prelude::SessionContext;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use patron_ledger::session::{Engine, ParquetFiles, read_parquet};

use crate::catalogue::{Measure, MeasureKind};
use crate::error::{Result, ServiceError};

use super::unknown::unknown_column;

/// The customer table of one run with the catalogue frozen into it.
#[derive(Debug, Clone)]
pub struct CustomerTable {
    engine: Engine,
    files: ParquetFiles,
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
        let schema = schema(path)?;
        let files =
            ParquetFiles { paths: vec![PathBuf::from(path)], schema, sorted_by: vec!["customer_id".to_owned()] };
        Ok(Self { engine, files, measures, attributes })
    }

    /// All rows and columns.
    ///
    /// # Errors
    /// When the path is no valid location.
    pub fn frame(&self) -> Result<DataFrame> {
        self.frame_in(&self.session())
    }

    pub(crate) fn frame_in(&self, session: &SessionContext) -> Result<DataFrame> {
        Ok(read_parquet(session, &self.files)?)
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
            let day =
                self.files.schema.field_with_name(column).is_ok_and(|field| *field.data_type() == DataType::Date32);
            return Ok(if day { ColumnKind::Date } else { ColumnKind::Text });
        }
        Err(unknown_column(column, &self.columns()))
    }
}

fn schema(path: &Path) -> Result<SchemaRef> {
    let file = std::fs::File::open(path).map_err(|error| {
        ServiceError::new("run-table-missing", format!("the customer table of the run cannot be opened: {error}"))
            .hint("value the portfolio again: `patron run`")
    })?;
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).map_err(datafusion::error::DataFusionError::from)?;
    Ok(Arc::clone(reader.schema()))
}

use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::datatypes::{DataType, Schema};
use datafusion::dataframe::DataFrame;
use datafusion::prelude::SessionContext;
use patron_ledger::session::{Engine, ParquetFiles, read_parquet};

use crate::catalogue::{Measure, MeasureKind};
use crate::error::{Result, ServiceError};
use crate::run::POSITION;

use super::rows::RowReader;
use super::unknown::unknown_column;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
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

    /// All rows with `customer_id` and these columns alone: planning costs by the column.
    ///
    /// # Errors
    /// When the path is no valid location.
    pub(crate) fn narrow(&self, columns: &[&str]) -> Result<DataFrame> {
        let wanted = |name: &str| name == "customer_id" || columns.contains(&name);
        let fields = self.files.schema.fields().iter().filter(|field| wanted(field.name())).cloned();
        let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        Ok(read_parquet(&self.session(), &ParquetFiles { schema, ..self.files.clone() })?)
    }

    /// All rows and columns with [`POSITION`].
    ///
    /// # Errors
    /// `run-of-another-version` where the table was written before rows had positions.
    pub(super) fn numbered(&self) -> Result<DataFrame> {
        if self.files.schema.field_with_name(POSITION).is_err() {
            let message = "the customer table of the run has no positions; expected a run of this version of patron";
            let error = ServiceError::new("run-of-another-version", message);
            return Err(error.hint("value the portfolio again: `patron run`"));
        }
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
            let day =
                self.files.schema.field_with_name(column).is_ok_and(|field| *field.data_type() == DataType::Date32);
            return Ok(if day { ColumnKind::Date } else { ColumnKind::Text });
        }
        Err(unknown_column(column, &self.columns()))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow::array::{ArrayRef, RecordBatch, StringArray};
    use parquet::arrow::ArrowWriter;
    use patron_ledger::session::{Engine, SessionLimits};

    use super::CustomerTable;

    #[test]
    fn a_table_without_positions_is_of_another_version() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("customers.parquet");
        let ids: ArrayRef = Arc::new(StringArray::from(vec!["a"]));
        let batch = RecordBatch::try_from_iter([("customer_id", ids)]).unwrap();
        let mut writer = ArrowWriter::try_new(std::fs::File::create(&path).unwrap(), batch.schema(), None).unwrap();
        writer.write(&batch).unwrap();
        writer.close().unwrap();
        let engine = Engine::new(folder.path(), SessionLimits::default()).unwrap();
        let table = CustomerTable::open(engine, &path, Vec::new(), Vec::new()).unwrap();
        let error = table.numbered().unwrap_err();
        assert_eq!(error.code(), "run-of-another-version");
        assert!(error.to_string().ends_with("expected a run of this version of patron"), "{error}");
    }
}

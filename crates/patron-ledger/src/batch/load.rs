//! One batch of a source: mapping, rules, ledger rows and rejects, counts.

use std::sync::Arc;

use arrow::array::{ArrayRef, BooleanArray, Date32Array, StringArray, UInt64Array, new_null_array};
use arrow::compute::filter;
use arrow::datatypes::SchemaRef;
use arrow::error::ArrowError;
use arrow::record_batch::RecordBatch;

use super::corrections::Corrections;
use super::origin::{self, ORIGIN_COLUMNS};
use super::reject::Reject;
use super::tally::Tally;
use crate::mapping::{Mapped, Mapper};
use crate::rule::{Class, Sieve, Sifted, Treatment};
use crate::source::SourceBatch;
use crate::table::{Column, Kind, Role, Table};

/// One file of an import.
#[derive(Debug)]
pub struct Part {
    /// Its name, without folders.
    pub name: String,
    /// Every column of the file.
    pub columns: Vec<String>,
    /// The columns that are read, in the order of the file.
    pub read: Vec<String>,
    /// Whether the last of the columns that are read is the number of the row, which is not in the file.
    pub numbered: bool,
    /// Its mapping, over the columns that are read.
    pub mapper: Mapper,
    /// How its rows are treated.
    pub treatment: Treatment,
}

impl Part {
    /// The columns to read, in the order of the file: those of the mapping, and those that say where corrected rows come
    /// from.
    #[must_use]
    pub fn wanted(&self) -> Vec<&str> {
        let own = |name: &str| self.treatment.corrected && ORIGIN_COLUMNS.contains(&name);
        let wanted = self.columns.iter().filter(|name| own(name) || self.read.contains(name));
        wanted.map(String::as_str).collect()
    }
}

/// What became of one batch.
#[derive(Debug)]
pub struct Loaded {
    /// Rows for the ledger.
    pub rows: RecordBatch,
    /// Rows for the quarantine.
    pub rejects: Vec<Reject>,
}

/// Loads the batches of one import, file by file.
#[derive(Debug)]
pub struct Loader {
    table: &'static Table,
    attributes: Vec<String>,
    schema: SchemaRef,
    sieve: Sieve,
    tally: Tally,
    corrections: Corrections,
}

impl Loader {
    /// A loader for one import; `attributes` are the columns kept beside the table's own.
    #[must_use]
    pub fn new(table: &'static Table, attributes: Vec<String>, sieve: Sieve) -> Self {
        let schema = table.schema_with(&attributes);
        Self { table, attributes, schema, sieve, tally: Tally::default(), corrections: Corrections::default() }
    }

    /// The schema of the rows for the ledger.
    #[must_use]
    pub fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    /// The rules and what they did.
    #[must_use]
    pub const fn sieve(&self) -> &Sieve {
        &self.sieve
    }

    /// Where every row went.
    #[must_use]
    pub const fn tally(&self) -> &Tally {
        &self.tally
    }

    /// The rejected rows of earlier imports that came again.
    #[must_use]
    pub const fn corrections(&self) -> &Corrections {
        &self.corrections
    }

    /// Counts rows that were refused before they became rows of the table; they are in the quarantine and nowhere else.
    pub fn count_refused(&mut self, rows: usize) {
        (0..rows).for_each(|_| self.tally.count(Class::Quarantine, None));
    }

    /// Loads one batch: the columns that its part wants.
    ///
    /// # Errors
    /// If the arrays of the source cannot be shown as text or do not fit together.
    pub fn load(&mut self, part: &Part, batch: &SourceBatch) -> Result<Loaded, ArrowError> {
        let (cells, origins) = origin::cells(part, batch)?;
        let rows = batch.rows.len();
        origins.note(rows, &mut self.corrections);
        let mapped = part.mapper.apply(&cells, rows);
        let as_written = cells.iter().collect::<Vec<_>>();
        let sifted = self.sieve.sift(&mapped, &as_written, part.treatment, |row| origins.batch(row));
        for (class, amount) in sifted.classes.iter().zip(&sifted.amounts) {
            self.tally.count(*class, *amount);
        }
        let loaded = |index: &usize| sifted.classes.get(*index) == Some(&Class::Load);
        self.sieve.count_rounded(mapped.rounded.iter().filter(|index| loaded(index)).count() as u64);

        let line = |index: usize| batch.lines.get(index).copied().unwrap_or_default();
        let mut rejects: Vec<Reject> = sifted
            .faults
            .iter()
            .map(|fault| Reject::fault(&part.name, line(fault.index), &part.read, &cells, fault))
            .collect();
        for bad in &batch.bad {
            self.tally.count(Class::Quarantine, None);
            rejects.push(Reject::bad(&part.name, &part.columns, bad));
        }
        rejects.sort_by_key(|reject| reject.row);
        Ok(Loaded { rows: self.rows(part, batch, &cells, &mapped, &sifted)?, rejects })
    }

    /// The rows to load, in the columns of the table.
    fn rows(
        &self,
        part: &Part,
        batch: &SourceBatch,
        cells: &[StringArray],
        mapped: &Mapped,
        sifted: &Sifted,
    ) -> Result<RecordBatch, ArrowError> {
        let keep: BooleanArray = sifted.classes.iter().map(|class| Some(*class == Class::Load)).collect();
        let mut arrays = Vec::with_capacity(self.schema.fields().len());
        for column in self.table.columns {
            let array: ArrayRef = match column.role {
                Role::Field { .. } => field(column, mapped, sifted),
                Role::LocalDay { .. } => Arc::new(sifted.days.iter().copied().collect::<Date32Array>()),
                Role::IsReturn => Arc::new(BooleanArray::from(sifted.is_return.clone())),
                Role::SourceFile => Arc::new(StringArray::from(vec![part.name.as_str(); mapped.rows])),
                Role::SourceRow => Arc::new(UInt64Array::from(batch.lines.clone())),
            };
            arrays.push(filter(&array, &keep)?);
        }
        let unused = part.mapper.unused();
        for name in &self.attributes {
            let at = part.read.iter().position(|column| column == name).filter(|at| unused.contains(at));
            let array = match at.and_then(|at| cells.get(at)) {
                Some(cells) => Arc::new(cells.clone()) as ArrayRef,
                None => new_null_array(&Kind::Text.data_type(), mapped.rows),
            };
            arrays.push(filter(&array, &keep)?);
        }
        RecordBatch::try_new(Arc::clone(&self.schema), arrays)
    }
}

fn field(column: &Column, mapped: &Mapped, sifted: &Sifted) -> ArrayRef {
    let turned = sifted.turned.iter().find(|(name, _)| *name == column.name).map(|(_, array)| array);
    let array = turned.or_else(|| mapped.column(column.name)).map(Arc::clone);
    array.unwrap_or_else(|| new_null_array(&column.kind.data_type(), mapped.rows))
}

use std::sync::{Arc, LazyLock};

use arrow::array::{ArrayRef, AsArray, ListArray, RecordBatch, StructArray};
use arrow::buffer::OffsetBuffer;
use arrow::datatypes::{DataType, Field, FieldRef, Schema, SchemaRef};
use datafusion::error::Result;

use super::calendar::{Calendar, calendar_schema};
use super::cohorts::{Cohorts, cohorts_schema};
use super::gaps::{Gaps, gaps_schema};
use super::history::Line;
use super::pass::Pass;

static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
    let list = |name: &str, schema: &SchemaRef| Field::new(name, DataType::List(row_field(schema)), false);
    Arc::new(Schema::new(vec![
        list("calendar", &calendar_schema()),
        list("cohorts", &cohorts_schema()),
        list("gaps", &gaps_schema()),
    ]))
});

fn row_field(schema: &SchemaRef) -> FieldRef {
    Arc::new(Field::new("row", DataType::Struct(schema.fields().clone()), false))
}

/// Columns of the series: `calendar`, `cohorts` and `gaps`, each a list of the rows of that table.
pub(super) fn series_schema() -> SchemaRef {
    Arc::clone(&SCHEMA)
}

/// The tables over time that one pass collects.
#[derive(Debug, Clone)]
pub struct SeriesTables {
    /// [`calendar_schema`]
    pub calendar: RecordBatch,
    /// [`cohorts_schema`]
    pub cohorts: RecordBatch,
    /// [`gaps_schema`], empty where they were not asked for
    pub gaps: RecordBatch,
}

/// The tables in the row that [`series`](super::series) makes; empty tables without it.
#[must_use]
pub fn series_tables(batches: &[RecordBatch]) -> SeriesTables {
    let row = batches.iter().find(|batch| batch.num_rows() > 0);
    let table = |index: usize, schema: SchemaRef| {
        let rows = row.map(|row| RecordBatch::from(row.column(index).as_list::<i32>().value(0).as_struct()));
        rows.unwrap_or_else(|| RecordBatch::new_empty(schema))
    };
    SeriesTables {
        calendar: table(0, calendar_schema()),
        cohorts: table(1, cohorts_schema()),
        gaps: table(2, gaps_schema()),
    }
}

/// Collects days, cohorts and gaps side by side.
#[derive(Debug)]
pub(super) struct Series {
    calendar: Calendar,
    cohorts: Cohorts,
    /// none where they are not asked for
    gaps: Option<Gaps>,
}

impl Series {
    pub(super) fn new(gaps: bool) -> Self {
        Self { calendar: Calendar::default(), cohorts: Cohorts::default(), gaps: gaps.then(Gaps::default) }
    }
}

impl Pass for Series {
    fn take(&mut self, line: Line<'_>) {
        if let Some(gaps) = self.gaps.as_mut().filter(|_| !line.is_return) {
            gaps.take(line.day);
        }
        let orders = self.calendar.take(line);
        self.cohorts.take(line, orders);
    }

    fn close_customer(&mut self, _: &str) {
        self.calendar.close_customer();
        self.cohorts.close_customer();
        if let Some(gaps) = &mut self.gaps {
            gaps.close_customer();
        }
    }

    fn full(&mut self) -> Result<Option<RecordBatch>> {
        Ok(None)
    }

    fn last(&mut self) -> Result<RecordBatch> {
        let list = |rows: RecordBatch| -> Result<ArrayRef> {
            let (field, length) = (row_field(&rows.schema()), rows.num_rows());
            let rows = Arc::new(StructArray::from(rows));
            Ok(Arc::new(ListArray::try_new(field, OffsetBuffer::from_lengths([length]), rows, None)?))
        };
        let gaps = self.gaps.as_mut().map_or_else(|| Ok(RecordBatch::new_empty(gaps_schema())), Gaps::rows)?;
        let columns = vec![list(self.calendar.rows()?)?, list(self.cohorts.rows()?)?, list(gaps)?];
        Ok(RecordBatch::try_new(series_schema(), columns)?)
    }
}

//! Rows in any order to one sorted Parquet file.

use std::cmp::Ordering;
use std::fs::File;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use arrow::array::{AsArray, BooleanArray, UInt64Array, make_comparator};
use arrow::compute::{SortOptions, filter_record_batch};
use arrow::datatypes::{DataType, Date32Type, Field, Schema, SchemaRef};
use arrow::record_batch::RecordBatch;
use datafusion::error::{DataFusionError, Result};
use datafusion::execution::TaskContext;
use datafusion::physical_expr::expressions::Column;
use datafusion::physical_expr::{LexOrdering, PhysicalSortExpr};
use datafusion::physical_plan::sorts::sort::SortExec;
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::streaming::{PartitionStream, StreamingTableExec};
use datafusion::physical_plan::{ExecutionPlan, SendableRecordBatchStream};
use futures::StreamExt;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::SortingColumn;
use parquet::file::properties::{WriterProperties, WriterPropertiesBuilder};
use tokio::sync::mpsc;

use super::new_file::NewFile;
use crate::table::Table;

/// Rows of a group; a reader skips whole groups by their statistics.
const GROUP_ROWS: usize = 131_072;
/// Batches on their way to the writer.
const AHEAD: usize = 4;

/// A finished file of the ledger.
#[derive(Debug)]
pub struct Written {
    /// The file, removed unless kept.
    pub file: NewFile,
    /// Its rows.
    pub rows: u64,
    /// Its size.
    pub bytes: u64,
    /// First and last local day, where the table has one.
    pub days: Option<(i32, i32)>,
    /// Different values of the first column of the order, nulls left out.
    pub identifiers: u64,
    /// Rows left out because a later one has the same key.
    pub superseded: u64,
}

/// Writer properties that all files of the data folder share.
pub(super) fn compressed() -> WriterPropertiesBuilder {
    WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::default()))
}

/// Sorts rows as the table says, within the memory of the session (the rest goes to its spill folder), and writes
/// them to `path`. Of rows with the same key the one that came last is kept, whatever file it came from. `None`: there was
/// no row, and there is no file.
///
/// # Errors
/// If sorting or writing fails.
pub async fn write_sorted(
    task: Arc<TaskContext>,
    table: &'static Table,
    schema: SchemaRef,
    rows: mpsc::Receiver<RecordBatch>,
    path: PathBuf,
) -> Result<Option<Written>> {
    let mut sorted = sort(task, table, &arriving(table, &schema), rows)?;
    let (sender, receiver) = mpsc::channel(AHEAD);
    let writer = tokio::task::spawn_blocking(move || write(table, schema, receiver, &path));
    while let Some(batch) = sorted.next().await {
        if sender.send(batch?).await.is_err() {
            // the writer has failed and says why below
            break;
        }
    }
    drop(sender);
    writer.await.map_err(|error| DataFusionError::External(Box::new(error)))?
}

/// Place of a row among all that came: files in the order they were given, rows in the order of their file.
const ARRIVAL: &str = "arrival";

/// The columns to sort: of a table with a key also when a row came, which decides between rows with the same key.
fn arriving(table: &Table, schema: &SchemaRef) -> SchemaRef {
    if table.key.is_empty() {
        return Arc::clone(schema);
    }
    let arrival = Arc::new(Field::new(ARRIVAL, DataType::UInt64, false));
    Arc::new(Schema::new(schema.fields().iter().cloned().chain([arrival]).collect::<Vec<_>>()))
}

fn sort(
    task: Arc<TaskContext>,
    table: &Table,
    schema: &SchemaRef,
    rows: mpsc::Receiver<RecordBatch>,
) -> Result<SendableRecordBatchStream> {
    let options = SortOptions { descending: false, nulls_first: false };
    let order: Vec<&str> = match table.key {
        [] => table.sorted_by.to_vec(),
        key => key.iter().copied().chain([ARRIVAL]).collect(),
    };
    let by =
        order.iter().map(|name| Ok(PhysicalSortExpr::new(Arc::new(Column::new_with_schema(name, schema)?), options)));
    let by = LexOrdering::new(by.collect::<Result<Vec<_>>>()?)
        .ok_or_else(|| DataFusionError::Internal(format!("table `{}` has no order", table.id)))?;
    let input = Incoming { schema: Arc::clone(schema), rows: Mutex::new(Some(rows)) };
    let input = StreamingTableExec::try_new(Arc::clone(schema), vec![Arc::new(input)], None, [], false, None)?;
    SortExec::new(by, Arc::new(input)).execute(0, task)
}

/// Rows from a channel as a partition of a plan.
#[derive(Debug)]
struct Incoming {
    schema: SchemaRef,
    rows: Mutex<Option<mpsc::Receiver<RecordBatch>>>,
}

impl PartitionStream for Incoming {
    fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    fn execute(&self, _task: Arc<TaskContext>) -> SendableRecordBatchStream {
        let rows = self.rows.lock().map_or_else(|poisoned| poisoned.into_inner().take(), |mut rows| rows.take());
        let schema = Arc::clone(&self.schema);
        let stream = futures::stream::unfold((rows, 0), move |(rows, before)| {
            let schema = Arc::clone(&schema);
            async move {
                let mut rows = rows?;
                let batch = rows.recv().await?;
                let after = before + batch.num_rows() as u64;
                Some((numbered(batch, &schema, before..after), (Some(rows), after)))
            }
        });
        Box::pin(RecordBatchStreamAdapter::new(Arc::clone(&self.schema), stream))
    }
}

/// The rows with their places, where the schema has a column for them.
fn numbered(batch: RecordBatch, schema: &SchemaRef, places: Range<u64>) -> Result<RecordBatch> {
    if schema.fields().len() == batch.num_columns() {
        return Ok(batch);
    }
    let mut columns = batch.columns().to_vec();
    columns.push(Arc::new(UInt64Array::from_iter_values(places)));
    Ok(RecordBatch::try_new(Arc::clone(schema), columns)?)
}

fn write(
    table: &'static Table,
    schema: SchemaRef,
    mut sorted: mpsc::Receiver<RecordBatch>,
    path: &Path,
) -> Result<Option<Written>> {
    let Some(first) = sorted.blocking_recv() else { return Ok(None) };
    let mut output = Output::create(table, &schema, path)?;
    let mut held = first;
    while let Some(next) = sorted.blocking_recv() {
        output.write(&held, Some(&next))?;
        held = next;
    }
    output.write(&held, None)?;
    output.finish().map(Some)
}

struct Output {
    table: &'static Table,
    file: NewFile,
    handle: File,
    writer: ArrowWriter<File>,
    rows: u64,
    days: Option<(i32, i32)>,
    identifiers: u64,
    last_identifier: Option<String>,
    superseded: u64,
}

impl Output {
    fn create(table: &'static Table, schema: &SchemaRef, path: &Path) -> Result<Self> {
        let sorting = table.sorted_by.iter().map(|name| {
            let column_idx = i32::try_from(schema.index_of(name)?).map_err(|e| DataFusionError::External(e.into()))?;
            Ok(SortingColumn { column_idx, descending: false, nulls_first: false })
        });
        let properties = compressed()
            .set_max_row_group_row_count(Some(GROUP_ROWS))
            .set_sorting_columns(Some(sorting.collect::<Result<Vec<_>>>()?))
            .build();
        let (file, handle) = NewFile::create(path)?;
        let writer = ArrowWriter::try_new(handle.try_clone()?, Arc::clone(schema), Some(properties))?;
        Ok(Self {
            table,
            file,
            handle,
            writer,
            rows: 0,
            days: None,
            identifiers: 0,
            last_identifier: None,
            superseded: 0,
        })
    }

    fn write(&mut self, batch: &RecordBatch, next: Option<&RecordBatch>) -> Result<()> {
        let latest = match self.table.key {
            [] => batch.clone(),
            key => {
                let keep = latest_of(key, batch, next)?;
                let own: Vec<usize> = (0..batch.num_columns() - 1).collect();
                let kept = filter_record_batch(&batch.project(&own)?, &keep)?;
                self.superseded += (batch.num_rows() - kept.num_rows()) as u64;
                kept
            }
        };
        self.rows += latest.num_rows() as u64;
        self.count_identifiers(&latest);
        if let Some(days) = self.table.day().and_then(|day| latest.column_by_name(day)) {
            for day in days.as_primitive::<Date32Type>().iter().flatten() {
                let (first, last) = self.days.unwrap_or((day, day));
                self.days = Some((first.min(day), last.max(day)));
            }
        }
        Ok(self.writer.write(&latest)?)
    }

    fn count_identifiers(&mut self, batch: &RecordBatch) {
        let first = self.table.sorted_by.first().and_then(|name| batch.column_by_name(name));
        let Some(ids) = first.and_then(|array| array.as_string_opt::<i32>()) else { return };
        let mut last = self.last_identifier.as_deref();
        for id in ids.iter().flatten() {
            if last != Some(id) {
                self.identifiers += 1;
                last = Some(id);
            }
        }
        self.last_identifier = last.map(str::to_owned);
    }

    fn finish(self) -> Result<Written> {
        self.writer.close()?;
        self.file.synchronise(&self.handle)?;
        Ok(Written {
            rows: self.rows,
            bytes: self.handle.metadata()?.len(),
            days: self.days,
            identifiers: self.identifiers,
            superseded: self.superseded,
            file: self.file,
        })
    }
}

/// Which rows came last of their key; equal keys stand together.
fn latest_of(key: &[&str], batch: &RecordBatch, next: Option<&RecordBatch>) -> Result<BooleanArray> {
    let next = next.filter(|next| next.num_rows() > 0);
    let rows = batch.num_rows();
    let mut keep = vec![false; rows];
    for name in key {
        let column =
            |batch: &RecordBatch| Ok::<_, DataFusionError>(Arc::clone(batch.column(batch.schema().index_of(name)?)));
        let own = column(batch)?;
        let within = make_comparator(own.as_ref(), own.as_ref(), SortOptions::default())?;
        let across = next.map(|next| {
            make_comparator(own.as_ref(), column(next)?.as_ref(), SortOptions::default()).map_err(DataFusionError::from)
        });
        let across = across.transpose()?;
        for (index, differs) in keep.iter_mut().enumerate() {
            let order = match &across {
                _ if index + 1 < rows => within(index, index + 1),
                Some(across) => across(index, 0),
                None => Ordering::Less,
            };
            *differs |= order.is_ne();
        }
    }
    Ok(BooleanArray::from(keep))
}

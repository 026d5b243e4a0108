//! Rows of two files put together: order lines with the heads of their orders.
//!
//! The second file is held in memory. What comes out is a file with the columns of both, so that mapping, questions,
//! quarantine and what is kept for the next file of the same shape work as for any other.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use arrow::array::{Array, StringArray};
use patron_ledger::batch::as_text;
use patron_ledger::source::{self, OpenOptions, ReadOptions, Source, Watch};

use super::answers::Answers;
use super::words::broken;
use crate::error::{Result, ServiceError};
use crate::views::ImportRequest;

/// Cells of a row, those of the key apart.
type Cells = Vec<Option<String>>;

/// The files of an import: as given, or joined in a folder of their own that goes with them.
#[derive(Debug)]
pub(super) struct Files {
    paths: Vec<PathBuf>,
    folder: Option<PathBuf>,
}

impl Files {
    /// Joins the files where the request names another one; `uploads` holds what comes of it.
    ///
    /// # Errors
    /// As [`join`].
    pub(super) async fn of(files: &[PathBuf], request: &ImportRequest, uploads: &Path) -> Result<Self> {
        let Some(with) = request.with.clone() else { return Ok(Self { paths: files.to_vec(), folder: None }) };
        let folder = uploads.join(format!("joined-{}", uuid::Uuid::now_v7()));
        let mut joined = Self { paths: Vec::new(), folder: Some(folder.clone()) };
        let (files, answers) = (files.to_vec(), Answers::new(&request.answers)?);
        let work = tokio::task::spawn_blocking(move || join(&files, &with, &answers, &folder));
        joined.paths = work.await.map_err(|error| broken(&error))??;
        Ok(joined)
    }

    pub(super) fn paths(&self) -> &[PathBuf] {
        &self.paths
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            // what cannot be removed now is swept at the next open
            std::fs::remove_dir_all(folder).ok();
        }
    }
}

/// Writes each of `files` with the columns of `with` beside its own into `folder`, under its own name; blocks.
///
/// # Errors
/// A file that cannot be read, or `lookup-key`.
fn join(files: &[PathBuf], with: &Path, answers: &Answers, folder: &Path) -> Result<Vec<PathBuf>> {
    let watch = Watch::new();
    let heads = source::open(with, OpenOptions::default(), &watch)?;
    let mut joined = Vec::with_capacity(files.len());
    for (number, path) in files.iter().enumerate() {
        let lines = source::open(path, answers.open_options()?, &watch)?;
        let (of_lines, of_heads, rows) = key(&lines, &heads)?;
        let own = folder.join(number.to_string());
        std::fs::create_dir_all(&own)?;
        let target = own.join(path.file_name().unwrap_or_default()).with_extension("csv");
        write(&lines, &heads, (of_lines, of_heads), &rows, &target)?;
        joined.push(target);
    }
    Ok(joined)
}

/// The column that both files have and whose cells are all different in the second: its place in each, and the rows.
fn key(lines: &Source, heads: &Source) -> Result<(usize, usize, HashMap<String, Cells>)> {
    let plain = |name: &str| name.chars().filter(|sign| sign.is_alphanumeric()).collect::<String>().to_lowercase();
    let (of_lines, of_heads) = (lines.column_names(), heads.column_names());
    let mut shared = Vec::new();
    for (place, name) in of_heads.iter().enumerate() {
        let Some(own) = of_lines.iter().position(|other| plain(other) == plain(name)) else { continue };
        shared.push(name.clone());
        if let Some(rows) = rows_by(heads, place)? {
            return Ok((own, place, rows));
        }
    }
    let files = format!("`{}` and `{}`", file_name(lines), file_name(heads));
    let message = if shared.is_empty() {
        format!("files {files} have no column in common; expected one that names the rows of the second")
    } else {
        let shared = shared.join("`, `");
        format!("columns `{shared}` of files {files}; expected one whose cells are all different in the second")
    };
    Err(ServiceError::new("lookup-key", message)
        .value("columns", shared)
        .hint("give the column that joins them, such as the order number, the same name in both files"))
}

/// The rows of a file by the cells of a column; none where a cell comes twice.
fn rows_by(source: &Source, key: usize) -> Result<Option<HashMap<String, Cells>>> {
    let mut rows = HashMap::new();
    for batch in source::read(source, &ReadOptions::default(), &Watch::new())? {
        let columns = texts(&batch?.columns)?;
        for row in 0..columns.first().map_or(0, Array::len) {
            let Some(name) = cell(&columns, key, row) else { continue };
            let cells = (0..columns.len()).filter(|place| *place != key).map(|place| cell(&columns, place, row));
            if rows.insert(name, cells.collect()).is_some() {
                return Ok(None);
            }
        }
    }
    Ok(Some(rows))
}

fn write(
    lines: &Source,
    heads: &Source,
    (of_lines, of_heads): (usize, usize),
    rows: &HashMap<String, Cells>,
    target: &Path,
) -> Result<()> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_path(target).map_err(failed)?;
    let mut names = lines.column_names();
    for (place, name) in heads.column_names().into_iter().enumerate() {
        if place != of_heads {
            // a name that both have says where the second one is from
            let taken = names.contains(&name);
            names.push(if taken { format!("{name} ({})", file_name(heads)) } else { name });
        }
    }
    writer.write_record(&names).map_err(failed)?;
    let unknown: Cells = vec![None; names.len() - lines.columns().len()];
    for batch in source::read(lines, &ReadOptions::default(), &Watch::new())? {
        let batch = batch?;
        let columns = texts(&batch.columns)?;
        for row in 0..batch.rows.len() {
            let own = (0..columns.len()).map(|place| cell(&columns, place, row));
            let more = cell(&columns, of_lines, row).and_then(|name| rows.get(&name)).unwrap_or(&unknown);
            let record = own.chain(more.iter().cloned()).map(Option::unwrap_or_default);
            writer.write_record(record).map_err(failed)?;
        }
        for bad in &batch.bad {
            // too long as it was, with what is too much at its end; else too short
            let mut cells = bad.cells.clone();
            if cells.len() > lines.columns().len() {
                let surplus = cells.split_off(lines.columns().len());
                cells.extend(unknown.iter().map(|_| String::new()));
                cells.extend(surplus);
            }
            writer.write_record(&cells).map_err(failed)?;
        }
    }
    writer.flush()?;
    Ok(())
}

fn texts(columns: &[arrow::array::ArrayRef]) -> Result<Vec<StringArray>> {
    Ok(columns.iter().map(as_text).collect::<Result<Vec<_>, _>>()?)
}

fn cell(columns: &[StringArray], place: usize, row: usize) -> Option<String> {
    let column = columns.get(place).filter(|column| !column.is_null(row))?;
    Some(column.value(row).to_owned())
}

fn file_name(source: &Source) -> String {
    source.path().file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn failed(error: csv::Error) -> ServiceError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error.into(),
        other => ServiceError::new("io", format!("the joined file cannot be written: {other:?}")),
    }
}

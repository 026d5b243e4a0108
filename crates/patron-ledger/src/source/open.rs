//! Opening: what a file is, before its rows are looked at.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::bytes::{Unpacked, failure, fill};
use super::encoding::{self, Decoded};
use super::excel::{self, SheetRows, Workbook};
use super::json_lines::{self, JsonRows};
use super::options::{Compression, Encoding, Format, OpenOptions, WorkbookKind};
use super::recognise::{Recognised, recognise};
use super::row::{Row, Rows};
use super::text::{self, Layout, TextRows};
use super::{SourceError, Watch, fingerprint, header, parquet_file};

/// A column of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name, trimmed; `column_3` where the file gives none.
    pub name: String,
    /// Its type, where the file stores one (Parquet); text otherwise.
    pub data_type: Option<arrow::datatypes::DataType>,
}

/// What was recognised, by kind of file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "format", rename_all = "kebab-case")]
pub enum Detail {
    /// Delimited text.
    Csv {
        /// How it is packed.
        compression: Compression,
        /// Its encoding.
        encoding: Encoding,
        /// The sign between its fields.
        delimiter: char,
    },
    /// One JSON object a line.
    JsonLines {
        /// How it is packed.
        compression: Compression,
        /// Its encoding.
        encoding: Encoding,
    },
    /// A workbook.
    Excel {
        /// Which kind.
        kind: WorkbookKind,
        /// The sheet that is read.
        sheet: String,
        /// Every sheet.
        sheets: Vec<String>,
    },
    /// Parquet.
    Parquet {
        /// Rows by its footer.
        rows: u64,
        /// Row groups by its footer.
        row_groups: usize,
    },
}

/// An opened file: recognised, hashed, its columns known, at least one row in it.
#[derive(Debug, Clone)]
pub struct Source {
    path: PathBuf,
    options: OpenOptions,
    bytes: u64,
    modified: Option<SystemTime>,
    sha256: String,
    columns: Vec<Column>,
    detail: Detail,
}

/// Longest cell that can be allowed: a batch of such cells must fit one array.
const MAX_CELL: usize = 64 << 20;

/// Opens `path`: recognises it, reads it once for its hash and (text) its encoding, and reads the
/// header and the first row.
///
/// # Errors
/// A [`SourceError`] for a file that is missing, unreadable, empty, cut off, binary, not decodable,
/// without rows, or not as `options` say.
pub fn open(path: impl AsRef<Path>, options: OpenOptions, watch: &Watch) -> Result<Source, SourceError> {
    let path = path.as_ref();
    if !(1..=MAX_CELL).contains(&options.max_cell_bytes) {
        return Err(SourceError::cell_limit(options.max_cell_bytes, MAX_CELL));
    }
    let metadata = fs::metadata(path).map_err(|error| SourceError::open(path, &error))?;
    if metadata.is_dir() {
        return Err(SourceError::not_a_file(path));
    }
    if metadata.is_file() && metadata.len() == 0 {
        return Err(SourceError::empty(path));
    }
    let found = recognise(path, &options, watch)?;
    let (detail, columns) = match found.format {
        Format::Csv => csv(path, &found, &options, watch)?,
        Format::JsonLines => json(path, &found, &options, watch)?,
        Format::Excel => workbook(path, &found, &options, watch)?,
        Format::Parquet => parquet(path)?,
    };
    let source = Source {
        path: path.to_owned(),
        sha256: fingerprint::of_file(path, watch)?,
        options,
        bytes: metadata.len(),
        modified: metadata.modified().ok(),
        columns,
        detail,
    };
    source.has_a_row(watch)?;
    Ok(source)
}

impl Source {
    /// The path as given.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its size on disk.
    #[must_use]
    pub const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// SHA-256 of its bytes on disk, in hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Its columns, in the order of the file.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The names of its columns.
    #[must_use]
    pub fn column_names(&self) -> Vec<String> {
        self.columns.iter().map(|column| column.name.clone()).collect()
    }

    /// What was recognised.
    #[must_use]
    pub const fn detail(&self) -> &Detail {
        &self.detail
    }

    /// The options it was opened with.
    #[must_use]
    pub const fn options(&self) -> &OpenOptions {
        &self.options
    }

    /// Its rows as text, from the first; `None` for Parquet.
    pub(super) fn rows(&self, watch: &Watch) -> Result<Option<Box<dyn Rows>>, SourceError> {
        self.unchanged()?;
        let (path, options) = (self.path.as_path(), &self.options);
        Ok(Some(match &self.detail {
            &Detail::Csv { compression, encoding, delimiter } => {
                let delimiter = u8::try_from(delimiter).unwrap_or(b',');
                Box::new(TextRows::open(path, Layout { compression, encoding, delimiter }, options, watch)?.0)
            }
            &Detail::JsonLines { compression, encoding } => {
                Box::new(JsonRows::open(path, compression, encoding, &self.column_names(), options, watch)?)
            }
            Detail::Excel { kind, sheet, .. } => Box::new(SheetRows::open(path, *kind, sheet, options, watch)?.0),
            Detail::Parquet { .. } => return Ok(None),
        }))
    }

    fn unchanged(&self) -> Result<(), SourceError> {
        let now = fs::metadata(&self.path).map_err(|error| SourceError::open(&self.path, &error))?;
        if now.len() == self.bytes && now.modified().ok() == self.modified {
            return Ok(());
        }
        Err(SourceError::changed(&self.path))
    }

    fn has_a_row(&self, watch: &Watch) -> Result<(), SourceError> {
        let any = match (&self.detail, self.rows(watch)?) {
            (_, Some(mut rows)) => rows.next(&mut Row::default())?,
            (Detail::Parquet { rows, .. }, None) => *rows > 0,
            (_, None) => false,
        };
        if any { Ok(()) } else { Err(SourceError::no_rows(&self.path)) }
    }
}

type Opened = Result<(Detail, Vec<Column>), SourceError>;

fn text_columns(names: Vec<String>) -> Vec<Column> {
    names.into_iter().map(|name| Column { name, data_type: None }).collect()
}

fn csv(path: &Path, found: &Recognised, options: &OpenOptions, watch: &Watch) -> Opened {
    let compression = found.compression;
    let encoding = encoding::recognise(path, compression, &found.head, options, watch)?;
    let sample = sample(path, compression, encoding, options, watch)?;
    let by_spreadsheet = sample.strip_prefix("sep=").and_then(|rest| rest.bytes().next());
    let body = by_spreadsheet.and_then(|_| sample.split_once('\n')).map_or(sample.as_str(), |(_, body)| body);
    let asked = options.delimiter.or(by_spreadsheet);
    let delimiter = text::choose(path, body_from(body, options.header), asked, options.quoting)?;
    let (_, names) = TextRows::open(path, Layout { compression, encoding, delimiter }, options, watch)?;
    let delimiter = char::from(delimiter);
    Ok((Detail::Csv { compression, encoding, delimiter }, text_columns(names)))
}

/// What stands from the header line on.
fn body_from(sample: &str, header: super::HeaderLine) -> &str {
    let super::HeaderLine::Line(line) = header else { return sample };
    (1..line).try_fold(sample, |rest, _| rest.split_once('\n').map(|(_, rest)| rest)).unwrap_or("")
}

/// The first text of the file.
fn sample(
    path: &Path,
    compression: Compression,
    encoding: Encoding,
    options: &OpenOptions,
    watch: &Watch,
) -> Result<String, SourceError> {
    let bytes = Unpacked::open(path, compression, options, watch)?;
    let mut head = vec![0; 64 << 10];
    let count = fill(&mut Decoded::new(bytes, path, encoding).by_ref(), &mut head)
        .map_err(|error| failure(path, compression, error, None))?;
    head.truncate(count);
    Ok(String::from_utf8_lossy(&head).into_owned())
}

fn json(path: &Path, found: &Recognised, options: &OpenOptions, watch: &Watch) -> Opened {
    let compression = found.compression;
    let encoding = encoding::recognise(path, compression, &found.head, options, watch)?;
    let names = json_lines::columns(path, compression, encoding, options, watch)?;
    Ok((Detail::JsonLines { compression, encoding }, text_columns(names)))
}

fn workbook(path: &Path, found: &Recognised, options: &OpenOptions, watch: &Watch) -> Opened {
    let kind = excel::kind(path, &found.head, options)?;
    let sheets = Workbook::open(path, kind, watch)?.names();
    let sheet = match &options.sheet {
        Some(asked) if sheets.contains(asked) => asked.clone(),
        Some(asked) => return Err(SourceError::sheet_missing(path, asked, &sheets)),
        None => sheets.first().cloned().ok_or_else(|| SourceError::empty(path))?,
    };
    let (_, names) = SheetRows::open(path, kind, &sheet, options, watch)?;
    Ok((Detail::Excel { kind, sheet, sheets }, text_columns(names)))
}

fn parquet(path: &Path) -> Opened {
    let footer = parquet_file::footer(path)?;
    let fields = footer.schema.fields();
    let names = header::names(path, fields.iter().map(|field| field.name().as_str()))?;
    let typed = fields.iter().map(|field| Some(field.data_type().clone()));
    let columns = names.into_iter().zip(typed).map(|(name, data_type)| Column { name, data_type }).collect();
    Ok((Detail::Parquet { rows: footer.rows, row_groups: footer.row_groups }, columns))
}

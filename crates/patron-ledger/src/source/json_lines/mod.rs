//! JSON lines: one object a line, its top-level keys as columns.

mod lines;
mod split;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use lines::{Line, Lines};

use super::bytes::{Unpacked, failure};
use super::encoding::Decoded;
use super::header::MAX_COLUMNS;
use super::options::{Compression, Encoding, OpenOptions};
use super::row::{Fault, Row, Rows};
use super::{SourceError, Watch};

/// Rows out of objects; a key that is not there is an empty cell, a nested value its JSON text.
pub(super) struct JsonRows {
    lines: Lines<Decoded<Unpacked>>,
    line: Line,
    path: PathBuf,
    compression: Compression,
    max_cell: usize,
    columns: HashMap<String, usize>,
    cells: Vec<Option<String>>,
    number: u64,
}

fn lines_of(
    path: &Path,
    compression: Compression,
    encoding: Encoding,
    options: &OpenOptions,
    watch: &Watch,
) -> Result<Lines<Decoded<Unpacked>>, SourceError> {
    let bytes = Unpacked::open(path, compression, options, watch)?;
    let max_line = options.max_cell_bytes.saturating_mul(8);
    Ok(Lines::new(Decoded::new(bytes, path, encoding), max_line))
}

/// The keys of all objects, in the order in which they first appear, and whether there is any row.
pub(super) fn columns(
    path: &Path,
    compression: Compression,
    encoding: Encoding,
    options: &OpenOptions,
    watch: &Watch,
) -> Result<Vec<String>, SourceError> {
    let mut lines = lines_of(path, compression, encoding, options, watch)?;
    let (mut line, mut names) = (Line::default(), Vec::new());
    let mut known: HashMap<String, usize> = HashMap::new();
    while lines.read(&mut line).map_err(|error| failure(path, compression, error, Some(line.number)))? {
        for (key, _) in split::fields(&line.text).unwrap_or_default() {
            if known.contains_key(key.as_ref()) {
                continue;
            }
            if names.len() == MAX_COLUMNS {
                return Err(SourceError::too_many_columns(path, MAX_COLUMNS));
            }
            known.insert(key.clone().into_owned(), names.len());
            names.push(key.into_owned());
        }
    }
    if names.is_empty() {
        return Err(SourceError::not_json_lines(path));
    }
    Ok(names)
}

impl JsonRows {
    pub(super) fn open(
        path: &Path,
        compression: Compression,
        encoding: Encoding,
        names: &[String],
        options: &OpenOptions,
        watch: &Watch,
    ) -> Result<Self, SourceError> {
        Ok(Self {
            lines: lines_of(path, compression, encoding, options, watch)?,
            line: Line::default(),
            path: path.to_owned(),
            compression,
            max_cell: options.max_cell_bytes,
            columns: names.iter().cloned().enumerate().map(|(at, name)| (name, at)).collect(),
            cells: vec![None; names.len()],
            number: 0,
        })
    }

    fn object(&mut self) -> Result<(), Fault> {
        let fault =
            |reason, expected: &str, column, value| Fault { reason, expected: expected.to_owned(), column, value };
        if self.line.cut {
            let expected = format!("a line of at most `{}` bytes", self.max_cell.saturating_mul(8));
            return Err(fault("row-too-long", &expected, None, Some(self.line.text.clone())));
        }
        if self.line.text.contains('\0') {
            return Err(fault("nul-character", "text without NUL characters", None, Some(self.line.text.clone())));
        }
        let fields = split::fields(&self.line.text).ok_or_else(|| {
            fault("not-a-json-object", "one JSON object on the line", None, Some(self.line.text.clone()))
        })?;
        for (key, value) in fields {
            let Some(&at) = self.columns.get(key.as_ref()) else { continue };
            if value.len() > self.max_cell {
                let expected = format!("a cell of at most `{}` bytes", self.max_cell);
                return Err(fault("cell-too-long", &expected, Some(at), Some(value.into_owned())));
            }
            let cell = self.cells.get_mut(at);
            if cell.as_ref().is_some_and(|cell| cell.is_some()) {
                return Err(fault("key-twice", "every key once in an object", Some(at), Some(value.into_owned())));
            }
            if let Some(cell) = cell {
                *cell = Some(value.into_owned());
            }
        }
        Ok(())
    }
}

impl Rows for JsonRows {
    fn next(&mut self, row: &mut Row) -> Result<bool, SourceError> {
        row.clear();
        let line = &mut self.line;
        let more =
            self.lines.read(line).map_err(|error| failure(&self.path, self.compression, error, Some(line.number)))?;
        if !more {
            return Ok(false);
        }
        self.cells.fill(None);
        row.fault = self.object().err();
        for cell in &self.cells {
            row.push(cell.as_deref().unwrap_or_default());
        }
        self.number += 1;
        (row.number, row.line) = (self.number, self.line.number);
        Ok(true)
    }
}

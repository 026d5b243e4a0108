//! Rows of a delimited text file.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::scanner::{End, Flaw, Record, Scanner};
use crate::source::bytes::{Unpacked, failure};
use crate::source::encoding::Decoded;
use crate::source::header;
use crate::source::options::{Compression, Encoding, HeaderLine, OpenOptions};
use crate::source::row::{Fault, Row, Rows};
use crate::source::{SourceError, Watch};

/// How the text is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::source) struct Layout {
    pub(in crate::source) compression: Compression,
    pub(in crate::source) encoding: Encoding,
    pub(in crate::source) delimiter: u8,
}

/// Rows with their numbers, lines and faults.
pub(in crate::source) struct TextRows {
    scanner: Scanner<Box<dyn Read + Send>>,
    record: Record,
    path: PathBuf,
    compression: Compression,
    max_cell: usize,
    columns: usize,
    number: u64,
    /// A row already read to count the columns of a file without header.
    ahead: bool,
}

impl TextRows {
    /// Opens the file and reads its header; gives the rows below it and the column names.
    pub(in crate::source) fn open(
        path: &Path,
        layout: Layout,
        options: &OpenOptions,
        watch: &Watch,
    ) -> Result<(Self, Vec<String>), SourceError> {
        let bytes = Unpacked::open(path, layout.compression, options, watch)?;
        let text: Box<dyn Read + Send> = Box::new(Decoded::new(bytes, path, layout.encoding));
        let mut rows = Self {
            scanner: Scanner::new(text, layout.delimiter, options.quoting, options.max_cell_bytes),
            record: Record::default(),
            path: path.to_owned(),
            compression: layout.compression,
            max_cell: options.max_cell_bytes,
            columns: 0,
            number: 0,
            ahead: false,
        };
        let names = rows.header(options.header)?;
        rows.columns = names.len();
        Ok((rows, names))
    }

    fn header(&mut self, header: HeaderLine) -> Result<Vec<String>, SourceError> {
        if let HeaderLine::Line(line) = header {
            for _ in 1..line {
                let more = self.scanner.skip_line().map_err(|error| self.failed(error))?;
                if !more {
                    return Err(SourceError::no_header(&self.path, line));
                }
            }
        }
        loop {
            if self.scan()? == End::File {
                return Err(match header {
                    HeaderLine::Line(line) => SourceError::no_header(&self.path, line),
                    _ => SourceError::empty(&self.path),
                });
            }
            // a first line `sep=;` speaks to spreadsheet programs
            let blank = self.record.bytes.trim_ascii().is_empty();
            if !blank && !self.record.bytes.starts_with(b"sep=") {
                break;
            }
        }
        if self.record.flaw.is_some() {
            return Err(SourceError::header_not_readable(&self.path, self.record.line));
        }
        if header == HeaderLine::None {
            self.ahead = true;
            return header::numbered(&self.path, self.record.ends.len());
        }
        let mut row = Row::default();
        self.fill_row(&mut row);
        header::names(&self.path, row.cells())
    }

    fn failed(&self, error: std::io::Error) -> SourceError {
        failure(&self.path, self.compression, error, Some(self.scanner.line().saturating_sub(1)))
    }

    fn scan(&mut self) -> Result<End, SourceError> {
        if std::mem::take(&mut self.ahead) {
            return Ok(End::Record);
        }
        let end = self.scanner.read(&mut self.record).map_err(|error| {
            failure(&self.path, self.compression, error, Some(self.scanner.line().saturating_sub(1)))
        })?;
        if end == End::InQuotes {
            return Err(SourceError::unclosed_quote(&self.path, self.number + 1, self.record.line));
        }
        Ok(end)
    }

    /// Moves the record's bytes into `row`; cells cut off within a sign lose that sign.
    fn fill_row(&mut self, row: &mut Row) {
        row.clear();
        row.line = self.record.line;
        let mut bytes = std::mem::take(&mut row.text).into_bytes();
        std::mem::swap(&mut bytes, &mut self.record.bytes);
        match String::from_utf8(bytes) {
            Ok(text) => {
                row.text = text;
                std::mem::swap(&mut row.ends, &mut self.record.ends);
            }
            Err(error) => {
                let bytes = error.into_bytes();
                let mut start = 0;
                for &end in &self.record.ends {
                    row.push(&String::from_utf8_lossy(bytes.get(start..end).unwrap_or_default()));
                    start = end;
                }
            }
        }
    }

    fn find_fault(&self, row: &Row) -> Option<Fault> {
        let fault = |reason, column, expected| Some(Fault { reason, expected, column, value: None });
        match self.record.flaw {
            Some(Flaw::CellTooLong(at)) => {
                fault("cell-too-long", Some(at), format!("a cell of at most `{}` bytes", self.max_cell))
            }
            Some(Flaw::RowTooLong) => {
                fault("row-too-long", None, format!("a row of at most `{}` bytes", self.max_cell.saturating_mul(8)))
            }
            Some(Flaw::StrayQuote(at)) => {
                fault("stray-quote", Some(at), "quotes inside a quoted cell to be doubled".to_owned())
            }
            None if row.text.as_bytes().contains(&0) => {
                let at = row.cells().position(|cell| cell.contains('\0'));
                fault("nul-character", at, "text without NUL characters".to_owned())
            }
            None => None,
        }
    }
}

impl Rows for TextRows {
    fn next(&mut self, row: &mut Row) -> Result<bool, SourceError> {
        loop {
            if self.scan()? == End::File {
                return Ok(false);
            }
            self.fill_row(row);
            row.fault = self.find_fault(row);
            if row.is_blank() {
                continue;
            }
            row.fit(self.columns);
            self.number += 1;
            row.number = self.number;
            return Ok(true);
        }
    }
}

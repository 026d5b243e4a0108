//! Rows of one sheet, read on a thread of their own so that they stream.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use super::cell::CellText;
use super::sheet::Workbook;
use crate::source::header::{self, MAX_COLUMNS};
use crate::source::options::{HeaderLine, OpenOptions, WorkbookKind};
use crate::source::row::{Fault, Row, Rows};
use crate::source::{SourceError, Watch};

enum Message {
    Rows(Vec<SheetRow>),
    Failed(SourceError),
    End,
}

/// A row with its blank cells filled in.
#[derive(Default)]
struct SheetRow {
    line: u64,
    text: String,
    ends: Vec<usize>,
    failed: Vec<usize>,
    too_long: Option<usize>,
}

const CHUNK: usize = 256;
const CHUNK_BYTES: usize = 4 << 20;

/// Rows with their numbers and faults.
pub(in crate::source) struct SheetRows {
    receiver: Receiver<Message>,
    chunk: std::vec::IntoIter<SheetRow>,
    path: PathBuf,
    max_cell: usize,
    columns: usize,
    number: u64,
    ahead: Option<SheetRow>,
    ended: bool,
}

impl SheetRows {
    /// Opens the sheet and reads its header; gives the rows below it and the column names.
    pub(in crate::source) fn open(
        path: &Path,
        kind: WorkbookKind,
        sheet: &str,
        options: &OpenOptions,
        watch: &Watch,
    ) -> Result<(Self, Vec<String>), SourceError> {
        let (sender, receiver) = sync_channel(2);
        let (thread_path, thread_sheet, thread_watch) = (path.to_owned(), sheet.to_owned(), watch.clone());
        let max_cell = options.max_cell_bytes;
        std::thread::Builder::new()
            .name("sheet".to_owned())
            .spawn(move || send(&thread_path, kind, &thread_sheet, max_cell, &thread_watch, &sender))
            .map_err(|error| SourceError::open(path, &error))?;
        let chunk = Vec::new().into_iter();
        let path = path.to_owned();
        let mut rows = Self { receiver, chunk, path, max_cell, columns: 0, number: 0, ahead: None, ended: false };
        let names = rows.header(options.header)?;
        rows.columns = names.len();
        Ok((rows, names))
    }

    fn header(&mut self, header: HeaderLine) -> Result<Vec<String>, SourceError> {
        loop {
            let Some(row) = self.receive()? else {
                return Err(match header {
                    HeaderLine::Line(line) => SourceError::no_header(&self.path, line),
                    _ => SourceError::empty(&self.path),
                });
            };
            let wanted = match header {
                HeaderLine::Line(line) => row.line >= line,
                _ => !row.text.trim().is_empty(),
            };
            if !wanted {
                continue;
            }
            if header == HeaderLine::None {
                let names = header::numbered(&self.path, row.ends.len());
                self.ahead = Some(row);
                return names;
            }
            let row = Row { text: row.text, ends: row.ends, ..Row::default() };
            return header::names(&self.path, row.cells());
        }
    }

    fn receive(&mut self) -> Result<Option<SheetRow>, SourceError> {
        if let Some(row) = self.ahead.take() {
            return Ok(Some(row));
        }
        loop {
            if let Some(row) = self.chunk.next() {
                return Ok(Some(row));
            }
            if self.ended {
                return Ok(None);
            }
            match self.receiver.recv() {
                Ok(Message::Rows(rows)) => self.chunk = rows.into_iter(),
                Ok(Message::Failed(error)) => return Err(error),
                Ok(Message::End) => self.ended = true,
                // the reader's thread panicked
                Err(_) => return Err(SourceError::damaged(&self.path, "Excel", "its structure makes no sense")),
            }
        }
    }
}

impl Rows for SheetRows {
    fn next(&mut self, row: &mut Row) -> Result<bool, SourceError> {
        loop {
            row.clear();
            let Some(found) = self.receive()? else { return Ok(false) };
            (row.text, row.ends, row.line, row.failed) = (found.text, found.ends, found.line, found.failed);
            // a sheet does not store blank cells at the end of a row
            while row.ends.len() < self.columns {
                row.push("");
            }
            row.fault = found.too_long.map(|at| Fault {
                reason: "cell-too-long",
                expected: format!("a cell of at most `{}` bytes", self.max_cell),
                column: Some(at),
                value: None,
            });
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

/// Runs on the thread; ends when the sheet does or nobody listens any more.
fn send(path: &Path, kind: WorkbookKind, sheet: &str, max_cell: usize, watch: &Watch, to: &SyncSender<Message>) {
    let mut gather = Gather { to, max_cell, rows: Vec::with_capacity(CHUNK), bytes: 0, row: SheetRow::default() };
    let walked = Workbook::open(path, kind, watch)
        .and_then(|mut book| book.walk(path, sheet, watch, &mut |row, column, text| gather.cell(row, column, text)));
    // a listener that is gone needs no last word
    let _ = match walked {
        Ok(()) => {
            gather.end_row();
            gather.flush();
            to.send(Message::End)
        }
        Err(error) => to.send(Message::Failed(error)),
    };
}

struct Gather<'a> {
    to: &'a SyncSender<Message>,
    max_cell: usize,
    rows: Vec<SheetRow>,
    bytes: usize,
    row: SheetRow,
}

impl Gather<'_> {
    fn cell(&mut self, row: u32, column: u32, cell: CellText) -> bool {
        let (line, column) = (u64::from(row) + 1, usize::try_from(column).unwrap_or(usize::MAX));
        if line != self.row.line {
            self.end_row();
            self.row.line = line;
            if (self.rows.len() >= CHUNK || self.bytes >= CHUNK_BYTES) && !self.flush() {
                return false;
            }
        }
        let (text, failed) = match cell {
            CellText::Text(text) => (text, false),
            CellText::Failed(text) => (text, true),
        };
        if text.is_empty() || column > 2 * MAX_COLUMNS || column < self.row.ends.len() {
            return true;
        }
        self.row.ends.resize(column, self.row.text.len());
        if failed {
            self.row.failed.push(column);
        }
        if text.len() > self.max_cell {
            self.row.too_long = self.row.too_long.or(Some(column));
            self.row.text.extend(text.chars().take(201));
        } else {
            self.row.text.push_str(&text);
        }
        self.row.ends.push(self.row.text.len());
        true
    }

    fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        if row.line > 0 && !row.ends.is_empty() {
            self.bytes += row.text.len();
            self.rows.push(row);
        }
    }

    fn flush(&mut self) -> bool {
        self.bytes = 0;
        self.to.send(Message::Rows(std::mem::take(&mut self.rows))).is_ok()
    }
}

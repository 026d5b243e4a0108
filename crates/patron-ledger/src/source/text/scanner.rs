//! Records out of bytes, with every limit enforced while reading.
//!
//! Own code because the usual reader holds a whole record however long it is, and ends silently
//! inside a quote that is never closed; on plain input both must agree, which a test proves.

use std::io::{self, Read};

use crate::source::header::MAX_COLUMNS;

/// What was wrong with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flaw {
    /// The cell of this index is longer than allowed.
    CellTooLong(usize),
    /// The record as a whole is longer than allowed.
    RowTooLong,
    /// Text follows the closing quote of the cell of this index.
    StrayQuote(usize),
}

/// The end of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// A record was read.
    Record,
    /// The file ended before a record began.
    File,
    /// The file ended within quotes.
    InQuotes,
}

/// The cells of one record, end to end.
#[derive(Debug, Default)]
pub(super) struct Record {
    pub(super) bytes: Vec<u8>,
    pub(super) ends: Vec<usize>,
    /// Line where it begins.
    pub(super) line: u64,
    pub(super) flaw: Option<Flaw>,
}

impl Record {
    fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
        self.flaw = None;
    }

    /// Ends a cell; those far beyond any header are dropped.
    fn end_cell(&mut self) {
        if self.ends.len() <= 2 * MAX_COLUMNS {
            self.ends.push(self.bytes.len());
        }
    }
}

/// Longest record, in longest cells.
const ROW_CELLS: usize = 8;

#[derive(Clone, Copy)]
enum State {
    CellStart,
    Plain,
    Quoted,
    QuoteInQuoted,
}

pub(super) struct Scanner<R> {
    inner: R,
    buffer: Vec<u8>,
    at: usize,
    end: usize,
    /// Line of the next byte, from 1.
    line: u64,
    /// The byte before the next one.
    last: u8,
    delimiter: u8,
    quoting: bool,
    max_cell: usize,
}

const BUFFER: usize = 128 << 10;

impl<R: Read> Scanner<R> {
    pub(super) fn new(inner: R, delimiter: u8, quoting: bool, max_cell: usize) -> Self {
        let buffer = vec![0; BUFFER];
        Self { inner, buffer, at: 0, end: 0, line: 1, last: 0, delimiter, quoting, max_cell }
    }

    pub(super) const fn line(&self) -> u64 {
        self.line
    }

    /// Reads to the end of the line without looking at it; false at the end of the file.
    pub(super) fn skip_line(&mut self) -> io::Result<bool> {
        while self.fill()? {
            let rest = self.buffer.get(self.at..self.end).unwrap_or_default();
            if let Some(found) = rest.iter().position(|b| matches!(b, b'\n' | b'\r')) {
                self.at += found;
                self.step();
                if self.last == b'\r' && self.fill()? && self.buffer.get(self.at) == Some(&b'\n') {
                    self.step();
                }
                return Ok(true);
            }
            self.at = self.end;
            self.last = 0;
        }
        Ok(false)
    }

    /// Reads one record into `record`.
    pub(super) fn read(&mut self, record: &mut Record) -> io::Result<End> {
        record.clear();
        let mut state = State::CellStart;
        let mut length = 0;
        let mut begun = false;
        while self.fill()? {
            let byte = self.buffer.get(self.at).copied().unwrap_or_default();
            if !begun {
                if byte == b'\n' && self.last == b'\r' {
                    self.step();
                    continue;
                }
                record.line = self.line;
                begun = true;
            }
            match state {
                State::CellStart if byte == b'"' && self.quoting => {
                    self.step();
                    state = State::Quoted;
                }
                State::CellStart | State::Plain => {
                    state = State::Plain;
                    let delimiter = self.delimiter;
                    match self.run(record, &mut length, |b| b == delimiter || b == b'\n' || b == b'\r') {
                        Some(b'\n' | b'\r') => {
                            self.step();
                            record.end_cell();
                            return Ok(End::Record);
                        }
                        Some(_) => {
                            self.step();
                            record.end_cell();
                            length = 0;
                            state = State::CellStart;
                        }
                        None => {}
                    }
                }
                State::Quoted => {
                    if self.run(record, &mut length, |b| b == b'"' || b == b'\n' || b == b'\r') == Some(b'"') {
                        self.step();
                        state = State::QuoteInQuoted;
                    } else if self.at < self.end {
                        self.keep(record, &mut length, self.at + 1);
                    }
                }
                State::QuoteInQuoted if byte == b'"' => {
                    self.keep(record, &mut length, self.at + 1);
                    state = State::Quoted;
                }
                State::QuoteInQuoted => match byte {
                    b' ' => self.step(),
                    b'\n' | b'\r' => state = State::Plain,
                    byte if byte == self.delimiter => state = State::Plain,
                    _ => {
                        record.flaw = record.flaw.or(Some(Flaw::StrayQuote(record.ends.len())));
                        state = State::Plain;
                    }
                },
            }
        }
        match (state, begun) {
            (State::Quoted, _) => Ok(End::InQuotes),
            (_, false) => Ok(End::File),
            _ => {
                record.end_cell();
                Ok(End::Record)
            }
        }
    }

    /// Keeps what comes before the next byte that `stops`; that byte, if it is at hand.
    fn run(&mut self, record: &mut Record, length: &mut usize, stops: impl Fn(u8) -> bool) -> Option<u8> {
        let rest = self.buffer.get(self.at..self.end).unwrap_or_default();
        let found = rest.iter().position(|&b| stops(b));
        let to = self.at + found.unwrap_or(rest.len());
        self.keep(record, length, to);
        found.and_then(|_| self.buffer.get(self.at).copied())
    }

    /// Moves on to `to`, keeping the bytes between up to the limits of cell and record.
    fn keep(&mut self, record: &mut Record, length: &mut usize, to: usize) {
        let run = self.buffer.get(self.at..to).unwrap_or_default();
        let Some(&last) = run.last() else { return };
        let cell_room = self.max_cell.saturating_sub(*length);
        let row_room = self.max_cell.saturating_mul(ROW_CELLS).saturating_sub(record.bytes.len());
        *length += run.len();
        if run.len() > cell_room {
            record.flaw = record.flaw.or(Some(Flaw::CellTooLong(record.ends.len())));
        } else if run.len() > row_room {
            record.flaw = record.flaw.or(Some(Flaw::RowTooLong));
        }
        let kept = run.len().min(cell_room).min(row_room);
        record.bytes.extend_from_slice(run.get(..kept).unwrap_or_default());
        self.line += u64::from(last == b'\r' || (last == b'\n' && (self.last != b'\r' || run.len() > 1)));
        self.last = last;
        self.at = to;
    }

    /// Moves on by one byte; `\n`, `\r\n` and a lone `\r` each end one line.
    fn step(&mut self) {
        let byte = self.buffer.get(self.at).copied().unwrap_or_default();
        self.line += u64::from(byte == b'\r' || (byte == b'\n' && self.last != b'\r'));
        self.last = byte;
        self.at += 1;
    }

    /// Makes sure that a byte is at hand; false at the end of the file.
    fn fill(&mut self) -> io::Result<bool> {
        if self.at == self.end {
            self.at = 0;
            self.end = loop {
                match self.inner.read(&mut self.buffer) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    other => break other?,
                }
            };
        }
        Ok(self.at < self.end)
    }
}

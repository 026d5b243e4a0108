//! Lines that are not blank, each cut at a limit while it is read.

use std::io::{self, Read};

#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) text: String,
    /// Number of the line in the file, from 1.
    pub(super) number: u64,
    /// The line is longer than `text`.
    pub(super) cut: bool,
}

pub(super) struct Lines<R> {
    inner: R,
    buffer: Vec<u8>,
    at: usize,
    end: usize,
    number: u64,
    max: usize,
}

impl<R: Read> Lines<R> {
    pub(super) fn new(inner: R, max: usize) -> Self {
        Self { inner, buffer: vec![0; 128 << 10], at: 0, end: 0, number: 0, max }
    }

    /// Reads the next line that is not blank; false at the end.
    pub(super) fn read(&mut self, line: &mut Line) -> io::Result<bool> {
        loop {
            let mut bytes = std::mem::take(&mut line.text).into_bytes();
            bytes.clear();
            line.cut = false;
            if !self.read_any(&mut bytes, &mut line.cut)? {
                return Ok(false);
            }
            line.number = self.number;
            line.text = match String::from_utf8(bytes) {
                Ok(text) => text,
                Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
            };
            if !line.text.trim().is_empty() {
                return Ok(true);
            }
        }
    }

    fn read_any(&mut self, bytes: &mut Vec<u8>, cut: &mut bool) -> io::Result<bool> {
        let mut any = false;
        loop {
            if self.at == self.end {
                self.at = 0;
                self.end = self.inner.read(&mut self.buffer)?;
                if self.end == 0 {
                    self.number += u64::from(any);
                    return Ok(any);
                }
            }
            any = true;
            let rest = self.buffer.get(self.at..self.end).unwrap_or_default();
            let newline = rest.iter().position(|b| *b == b'\n');
            let run = rest.get(..newline.unwrap_or(rest.len())).unwrap_or_default();
            let room = self.max.saturating_sub(bytes.len());
            *cut |= run.len() > room;
            bytes.extend_from_slice(run.get(..run.len().min(room)).unwrap_or_default());
            self.at += run.len() + usize::from(newline.is_some());
            if newline.is_some() {
                self.number += 1;
                return Ok(true);
            }
        }
    }
}

//! Which sign stands between the fields.

use std::path::Path;

use super::scanner::{End, Record, Scanner};
use crate::source::SourceError;

/// Candidates, the likelier first.
const CANDIDATES: [u8; 4] = [b',', b';', b'\t', b'|'];
const ROWS: usize = 200;

/// The delimiter as asked for, if it stands in the header, or the candidate under which the rows
/// of `sample` agree best with the header in their number of fields.
pub(in crate::source) fn choose(
    path: &Path,
    sample: &str,
    asked: Option<u8>,
    quoting: bool,
) -> Result<u8, SourceError> {
    let Some(asked) = asked else {
        let best = CANDIDATES.into_iter().map(|d| (d, agreement(sample, d, quoting))).fold(None, better);
        return Ok(best.map_or(b',', |(delimiter, _)| delimiter));
    };
    if !asked.is_ascii() || asked.is_ascii_alphanumeric() || matches!(asked, b'"' | b'\n' | b'\r' | 0) {
        return Err(SourceError::delimiter_not_allowed(path, char::from(asked)));
    }
    let fields = |delimiter| header_fields(sample, delimiter, quoting);
    if fields(asked) == 1 {
        let found = CANDIDATES.into_iter().filter(|d| *d != asked).find(|d| fields(*d) > 1);
        if let Some(found) = found {
            return Err(SourceError::wrong_delimiter(path, char::from(asked), char::from(found)));
        }
    }
    Ok(asked)
}

fn better(best: Option<(u8, f64)>, next: (u8, f64)) -> Option<(u8, f64)> {
    match best {
        Some(best) if best.1 >= next.1 => Some(best),
        _ if next.1 > 0.0 => Some(next),
        best => best,
    }
}

fn header_fields(sample: &str, delimiter: u8, quoting: bool) -> usize {
    rows(sample, delimiter, quoting).first().copied().unwrap_or(1)
}

/// Share of rows with as many fields as the header, squared, times the root of how many fields
/// beyond the first; 0 for a header of one field.
fn agreement(sample: &str, delimiter: u8, quoting: bool) -> f64 {
    let counts = rows(sample, delimiter, quoting);
    let Some((&header, rest)) = counts.split_first() else { return 0.0 };
    let alike = rest.iter().filter(|count| **count == header).count();
    let share = if rest.is_empty() { 1.0 } else { alike as f64 / rest.len() as f64 };
    share * share * (header.saturating_sub(1) as f64).sqrt()
}

/// Number of fields of the first rows; the last may be cut off by the sample's end and is dropped.
fn rows(sample: &str, delimiter: u8, quoting: bool) -> Vec<usize> {
    let mut scanner = Scanner::new(sample.as_bytes(), delimiter, quoting, sample.len());
    let mut record = Record::default();
    let mut counts = Vec::new();
    while counts.len() < ROWS && matches!(scanner.read(&mut record), Ok(End::Record)) {
        if !record.bytes.trim_ascii().is_empty() {
            counts.push(record.ends.len());
        }
    }
    if counts.len() > 2 && !sample.ends_with(['\n', '\r']) && counts.len() < ROWS {
        counts.pop();
    }
    counts
}

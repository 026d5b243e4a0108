//! What kind of file it is: by its content first, by its name second.

use std::io::{self, Read};
use std::path::Path;

use super::bytes::{Unpacked, failure, fill};
use super::encoding::by_nulls;
use super::options::{Compression, Format, OpenOptions};
use super::{SourceError, Watch};

/// A recognised file.
#[derive(Debug)]
pub(super) struct Recognised {
    pub(super) format: Format,
    pub(super) compression: Compression,
    /// The first unpacked bytes.
    pub(super) head: Vec<u8>,
}

const HEAD: usize = 64 << 10;

/// Signs at the beginning of files that are no tables.
const FOREIGN: [(&[u8], &str, &str); 11] = [
    (b"%PDF", "a PDF document", "export the table as CSV or Excel"),
    (b"\x89PNG", "a picture", "export the table as CSV or Excel"),
    (b"\xff\xd8\xff", "a picture", "export the table as CSV or Excel"),
    (b"BZh", "a bzip2 archive", "unpack it first, or pack it with gzip or zstd"),
    (b"\xfd7zXZ", "an xz archive", "unpack it first, or pack it with gzip or zstd"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first, or pack it with gzip or zstd"),
    (b"Rar!", "a rar archive", "unpack it first, or pack it with gzip or zstd"),
    (b"SQLite format 3\0", "a SQLite database", "export the table as CSV"),
    (b"PARE", "an encrypted Parquet file", "write it without encryption"),
    (b"ARROW1", "an Arrow file", "write it as Parquet"),
    (b"Obj\x01", "an Avro file", "write it as Parquet or JSON lines"),
];

pub(super) fn recognise(path: &Path, options: &OpenOptions, watch: &Watch) -> Result<Recognised, SourceError> {
    let raw = read_head(path, Compression::None, options, watch)?;
    let compression = match raw.as_slice() {
        [0x1f, 0x8b, ..] => Compression::Gzip,
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Compression::Zstd,
        _ => Compression::None,
    };
    let head = if compression == Compression::None { raw } else { read_head(path, compression, options, watch)? };
    let found = kind(path, &head)?;
    if compression != Compression::None && matches!(found, Format::Excel | Format::Parquet) {
        let hint = "unpack it first; workbooks and Parquet files are packed inside";
        return Err(SourceError::unsupported(path, "a packed workbook or Parquet file", hint));
    }
    // text can be called either kind of text; everything else must be what was asked for
    let text = |format| matches!(format, Format::Csv | Format::JsonLines);
    let format = match options.format {
        None => found,
        Some(asked) if asked == found || (text(asked) && text(found)) => asked,
        Some(asked) => return Err(SourceError::format_mismatch(path, asked.name(), found.name())),
    };
    Ok(Recognised { format, compression, head })
}

fn read_head(
    path: &Path,
    compression: Compression,
    options: &OpenOptions,
    watch: &Watch,
) -> Result<Vec<u8>, SourceError> {
    let head = |watch: &Watch| -> io::Result<Vec<u8>> {
        let mut reader = Unpacked::open(path, compression, options, watch)?;
        let mut head = vec![0; HEAD];
        let count = fill(&mut reader.by_ref(), &mut head)?;
        head.truncate(count);
        Ok(head)
    };
    head(watch).map_err(|error| failure(path, compression, error, None))
}

fn kind(path: &Path, head: &[u8]) -> Result<Format, SourceError> {
    match head {
        [b'P', b'A', b'R', b'1', ..] => return Ok(Format::Parquet),
        [b'P', b'K', 3, 4, ..] | [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => return Ok(Format::Excel),
        _ => {}
    }
    if let Some((_, what, hint)) = FOREIGN.iter().find(|(magic, ..)| head.starts_with(magic)) {
        return Err(SourceError::unsupported(path, what, hint));
    }
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let start = start.trim_ascii_start();
    if start.is_empty() && by_nulls(head).is_none() {
        return Err(SourceError::empty(path));
    }
    if looks_binary(head) {
        return Err(SourceError::unsupported(path, "a binary file", "export the table as CSV, Excel or Parquet"));
    }
    let lower: Vec<u8> = start.iter().take(256).map(u8::to_ascii_lowercase).collect();
    if [&b"<html"[..], b"<!doctype html", b"<table", b"<?xml", b"<meta"].iter().any(|tag| lower.starts_with(tag)) {
        let hint = "open it in a spreadsheet program and save it as .xlsx or CSV";
        return Err(SourceError::unsupported(path, "a web page or XML document", hint));
    }
    if start.starts_with(b"[") && start.get(1..).unwrap_or_default().trim_ascii_start().starts_with(b"{") {
        let hint = "write one object a line, for example with `jq -c '.[]'`";
        return Err(SourceError::unsupported(path, "a JSON array", hint));
    }
    let named = path.to_string_lossy().to_ascii_lowercase();
    let named_json = [".jsonl", ".ndjson", ".json"]
        .iter()
        .any(|end| named.trim_end_matches(".gz").trim_end_matches(".zst").ends_with(end));
    let object =
        start.strip_prefix(b"{").is_some_and(|rest| matches!(rest.trim_ascii_start().first(), Some(b'"' | b'}')));
    let plain: Vec<u8> = head.iter().copied().filter(|b| *b != 0).collect();
    let wide_object = by_nulls(head).is_some() && plain.trim_ascii_start().starts_with(b"{\"");
    Ok(if object || wide_object || named_json { Format::JsonLines } else { Format::Csv })
}

/// Text has hardly any control signs; UTF-16 without a mark has its zeros in one place.
fn looks_binary(head: &[u8]) -> bool {
    if matches!(head, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) || by_nulls(head).is_some() {
        return false;
    }
    let control = head.iter().filter(|b| **b < 32 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1a | 0x1b));
    control.count() * 100 > head.len()
}

//! What a zip archive says it holds, read before anything in it is unpacked.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use crate::source::SourceError;
use crate::source::options::OpenOptions;

/// The central directory of an archive.
#[derive(Debug, Default)]
pub(super) struct Listing {
    pub(super) names: Vec<String>,
    packed: u64,
    unpacked: u64,
}

const RATIO_FROM: u64 = 64 << 20;
/// A directory of this size lists more files than any workbook has.
const MAX_DIRECTORY: u32 = 16 << 20;

impl Listing {
    pub(super) fn check(&self, path: &Path, options: &OpenOptions) -> Result<(), SourceError> {
        if self.unpacked > options.max_unpacked_bytes {
            let limit = format!("`{}` bytes", options.max_unpacked_bytes);
            return Err(SourceError::too_large_unpacked(path, &limit));
        }
        if self.unpacked > RATIO_FROM && self.unpacked / self.packed.max(1) > options.max_unpacked_ratio {
            let limit = format!("`{}` times its size", options.max_unpacked_ratio);
            return Err(SourceError::too_large_unpacked(path, &limit));
        }
        Ok(())
    }
}

/// Lists the archive; a missing end means that the file was cut off.
pub(super) fn list(path: &Path) -> Result<Listing, SourceError> {
    let mut file = File::open(path).map_err(|error| SourceError::open(path, &error))?;
    let directory = directory(&mut file).map_err(|error| SourceError::open(path, &error))?;
    let directory = directory.ok_or_else(|| SourceError::truncated(path, "Excel", None))?;
    let mut listing = Listing::default();
    let mut rest = directory.as_slice();
    while let Some((entry, after)) = rest.split_at_checked(46) {
        if !entry.starts_with(b"PK\x01\x02") {
            break;
        }
        let (name, extra, comment) = (short(entry, 28), short(entry, 30), short(entry, 32));
        listing.packed += u64::from(long(entry, 20));
        listing.unpacked += u64::from(long(entry, 24));
        let name_bytes = after.get(..name).unwrap_or_default();
        listing.names.push(String::from_utf8_lossy(name_bytes).into_owned());
        rest = after.get(name + extra + comment..).unwrap_or_default();
    }
    Ok(listing)
}

/// The bytes of the central directory, found by the record that ends every archive.
fn directory(file: &mut File) -> io::Result<Option<Vec<u8>>> {
    let size = file.seek(SeekFrom::End(0))?;
    // the record has 22 bytes and a comment of at most 65,535
    let tail_from = size.saturating_sub(22 + 65_535);
    file.seek(SeekFrom::Start(tail_from))?;
    let mut tail = Vec::new();
    file.read_to_end(&mut tail)?;
    let Some(at) = tail.windows(4).rposition(|bytes| bytes == b"PK\x05\x06") else { return Ok(None) };
    let record = tail.get(at..).unwrap_or_default();
    let (length, offset) = (long(record, 12), long(record, 16));
    if length > MAX_DIRECTORY || u64::from(offset) + u64::from(length) > size {
        return Ok(None);
    }
    file.seek(SeekFrom::Start(u64::from(offset)))?;
    let mut directory = vec![0; usize::try_from(length).unwrap_or(0)];
    file.read_exact(&mut directory)?;
    Ok(Some(directory))
}

fn short(bytes: &[u8], at: usize) -> usize {
    let byte = |at| bytes.get(at).copied().map_or(0, usize::from);
    byte(at) | byte(at + 1) << 8
}

fn long(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes)
}

//! The bytes of a file: counted, unpacked, and bounded.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::options::{Compression, OpenOptions};
use super::{SourceError, Watch};

const BUFFER: usize = 128 << 10;
const REPORT_EVERY: u64 = 1 << 20;
const RATIO_FROM: u64 = 64 << 20;

/// A file that reports how much of it was read, and stops when asked.
#[derive(Debug)]
pub(super) struct Meter {
    file: File,
    path: PathBuf,
    watch: Watch,
    done: u64,
    reported: u64,
    total: u64,
}

impl Meter {
    pub(super) fn open(path: &Path, watch: &Watch) -> Result<Self, SourceError> {
        let file = File::open(path).map_err(|error| SourceError::open(path, &error))?;
        let total = file.metadata().map_err(|error| SourceError::open(path, &error))?.len();
        Ok(Self { file, path: path.to_owned(), watch: watch.clone(), done: 0, reported: 0, total })
    }
}

impl Read for Meter {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.watch.is_cancelled() {
            return Err(SourceError::cancelled(&self.path).into());
        }
        let count = self.file.read(into)?;
        self.done += count as u64;
        if self.done - self.reported >= REPORT_EVERY || (count == 0 && self.reported < self.done) {
            self.reported = self.done;
            self.watch.report(self.done.min(self.total), self.total);
        }
        Ok(count)
    }
}

impl Seek for Meter {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

/// The unpacked bytes of a file.
pub(super) struct Unpacked {
    packing: Packing,
    path: PathBuf,
    count: u64,
    max_bytes: u64,
    max_ratio: u64,
}

enum Packing {
    None(Meter),
    Gzip(Box<flate2::bufread::MultiGzDecoder<BufReader<Meter>>>),
    Zstd(Box<zstd::Decoder<'static, BufReader<Meter>>>),
}

impl Unpacked {
    pub(super) fn open(
        path: &Path,
        compression: Compression,
        options: &OpenOptions,
        watch: &Watch,
    ) -> Result<Self, SourceError> {
        let meter = Meter::open(path, watch)?;
        let packing = match compression {
            Compression::None => Packing::None(meter),
            Compression::Gzip => {
                let packed = BufReader::with_capacity(BUFFER, meter);
                Packing::Gzip(Box::new(flate2::bufread::MultiGzDecoder::new(packed)))
            }
            Compression::Zstd => {
                let packed = BufReader::with_capacity(BUFFER, meter);
                let decoder =
                    zstd::Decoder::with_buffer(packed).map_err(|error| SourceError::damaged(path, "zstd", error))?;
                Packing::Zstd(Box::new(decoder))
            }
        };
        Ok(Self {
            packing,
            path: path.to_owned(),
            count: 0,
            max_bytes: options.max_unpacked_bytes,
            max_ratio: options.max_unpacked_ratio,
        })
    }

    fn packed_bytes(&self) -> u64 {
        match &self.packing {
            Packing::None(meter) => meter.done,
            Packing::Gzip(decoder) => decoder.get_ref().get_ref().done,
            Packing::Zstd(decoder) => decoder.get_ref().get_ref().done,
        }
    }

    fn check(&self) -> io::Result<()> {
        if self.count > self.max_bytes {
            let limit = format!("`{}` bytes", self.max_bytes);
            return Err(SourceError::too_large_unpacked(&self.path, &limit).into());
        }
        if self.count > RATIO_FROM && self.count / self.packed_bytes().max(1) > self.max_ratio {
            let limit = format!("`{}` times its size", self.max_ratio);
            return Err(SourceError::too_large_unpacked(&self.path, &limit).into());
        }
        Ok(())
    }
}

impl Read for Unpacked {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = match &mut self.packing {
            Packing::None(meter) => return meter.read(into),
            Packing::Gzip(decoder) => decoder.read(into)?,
            Packing::Zstd(decoder) => decoder.read(into)?,
        };
        self.count += count as u64;
        self.check()?;
        Ok(count)
    }
}

/// Turns a failed read into the error that caused it; `line` is the last line read whole.
pub(super) fn failure(path: &Path, compression: Compression, error: io::Error, line: Option<u64>) -> SourceError {
    let kind = match compression {
        Compression::None => None,
        Compression::Gzip => Some("gzip"),
        Compression::Zstd => Some("zstd"),
    };
    let eof = error.kind() == io::ErrorKind::UnexpectedEof;
    match (error.downcast::<SourceError>(), kind) {
        (Ok(known), _) => known,
        (Err(_), Some(kind)) if eof => SourceError::truncated(path, kind, line),
        (Err(error), Some(kind)) => SourceError::damaged(path, kind, error),
        (Err(error), None) => SourceError::open(path, &error),
    }
}

/// Reads until `into` is full or the bytes end.
pub(super) fn fill(reader: &mut impl Read, into: &mut [u8]) -> io::Result<usize> {
    let mut have = 0;
    while have < into.len() {
        match reader.read(into.get_mut(have..).unwrap_or_default()) {
            Ok(0) => break,
            Ok(count) => have += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(have)
}

//! Which encoding a text file is in, and its text as UTF-8, strictly.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use encoding_rs::{Decoder, DecoderResult};

use super::bytes::{Unpacked, failure};
use super::options::{Compression, Encoding, OpenOptions};
use super::{SourceError, Watch};

impl Encoding {
    fn decoder(self) -> Decoder {
        let encoding = match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
            Self::Gb18030 => encoding_rs::GB18030,
            Self::Windows1252 => encoding_rs::WINDOWS_1252,
        };
        encoding.new_decoder_with_bom_removal()
    }
}

/// Text of any encoding as UTF-8; the first byte that does not fit ends it with an error.
pub(super) struct Decoded<R> {
    inner: R,
    path: PathBuf,
    encoding: Encoding,
    decoder: Decoder,
    raw: Vec<u8>,
    raw_at: usize,
    raw_end: usize,
    ended: bool,
    /// The decoder has given its last; it must not be asked again.
    finished: bool,
    text: Vec<u8>,
    text_at: usize,
    text_end: usize,
    bytes: u64,
    lines: u64,
}

const RAW: usize = 64 << 10;
// UTF-16 and GB18030 grow by half at most, Windows-1252 threefold
const TEXT: usize = 3 * RAW + 64;

impl<R: Read> Decoded<R> {
    pub(super) fn new(inner: R, path: &Path, encoding: Encoding) -> Self {
        Self {
            inner,
            path: path.to_owned(),
            encoding,
            decoder: encoding.decoder(),
            raw: vec![0; RAW],
            raw_at: 0,
            raw_end: 0,
            ended: false,
            finished: false,
            text: vec![0; TEXT],
            text_at: 0,
            text_end: 0,
            bytes: 0,
            lines: 0,
        }
    }

    /// Lines given out whole.
    pub(super) const fn lines(&self) -> u64 {
        self.lines
    }

    fn refill(&mut self) -> io::Result<()> {
        if self.raw_at == self.raw_end && !self.ended {
            self.raw_at = 0;
            self.raw_end = self.inner.read(&mut self.raw)?;
            self.ended = self.raw_end == 0;
        }
        let raw = self.raw.get(self.raw_at..self.raw_end).unwrap_or_default();
        let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(raw, &mut self.text, self.ended);
        self.raw_at += read;
        self.bytes += read as u64;
        (self.text_at, self.text_end) = (0, written);
        let newlines = self.text.get(..written).unwrap_or_default().iter().filter(|b| **b == b'\n').count();
        self.lines += newlines as u64;
        self.finished = self.ended && result == DecoderResult::InputEmpty;
        if let DecoderResult::Malformed(length, beyond) = result {
            let at = self.bytes.saturating_sub(u64::from(length) + u64::from(beyond));
            let tried = [self.encoding.name()];
            return Err(SourceError::undecodable(&self.path, self.lines + 1, at + 1, &tried).into());
        }
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.text_at == self.text_end {
            if self.finished {
                return Ok(0);
            }
            self.refill()?;
        }
        let have = self.text.get(self.text_at..self.text_end).unwrap_or_default();
        let count = have.len().min(into.len());
        if let (Some(into), Some(from)) = (into.get_mut(..count), have.get(..count)) {
            into.copy_from_slice(from);
        }
        self.text_at += count;
        Ok(count)
    }
}

/// The encoding of the whole file: as asked, by its byte-order mark, or by reading it to the end.
pub(super) fn recognise(
    path: &Path,
    compression: Compression,
    head: &[u8],
    options: &OpenOptions,
    watch: &Watch,
) -> Result<Encoding, SourceError> {
    let certain = options.encoding.or_else(|| by_mark(head)).or_else(|| by_nulls(head));
    let check = |encoding| drain(path, compression, encoding, options, watch);
    if let Some(encoding) = certain {
        return check(encoding).map(|_| encoding);
    }
    let error = match check(Encoding::Utf8) {
        Ok(_) => return Ok(Encoding::Utf8),
        Err(error) if error.code() == "text-not-decodable" => error,
        Err(error) => return Err(error),
    };
    match check(Encoding::Gb18030) {
        Ok(share) if share >= GB2312_SHARE => Ok(Encoding::Gb18030),
        Err(other) if other.code() != "text-not-decodable" => Err(other),
        _ => {
            let number = |name| error.value(name).and_then(|value| value.parse().ok()).unwrap_or(0);
            let tried = [Encoding::Utf8.name(), Encoding::Gb18030.name()];
            Err(SourceError::undecodable(path, number("line"), number("byte"), &tried))
        }
    }
}

fn by_mark(head: &[u8]) -> Option<Encoding> {
    match head {
        [0xef, 0xbb, 0xbf, ..] => Some(Encoding::Utf8),
        [0xff, 0xfe, ..] => Some(Encoding::Utf16Le),
        [0xfe, 0xff, ..] => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// UTF-16 without a mark: ASCII signs leave zeros at every second place, and only there.
pub(super) fn by_nulls(head: &[u8]) -> Option<Encoding> {
    let nulls = |parity| head.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (nulls(0), nulls(1));
    let enough = (head.len() / 2).div_ceil(10);
    match (even, odd) {
        (0, odd) if odd > 0 && odd >= enough => Some(Encoding::Utf16Le),
        (even, 0) if even > 0 && even >= enough => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// Western text misread as GB18030 gives pairs outside GB2312; Chinese text hardly any.
const GB2312_SHARE: f64 = 0.8;

/// Reads the whole file as `encoding`; gives the share of its two-byte signs that lie in GB2312.
fn drain(
    path: &Path,
    compression: Compression,
    encoding: Encoding,
    options: &OpenOptions,
    watch: &Watch,
) -> Result<f64, SourceError> {
    let bytes = Unpacked::open(path, compression, options, watch)?;
    let mut text = Decoded::new(Pairs { inner: bytes, lead: None, skip: 0, inside: 0, all: 0 }, path, encoding);
    let mut buffer = vec![0; RAW];
    loop {
        match text.read(&mut buffer) {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) => return Err(failure(path, compression, error, Some(text.lines()))),
        }
    }
    let pairs = &text.inner;
    Ok(if pairs.all == 0 { 1.0 } else { pairs.inside as f64 / pairs.all as f64 })
}

/// Counts two-byte signs of GB18030 on their way through.
struct Pairs<R> {
    inner: R,
    lead: Option<u8>,
    skip: u8,
    inside: u64,
    all: u64,
}

impl<R: Read> Read for Pairs<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(into)?;
        let seen = into.get(..count).unwrap_or_default();
        if self.lead.is_none() && self.skip == 0 && seen.is_ascii() {
            return Ok(count);
        }
        for &byte in seen {
            match self.lead.take() {
                _ if self.skip > 0 => self.skip -= 1,
                None if byte >= 0x81 => self.lead = Some(byte),
                None => {}
                // a four-byte sign: rare in real text, counted as outside
                Some(_) if byte.is_ascii_digit() => {
                    self.skip = 2;
                    self.all += 1;
                }
                Some(lead) => {
                    self.all += 1;
                    self.inside += u64::from(lead >= 0xa1 && byte >= 0xa1);
                }
            }
        }
        Ok(count)
    }
}

//! The content hash of a file.

use std::fmt::Write as _;
use std::io::Read;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::bytes::{Meter, failure};
use super::options::Compression;
use super::{SourceError, Watch};

/// SHA-256 of the raw bytes, in lower-case hexadecimal.
pub(super) fn of_file(path: &Path, watch: &Watch) -> Result<String, SourceError> {
    let mut file = Meter::open(path, watch)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 256 << 10];
    loop {
        let count = file.read(&mut buffer).map_err(|error| failure(path, Compression::None, error, None))?;
        if count == 0 {
            break;
        }
        hasher.update(buffer.get(..count).unwrap_or_default());
    }
    Ok(hasher.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        // writing to a string cannot fail
        let _ = write!(hex, "{byte:02x}");
        hex
    }))
}

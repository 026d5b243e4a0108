//! Files as answers. A file is made whole before its first byte is sent, so that an error is an error and never a
//! file that ends early.

use std::fs::File;
use std::io::{Seek, SeekFrom};
use std::path::Path;

use axum::body::Body;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use patron_service::error::Result;
use tokio_util::io::ReaderStream;

/// Bytes read from a file at a time.
const STEP: usize = 64 << 10;

/// A file that goes away when it has been sent.
pub(super) fn scratch_file(folder: &Path) -> Result<File> {
    Ok(tempfile::tempfile_in(folder)?)
}

/// How a file is called and what it is.
#[derive(Debug)]
pub(super) struct Download {
    pub(super) name: String,
    pub(super) media_type: &'static str,
}

impl Download {
    /// Sends a file from its beginning.
    pub(super) async fn file(&self, mut file: File) -> Result<Response> {
        let length = file.seek(SeekFrom::End(0))?;
        file.rewind()?;
        let parts = ReaderStream::with_capacity(tokio::fs::File::from_std(file), STEP);
        Ok(([(CONTENT_LENGTH, length.to_string())], self.head(), Body::from_stream(parts)).into_response())
    }

    /// Sends what is in memory.
    pub(super) fn bytes(&self, bytes: Vec<u8>) -> Response {
        (self.head(), bytes).into_response()
    }

    fn head(&self) -> [(axum::http::HeaderName, String); 2] {
        [(CONTENT_TYPE, self.media_type.to_owned()), (CONTENT_DISPOSITION, disposition(&self.name))]
    }
}

/// The name in letters that every client reads, and in full for those that read RFC 6266.
fn disposition(name: &str) -> String {
    let plain: String = name.chars().map(|letter| if is_plain(letter) { letter } else { '_' }).collect();
    let mut full = String::new();
    for byte in name.bytes() {
        if is_plain(char::from(byte)) && byte != b' ' {
            full.push(char::from(byte));
        } else {
            full.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{full}")
}

fn is_plain(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "-_. ".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn names_are_sent_in_both_forms() {
        assert_eq!(
            disposition("客户 \"A\".csv"),
            "attachment; filename=\"__ _A_.csv\"; filename*=UTF-8''%E5%AE%A2%E6%88%B7%20%22A%22.csv"
        );
    }
}

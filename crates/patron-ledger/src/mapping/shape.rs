//! The shape of a source: files of the same shape take the same mapping.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// A hash of the kind of file and its column names in order, in hexadecimal.
#[must_use]
pub fn shape(format: &str, columns: &[String]) -> String {
    let mut hasher = Sha256::new();
    for part in std::iter::once(format).chain(columns.iter().map(String::as_str)) {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().iter().take(16).fold(String::new(), |mut hex, byte| {
        // writing to a string cannot fail
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::shape;

    #[test]
    fn depends_on_kind_names_and_order() {
        let of =
            |format: &str, names: &[&str]| shape(format, &names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>());
        assert_eq!(of("csv", &["a", "b"]), of("csv", &["a", "b"]));
        assert_ne!(of("csv", &["a", "b"]), of("csv", &["b", "a"]));
        assert_ne!(of("csv", &["a", "b"]), of("excel", &["a", "b"]));
        assert_ne!(of("csv", &["ab", "c"]), of("csv", &["a", "bc"]));
        assert_eq!(of("csv", &["客户"]).len(), 32);
    }
}

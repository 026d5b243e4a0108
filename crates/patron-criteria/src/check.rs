//! What the tests of this crate share: comparisons that say by how much they failed, and where large data is.

use std::path::PathBuf;

/// Room for the rounding of a few dozen additions and divisions.
pub(crate) const ROUNDING: f64 = 1e-12;

/// Fails unless |found − expected| ≤ tolerance.
#[track_caller]
pub(crate) fn assert_close(found: f64, expected: f64, tolerance: f64) {
    let error = (found - expected).abs();
    assert!(error <= tolerance, "found {found}, expected {expected}: error {error:e} over {tolerance:e}");
}

/// Fails unless both lists are as long, and close everywhere.
#[track_caller]
pub(crate) fn assert_all_close(found: &[f64], expected: &[f64], tolerance: f64) {
    assert_eq!(found.len(), expected.len(), "found {found:?}, expected {expected:?}");
    for (found, expected) in found.iter().zip(expected) {
        assert_close(*found, *expected, tolerance);
    }
}

/// A file of the developers' data folder, or `None` (with a printed line) where that folder is not there.
///
/// The folder is `shared` beside the checkout, or what `PATRON_SHARED_DIR` names.
pub(crate) fn shared_file(path: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("PATRON_SHARED_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let file = folder.join(path);
    if file.exists() {
        return Some(file);
    }
    eprintln!("skipped: `{path}` is not in the developers' data folder");
    None
}

//! What the tests of this crate share: comparisons that say by how much they failed, and columns of the developers' data.

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

/// Columns of a file of the developers' data folder, as texts in the order of the names; `None` where it is not there.
pub(crate) fn shared_columns(path: &str, names: &[&str]) -> Option<Vec<Vec<String>>> {
    let text = std::fs::read_to_string(shared_file(path)?).unwrap();
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    let places: Vec<usize> =
        names.iter().map(|name| header.iter().position(|column| column == name).expect(name)).collect();
    let mut columns = vec![Vec::new(); names.len()];
    for line in lines {
        let cells = cells(line);
        for (column, place) in columns.iter_mut().zip(&places) {
            column.push(cells[*place].clone());
        }
    }
    Some(columns)
}

/// The cells of a line; quotes hide commas.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            _ => cells.last_mut().unwrap().push(letter),
        }
    }
    cells
}

/// The same as numbers, where an empty cell is no answer.
pub(crate) fn shared_answers(path: &str, names: &[&str]) -> Option<crate::answers::Answers> {
    let columns = shared_columns(path, names)?;
    let number = |cell: &String| if cell.is_empty() { None } else { Some(cell.parse().unwrap()) };
    let columns = columns.iter().map(|column| column.iter().map(number).collect()).collect();
    Some(crate::answers::Answers::new(columns).unwrap())
}

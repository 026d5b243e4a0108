//! Column names of a header.

use std::collections::HashMap;
use std::path::Path;

use super::SourceError;

/// More columns than any export has; a wrong delimiter or a binary file reaches it.
pub(super) const MAX_COLUMNS: usize = 4096;

/// Trims the names, names the nameless `column_<position>`, refuses two alike.
pub(super) fn names<'a>(path: &Path, cells: impl Iterator<Item = &'a str>) -> Result<Vec<String>, SourceError> {
    let mut names = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (index, cell) in cells.enumerate() {
        if index == MAX_COLUMNS {
            return Err(SourceError::too_many_columns(path, MAX_COLUMNS));
        }
        let position = index + 1;
        let trimmed = cell.trim_start_matches('\u{feff}').trim();
        let name = if trimmed.is_empty() { format!("column_{position}") } else { trimmed.to_owned() };
        if let Some(first) = seen.insert(name.clone(), position) {
            return Err(SourceError::same_headers(path, &name, first, position));
        }
        names.push(name);
    }
    Ok(names)
}

/// `column_1` to `column_<count>`.
pub(super) fn numbered(path: &Path, count: usize) -> Result<Vec<String>, SourceError> {
    names(path, std::iter::repeat_n("", count))
}

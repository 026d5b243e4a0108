//! Rejected rows that came back corrected.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// Which rejected rows an import brought again: batch -> file -> rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Corrections(BTreeMap<String, BTreeMap<String, BTreeSet<u64>>>);

impl Corrections {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The batches whose rows came again.
    pub fn batches(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Whether any row of a batch came again.
    #[must_use]
    pub fn touch(&self, batch: &str) -> bool {
        self.0.contains_key(batch)
    }

    /// Whether a row of a file of a batch came again.
    #[must_use]
    pub fn have(&self, batch: &str, file: &str, row: u64) -> bool {
        let rows = self.0.get(batch).and_then(|files| files.get(file));
        rows.is_some_and(|rows| rows.contains(&row))
    }

    pub(super) fn add(&mut self, batch: &str, file: &str, row: u64) {
        self.0.entry(batch.to_owned()).or_default().entry(file.to_owned()).or_default().insert(row);
    }

    /// Adds those of another import.
    pub fn extend(&mut self, other: Self) {
        for (batch, files) in other.0 {
            let known = self.0.entry(batch).or_default();
            for (file, rows) in files {
                known.entry(file).or_default().extend(rows);
            }
        }
    }
}

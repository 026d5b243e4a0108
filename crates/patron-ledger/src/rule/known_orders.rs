//! Orders that the ledger has already.

use std::collections::BTreeMap;

use super::fingerprint::{Fingerprints, of_text};

/// Order ids of the live batches, as fingerprints.
///
/// A rejected row belongs to an order whose other lines may have been loaded with its batch. When the row comes back
/// corrected, that batch does not count against it; every other batch does.
#[derive(Debug, Clone, Default)]
pub struct KnownOrders {
    /// Order ids of all batches.
    pub all: Fingerprints,
    /// By batch that rows correct: order ids of the batches that count against such a row.
    pub beside: BTreeMap<String, Fingerprints>,
}

impl KnownOrders {
    /// Whether no order is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Whether an order is known, for a row that corrects a batch or none.
    #[must_use]
    pub fn contain(&self, order: &str, corrects: Option<&str>) -> bool {
        let counted = corrects.and_then(|batch| self.beside.get(batch)).unwrap_or(&self.all);
        !counted.is_empty() && counted.contains(&of_text(order))
    }
}

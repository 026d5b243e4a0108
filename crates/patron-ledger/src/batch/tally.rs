//! Where every row went.

use crate::rule::Class;

/// Rows and the sum of their amounts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Rows.
    pub rows: u64,
    /// Sum of the amounts that are known, in units of 1/10000.
    pub amount: i128,
}

impl Count {
    fn add(&mut self, amount: Option<i128>) {
        self.rows += 1;
        self.amount += amount.unwrap_or(0);
    }
}

/// read = loaded + quarantined + duplicates + excluded, in rows and in amounts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows of the files, bad ones included.
    pub read: Count,
    /// Rows in the ledger.
    pub loaded: Count,
    /// Rejected rows.
    pub quarantined: Count,
    /// Rows that were there already.
    pub duplicates: Count,
    /// Rows left out by a rule.
    pub excluded: Count,
}

impl Tally {
    pub(super) fn count(&mut self, class: Class, amount: Option<i128>) {
        self.read.add(amount);
        let count = match class {
            Class::Load => &mut self.loaded,
            Class::Quarantine => &mut self.quarantined,
            Class::Duplicate => &mut self.duplicates,
            Class::Exclude => &mut self.excluded,
        };
        count.add(amount);
    }

    /// Loaded rows that a later row of the same identifier replaced are duplicates.
    pub fn supersede(&mut self, rows: u64) {
        self.loaded.rows -= rows;
        self.duplicates.rows += rows;
    }

    /// Whether every row went somewhere, once.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        let parts = [self.loaded, self.quarantined, self.duplicates, self.excluded];
        self.read.rows == parts.iter().map(|part| part.rows).sum::<u64>()
            && self.read.amount == parts.iter().map(|part| part.amount).sum::<i128>()
    }
}

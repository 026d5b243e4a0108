//! Rows and identifiers as 128 bits, to see what is there twice without keeping it.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hasher};

use arrow::array::{Array, StringArray};

/// Two independent 64-bit hashes side by side; equal for equal input within one run.
#[derive(Debug)]
struct Pair(DefaultHasher, DefaultHasher);

impl Pair {
    fn new() -> Self {
        let mut second = DefaultHasher::new();
        second.write_u64(0x9e37_79b9_7f4a_7c15);
        Self(DefaultHasher::new(), second)
    }

    fn cell(&mut self, text: Option<&str>) {
        for hasher in [&mut self.0, &mut self.1] {
            match text {
                None => hasher.write_u8(0),
                Some(text) => {
                    hasher.write_u8(1);
                    hasher.write_usize(text.len());
                    hasher.write(text.as_bytes());
                }
            }
        }
    }

    fn finish(&self) -> u128 {
        u128::from(self.0.finish()) << 64 | u128::from(self.1.finish())
    }
}

/// 128 bits of one text.
#[must_use]
pub fn of_text(text: &str) -> u128 {
    let mut pair = Pair::new();
    pair.cell(Some(text));
    pair.finish()
}

/// 128 bits of every cell of a row, in the order of the columns.
pub(super) fn of_row(cells: &[&StringArray], index: usize) -> u128 {
    let mut pair = Pair::new();
    for column in cells {
        pair.cell((!column.is_null(index)).then(|| column.value(index)));
    }
    pair.finish()
}

/// A set of fingerprints.
pub type Fingerprints = HashSet<u128>;

//! Rows and identifiers as 128 bits, to see what is there twice without keeping it.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hasher};

use arrow::array::{Array, StringArray};

/// Two independent 64-bit hashes side by side; equal for equal input within one run.
fn of_bytes(bytes: &[u8]) -> u128 {
    let (mut first, mut second) = (DefaultHasher::new(), DefaultHasher::new());
    second.write_u64(0x9e37_79b9_7f4a_7c15);
    first.write(bytes);
    second.write(bytes);
    u128::from(first.finish()) << 64 | u128::from(second.finish())
}

/// 128 bits of one text.
#[must_use]
pub fn of_text(text: &str) -> u128 {
    of_bytes(text.as_bytes())
}

/// 128 bits of every cell of a row, in the order of the columns; `buffer` is used again and again.
pub(super) fn of_row(cells: &[&StringArray], index: usize, buffer: &mut Vec<u8>) -> u128 {
    buffer.clear();
    for column in cells {
        if column.is_null(index) {
            buffer.push(0);
            continue;
        }
        let cell = column.value(index).as_bytes();
        buffer.push(1);
        buffer.extend_from_slice(&cell.len().to_le_bytes());
        buffer.extend_from_slice(cell);
    }
    of_bytes(buffer)
}

/// A set of fingerprints.
pub type Fingerprints = HashSet<u128>;

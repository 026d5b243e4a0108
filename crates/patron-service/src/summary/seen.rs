//! The customers of the rows read so far, small enough for many millions.

use std::hash::{DefaultHasher, Hash, Hasher};

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

/// 128 bits of each customer's id: among a thousand million ids two share them with a chance of 1 in 10²⁰.
#[derive(Debug, Default)]
pub(super) struct Seen(HashTable<u128>);

impl Seen {
    /// Notes a customer; whether none with this fingerprint was noted before.
    pub(super) fn is_new(&mut self, id: &str) -> bool {
        let print = fingerprint(id);
        match self.0.entry(print as u64, |other| *other == print, |other| *other as u64) {
            Entry::Occupied(_) => false,
            Entry::Vacant(free) => {
                free.insert(print);
                true
            }
        }
    }
}

/// Two hashes that share nothing but the id.
fn fingerprint(id: &str) -> u128 {
    let half = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        (salt, id).hash(&mut hasher);
        hasher.finish()
    };
    (u128::from(half(1)) << 64) | u128::from(half(0))
}

#[cfg(test)]
mod tests {
    use super::Seen;

    #[test]
    fn a_customer_is_new_once() {
        let mut seen = Seen::default();
        let ids: Vec<String> = (0..5000).map(|i| format!("C{i}")).collect();
        assert!(ids.iter().all(|id| seen.is_new(id)));
        assert!(ids.iter().all(|id| !seen.is_new(id)));
        assert!(seen.is_new("") && seen.is_new("C0 "));
    }
}

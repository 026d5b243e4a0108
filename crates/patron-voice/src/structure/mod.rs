//! Items that make dimensions, and what respondents score on them.

mod error;
mod index;
mod profile;
#[cfg(test)]
mod tests;

pub use error::StructureError;
pub use index::{Weights, index};
pub(crate) use profile::profile_of;
pub use profile::{Profile, profile};

/// Items put into dimensions; each item in at most one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Structure {
    items: usize,
    dimensions: Vec<Vec<usize>>,
}

impl Structure {
    /// Dimensions as lists of items, from 0, of `items` in all.
    ///
    /// # Errors
    /// When there is no dimension, one has no item, or an item is beyond the last or in two places.
    pub fn new(items: usize, dimensions: Vec<Vec<usize>>) -> Result<Self, StructureError> {
        if dimensions.is_empty() {
            return Err(StructureError::NoDimension);
        }
        let mut seen = vec![false; items];
        for (place, dimension) in dimensions.iter().enumerate() {
            if dimension.is_empty() {
                return Err(StructureError::NoItem { dimension: place + 1 });
            }
            for item in dimension {
                match seen.get_mut(*item) {
                    None => return Err(StructureError::Beyond { item: item + 1, items }),
                    Some(seen) if *seen => return Err(StructureError::Twice { item: item + 1 }),
                    Some(seen) => *seen = true,
                }
            }
        }
        Ok(Self { items, dimensions })
    }

    /// Dimensions of so many items each, one after another.
    ///
    /// # Errors
    /// When there is no dimension, or one has no item.
    pub fn in_order(sizes: &[usize]) -> Result<Self, StructureError> {
        let mut next = 0;
        let mut take = |size: &usize| {
            next += size;
            (next - size..next).collect()
        };
        let dimensions: Vec<Vec<usize>> = sizes.iter().map(&mut take).collect();
        Self::new(sizes.iter().sum(), dimensions)
    }

    /// Number of items, those without a dimension among them.
    #[must_use]
    pub fn items(&self) -> usize {
        self.items
    }

    /// The items of each dimension, from 0.
    #[must_use]
    pub fn dimensions(&self) -> &[Vec<usize>] {
        &self.dimensions
    }

    /// What a respondent scores on a dimension: the mean of the answers to its items, where at least half of them were
    /// answered; otherwise nothing, because few answers would stand for items they are not about.
    pub fn score(&self, dimension: usize, answer: impl Fn(usize) -> Option<f64>) -> Option<f64> {
        let items = self.dimensions.get(dimension)?;
        let (mut sum, mut answered) = (0.0, 0);
        for answer in items.iter().filter_map(|item| answer(*item)) {
            sum += answer;
            answered += 1;
        }
        (2 * answered >= items.len()).then(|| sum / answered as f64)
    }

    pub(crate) fn check_items(&self, items: usize) -> Result<(), StructureError> {
        if items == self.items { Ok(()) } else { Err(StructureError::Items { found: items, expected: self.items }) }
    }
}

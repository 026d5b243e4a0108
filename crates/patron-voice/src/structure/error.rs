//! Why items make no dimensions, or dimensions no index.

use crate::sample::SampleError;
use crate::scale::ScaleError;

/// Why items make no dimensions, or dimensions no index. Items and dimensions count from 1.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum StructureError {
    /// No dimension.
    #[error("there is no dimension, expected at least one")]
    NoDimension,
    /// A dimension of nothing.
    #[error("dimension `{dimension}` has no item, expected at least one")]
    NoItem {
        /// The dimension.
        dimension: usize,
    },
    /// An item that is not there.
    #[error("item `{item}` is not among the `{items}` items")]
    Beyond {
        /// The item.
        item: usize,
        /// Number of items.
        items: usize,
    },
    /// An item in two places.
    #[error("item `{item}` is named twice, expected each in one dimension")]
    Twice {
        /// The item.
        item: usize,
    },
    /// Answers to other items.
    #[error("answers to `{found}` items, expected `{expected}`")]
    Items {
        /// Items answered.
        found: usize,
        /// Items expected.
        expected: usize,
    },
    /// Other respondents.
    #[error("`{found}` respondents, expected the same `{expected}`")]
    Respondents {
        /// Respondents of one set of answers.
        found: usize,
        /// Respondents of the other.
        expected: usize,
    },
    /// Another number of weights.
    #[error("`{found}` weights, expected `{expected}`")]
    Weights {
        /// The weights.
        found: usize,
        /// What they are for.
        expected: usize,
    },
    /// A weight that is none.
    #[error("weight `{place}` is `{weight}`, expected a finite number of at least 0, and one above 0")]
    Weight {
        /// Which one.
        place: usize,
        /// The weight.
        weight: f64,
    },
    /// An answer beside the scale.
    #[error(transparent)]
    Scale(#[from] ScaleError),
    /// Answers that make no sample.
    #[error(transparent)]
    Sample(#[from] SampleError),
}

impl StructureError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoDimension => "structure-no-dimension",
            Self::NoItem { .. } => "structure-no-item",
            Self::Beyond { .. } => "structure-beyond",
            Self::Twice { .. } => "structure-twice",
            Self::Items { .. } => "structure-items",
            Self::Respondents { .. } => "structure-respondents",
            Self::Weights { .. } => "structure-weights",
            Self::Weight { .. } => "structure-weight",
            Self::Scale(error) => error.code(),
            Self::Sample(error) => error.code(),
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NoDimension => "without dimensions put all items into one",
            Self::NoItem { .. } => "leave the dimension out, or give it items",
            Self::Beyond { .. } => "items count from the first column of answers",
            Self::Twice { .. } => "an item that fits two dimensions blurs both; choose one",
            Self::Items { .. } => "give every item a column, empty where nobody was asked",
            Self::Respondents { .. } => "give both in the order of the respondents, empty where there is no answer",
            Self::Weights { .. } => "give each its weight, in the same order",
            Self::Weight { .. } => "weights need not add up to 1 or 100",
            Self::Scale(error) => error.hint(),
            Self::Sample(error) => error.hint(),
        }
    }
}

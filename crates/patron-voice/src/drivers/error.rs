//! Why drivers cannot be told.

/// Why drivers cannot be told. Items and respondents count from 1.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum DriverError {
    /// Outcomes of others.
    #[error("`{outcomes}` outcomes for `{respondents}` respondents, expected one each")]
    Lengths {
        /// The outcomes.
        outcomes: usize,
        /// The respondents.
        respondents: usize,
    },
    /// An outcome that is no number.
    #[error("the outcome of respondent `{respondent}` is `{outcome}`, expected a finite number")]
    NotFinite {
        /// The respondent.
        respondent: usize,
        /// The outcome.
        outcome: f64,
    },
    /// Too few complete respondents.
    #[error("`{respondents}` respondents answered all `{items}` items, expected at least `{needed}`")]
    TooFew {
        /// Those who did, and count.
        respondents: usize,
        /// The items.
        items: usize,
        /// How many are needed.
        needed: usize,
    },
    /// An item that says nothing of its own.
    #[error("item `{item}` does not vary or is a combination of the others")]
    Collinear {
        /// The item.
        item: usize,
    },
    /// An outcome that does not vary.
    #[error("the outcome is the same for all, expected it to vary")]
    Constant,
    /// Correlations that are none.
    #[error("`{rows}` rows of correlations for `{items}` items, expected a square of finite numbers from -1 to 1")]
    Correlations {
        /// Their rows.
        rows: usize,
        /// The items.
        items: usize,
    },
}

impl DriverError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Lengths { .. } => "driver-lengths",
            Self::NotFinite { .. } => "driver-not-finite",
            Self::TooFew { .. } => "driver-too-few",
            Self::Collinear { .. } => "driver-collinear",
            Self::Constant => "driver-constant",
            Self::Correlations { .. } => "driver-correlations",
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Lengths { .. } => "leave an outcome empty where it is not known",
            Self::NotFinite { .. } => "leave it empty",
            Self::TooFew { .. } => "leave out items with many gaps, or take dimensions instead of items",
            Self::Collinear { .. } => "leave it out, or join it with the others into a dimension",
            Self::Constant => "there is nothing to explain",
            Self::Correlations { .. } => "give the correlations of each item with each, and with the outcome",
        }
    }
}

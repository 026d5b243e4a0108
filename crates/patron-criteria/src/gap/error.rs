//! Why no way can be sought.

/// Why no way can be sought.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum GapError {
    /// The gap is no number.
    #[error("the gap is `{gap}` points, expected a finite number")]
    Gap {
        /// The gap.
        gap: f64,
    },
    /// A lever that cannot be.
    #[error(
        "a step of indicator `{indicator}` brings `{points}` points at a cost of `{cost}`, \
         expected points above 0 and a cost of at least 0"
    )]
    Lever {
        /// The indicator, from 1.
        indicator: usize,
        /// Points of a step.
        points: f64,
        /// Cost of a step.
        cost: f64,
    },
}

impl GapError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Gap { .. } => "gap-gap",
            Self::Lever { .. } => "gap-lever",
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Gap { .. } => "take it from the account's total and the bound of the next tier",
            Self::Lever { .. } => "leave out indicators that cannot be raised",
        }
    }
}

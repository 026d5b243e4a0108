//! Why there is no elasticity.

/// Why there is no elasticity. Observations count from 1.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum PriceError {
    /// A price or quantity that is none.
    #[error(
        "observation `{observation}` has price `{price}` and quantity `{quantity}`, expected finite numbers above 0"
    )]
    NotPositive {
        /// Which one.
        observation: usize,
        /// Its price.
        price: f64,
        /// Its quantity.
        quantity: f64,
    },
    /// The price is the same everywhere.
    #[error("the price is `{price}` throughout, expected it to vary")]
    NoChange {
        /// The price.
        price: f64,
    },
    /// Too few observations for an interval.
    #[error("`{observations}` observations, expected at least `3`")]
    TooFew {
        /// The observations.
        observations: usize,
    },
    /// Too few observations for the products they are of.
    #[error("`{observations}` observations of `{groups}` products, expected at least 4 more than products")]
    TooFewDegrees {
        /// The observations.
        observations: usize,
        /// The products.
        groups: f64,
    },
    /// Prices that differ by less than one per cent.
    #[error("prices vary by `{variation}`, expected at least `0.01`")]
    HardlyVaries {
        /// Standard deviation of ln P, or relative change.
        variation: f64,
    },
}

impl PriceError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotPositive { .. } => "price-not-positive",
            Self::NoChange { .. } => "price-no-change",
            Self::TooFew { .. } => "price-too-few",
            Self::TooFewDegrees { .. } => "price-too-few-degrees",
            Self::HardlyVaries { .. } => "price-hardly-varies",
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NotPositive { .. } => "leave periods without sales out, and gifts",
            Self::NoChange { .. } => "without a change of price nothing is known about its effect",
            Self::TooFew { .. } => "take more periods, or compare two of them",
            Self::TooFewDegrees { .. } => "take more periods",
            Self::HardlyVaries { .. } => "without a change of price nothing is known about its effect",
        }
    }
}

//! Why a value has no score.

/// Why a value has no score. Accounts, knots and levels count from 1.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum NormaliseError {
    /// No value is known.
    #[error("none of the `{accounts}` values is known, expected at least one")]
    AllMissing {
        /// The accounts.
        accounts: usize,
    },
    /// The value does not vary.
    #[error("all known values are `{value}`, expected values that vary")]
    Constant {
        /// The value.
        value: f64,
    },
    /// A value is infinite.
    #[error("account `{account}` is `{value}`, expected a finite number")]
    NotFinite {
        /// The account; 0 for a single value.
        account: usize,
        /// Its value.
        value: f64,
    },
    /// A value stands at no level.
    #[error("account `{account}` is `{value}`, expected one of the levels `{levels}`")]
    NoLevel {
        /// The account; 0 for a single value.
        account: usize,
        /// Its value.
        value: f64,
        /// The levels there are.
        levels: String,
    },
    /// A value is missing where it must not.
    #[error("account `{account}` has no value, expected one")]
    Missing {
        /// The account; 0 for a single value.
        account: usize,
    },
    /// Too few knots or levels.
    #[error("`{found}` knots or levels, expected at least `{needed}`")]
    TooFewKnots {
        /// What there is.
        found: usize,
        /// What is needed.
        needed: usize,
    },
    /// Knots or levels are in no order, or not finite.
    #[error("knot or level `{knot}` is `({value}, {points})`, expected finite numbers and values that rise")]
    Knot {
        /// The knot.
        knot: usize,
        /// Its value.
        value: f64,
        /// Its points.
        points: f64,
    },
    /// Points fall although the direction says more is better, or the other way round.
    #[error("knot `{knot}` gives `{points}` points, expected points that `{expected}` with the value")]
    AgainstDirection {
        /// The knot.
        knot: usize,
        /// Its points.
        points: f64,
        /// `rise` or `fall`.
        expected: &'static str,
    },
    /// A proportion that is none.
    #[error("`{points}` points for each `{per}`, at most `{most}`: expected finite numbers above 0")]
    Proportion {
        /// The value that earns points.
        per: f64,
        /// The points.
        points: f64,
        /// The most; infinite where there is no limit.
        most: f64,
    },
    /// A target that is no number.
    #[error("the target is `{target}`, expected a finite number")]
    Target {
        /// The target.
        target: f64,
    },
}

impl NormaliseError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::AllMissing { .. } => "normalise-all-missing",
            Self::Constant { .. } => "normalise-constant",
            Self::NotFinite { .. } => "normalise-not-finite",
            Self::NoLevel { .. } => "normalise-no-level",
            Self::Missing { .. } => "normalise-missing",
            Self::TooFewKnots { .. } => "normalise-too-few-knots",
            Self::Knot { .. } => "normalise-knot",
            Self::AgainstDirection { .. } => "normalise-against-direction",
            Self::Proportion { .. } => "normalise-proportion",
            Self::Target { .. } => "normalise-target",
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::AllMissing { .. } => "import the table the indicator comes from, or take it off the card",
            Self::Constant { .. } => "an indicator that is the same for all tells none apart: take it off the card",
            Self::NotFinite { .. } => "look for a division by zero in the indicator",
            Self::NoLevel { .. } => "add the level with its points, or correct the value",
            Self::Missing { .. } => "fill the gap, or choose another rule for missing values",
            Self::TooFewKnots { .. } => "write at least two knots, or one level",
            Self::Knot { .. } => "sort them by value and name each value once",
            Self::AgainstDirection { .. } => "turn the points or the direction round",
            Self::Proportion { .. } => "write for example 10 points for each 1000000",
            Self::Target { .. } => "give the target as a number",
        }
    }

    pub(super) fn of_account(mut self, number: usize) -> Self {
        if let Self::NotFinite { account, .. } | Self::NoLevel { account, .. } | Self::Missing { account } = &mut self {
            *account = number;
        }
        self
    }
}

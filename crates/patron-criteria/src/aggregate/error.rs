//! Why there is no total.

/// Why there is no total. Indicators, accounts and grades count from 1.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum AggregateError {
    /// Scores and weights belong to different numbers of indicators.
    #[error("`{found}` scores or directions for `{expected}` indicators, expected one each")]
    Lengths {
        /// What there is.
        found: usize,
        /// The indicators.
        expected: usize,
    },
    /// A score is infinite.
    #[error("the score of indicator `{indicator}` is `{score}`, expected a finite number")]
    NotFinite {
        /// The indicator.
        indicator: usize,
        /// Its score.
        score: f64,
    },
    /// A score lies outside 0 to 1.
    #[error("the score of indicator `{indicator}` is `{score}`, expected from `0` to `1`")]
    OutOfScale {
        /// The indicator.
        indicator: usize,
        /// Its score.
        score: f64,
    },
    /// Nothing is known of the account.
    #[error("no indicator with a weight is known, expected at least one")]
    NothingKnown,
    /// A card item that cannot be.
    #[error("item `{item}` runs from `{least}` to `{most}` points, expected `0` or more, finite, and rising")]
    Item {
        /// The item, from 1.
        item: usize,
        /// Its least points.
        least: f64,
        /// Its most points.
        most: f64,
    },
    /// A card on which no points can be won.
    #[error("the card has `{items}` items and no points to win, expected some")]
    NoPoints {
        /// The items.
        items: usize,
    },
    /// An indicator is 0 for all accounts.
    #[error("indicator `{indicator}` is `0` for all accounts, expected one that is not")]
    AllZero {
        /// The indicator.
        indicator: usize,
    },
    /// The best and the worst are the same.
    #[error("all `{accounts}` accounts are the same in every indicator with a weight, expected a difference")]
    NoDifference {
        /// The accounts.
        accounts: usize,
    },
    /// Grades that are none.
    #[error("`{found}` memberships for `{expected}` grades, expected as many and at least one grade")]
    Grades {
        /// The memberships.
        found: usize,
        /// The grades.
        expected: usize,
    },
    /// A membership that is none.
    #[error("grade `{grade}` of indicator `{indicator}` is `{value}`, expected from `0` to `1`")]
    Membership {
        /// The indicator.
        indicator: usize,
        /// The grade.
        grade: usize,
        /// The membership.
        value: f64,
    },
    /// Nobody has voted.
    #[error("there is no vote, expected at least one")]
    NoVotes,
    /// Centres of grades in no order.
    #[error("the centre of grade `{grade}` is `{centre}`, expected finite centres that fall from grade to grade")]
    Centres {
        /// The grade.
        grade: usize,
        /// Its centre.
        centre: f64,
    },
}

impl AggregateError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Lengths { .. } => "aggregate-lengths",
            Self::NotFinite { .. } => "aggregate-not-finite",
            Self::OutOfScale { .. } => "aggregate-out-of-scale",
            Self::NothingKnown => "aggregate-nothing-known",
            Self::Item { .. } => "aggregate-item",
            Self::NoPoints { .. } => "aggregate-no-points",
            Self::AllZero { .. } => "aggregate-all-zero",
            Self::NoDifference { .. } => "aggregate-no-difference",
            Self::Grades { .. } => "aggregate-grades",
            Self::Membership { .. } => "aggregate-membership",
            Self::NoVotes => "aggregate-no-votes",
            Self::Centres { .. } => "aggregate-centres",
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Lengths { .. } => "give every indicator of the card a score",
            Self::NotFinite { .. } => "normalise the indicator first",
            Self::OutOfScale { .. } => "a score is the share of full marks; divide by the most there is to give",
            Self::NothingKnown => "fill in an indicator, or choose another rule for missing values",
            Self::Item { .. } => "write deductions as positive points to take away",
            Self::NoPoints { .. } => "give at least one item points",
            Self::AllZero { .. } => "take the indicator off",
            Self::NoDifference { .. } => "nearness needs accounts that differ",
            Self::Grades { .. } => "give every indicator a membership in every grade",
            Self::Membership { .. } => "a membership is the share of votes for the grade",
            Self::NoVotes => "let at least one assessor vote, or leave the indicator out",
            Self::Centres { .. } => "name the best grade first",
        }
    }
}

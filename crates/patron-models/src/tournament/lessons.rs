//! What a contestant that knows no model learns from: features of one past day beside what came after it.

use std::fmt::Debug;

/// Rows of equal length, one after another; a number that is not known is NaN.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rows {
    width: usize,
    values: Vec<f64>,
}

impl Rows {
    /// No rows yet, each of which will have `width` numbers; at least one.
    #[must_use]
    pub fn new(width: usize) -> Self {
        Self { width: width.max(1), values: Vec::new() }
    }

    /// Adds one.
    ///
    /// # Errors
    /// When it has another length.
    pub fn push(&mut self, row: &[f64]) -> Result<(), LearnError> {
        if row.len() != self.width {
            return Err(LearnError::Width { found: row.len(), expected: self.width });
        }
        self.values.extend_from_slice(row);
        Ok(())
    }

    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.values.len() / self.width.max(1)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Numbers in a row.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// One of them; empty beyond the last.
    #[must_use]
    pub fn row(&self, place: usize) -> &[f64] {
        self.values.get(place * self.width..(place + 1) * self.width).unwrap_or_default()
    }

    pub(super) fn bits(&self, place: usize) -> impl Iterator<Item = u64> {
        self.row(place).iter().map(|value| value.to_bits())
    }

    pub(super) fn in_order(&self, order: &[usize]) -> Self {
        Self { width: self.width, values: order.iter().flat_map(|&place| self.row(place)).copied().collect() }
    }
}

/// One past day, one window before the origin: features of each customer as known then, and the purchases in the window
/// that followed. Nothing after the origin is in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Lessons {
    features: Rows,
    outcomes: Vec<u32>,
    horizon: f64,
}

impl Lessons {
    /// `outcomes` are the purchases of the customers whose `features` stand at the same place; `horizon` is the length
    /// of the window in the unit of the histories. The order in which customers are given does not matter.
    ///
    /// # Errors
    /// When there are not as many outcomes as rows.
    pub fn new(features: &Rows, outcomes: &[u32], horizon: f64) -> Result<Self, LearnError> {
        if features.len() != outcomes.len() {
            return Err(LearnError::Outcomes { found: outcomes.len(), expected: features.len() });
        }
        let mut order: Vec<usize> = (0..outcomes.len()).collect();
        order.sort_unstable_by(|&one, &other| {
            features.bits(one).cmp(features.bits(other)).then(outcomes[one].cmp(&outcomes[other]))
        });
        let sorted = order.iter().map(|&place| outcomes[place]).collect();
        Ok(Self { features: features.in_order(&order), outcomes: sorted, horizon })
    }

    /// What was known.
    #[must_use]
    pub fn features(&self) -> &Rows {
        &self.features
    }

    /// What came.
    #[must_use]
    pub fn outcomes(&self) -> &[u32] {
        &self.outcomes
    }

    /// Length of the window that followed.
    #[must_use]
    pub fn horizon(&self) -> f64 {
        self.horizon
    }
}

/// A contestant that learns from features.
pub trait Learner: Debug + Send + Sync {
    /// Name used in files and tables.
    fn name(&self) -> &'static str;

    /// Most numbers it may come to hold.
    fn parameters(&self) -> usize;

    /// Learns; the same from the same lessons every time.
    ///
    /// # Errors
    /// When there is too little to learn from.
    fn learn(&self, lessons: &Lessons) -> Result<Box<dyn CountForecaster>, LearnError>;
}

/// What a [`Learner`] has learned.
pub trait CountForecaster: Debug + Send + Sync {
    /// P(N = n), n = 0, 1, … of a customer with these features, until hardly anything is left.
    fn counts(&self, features: &[f64]) -> Vec<f64>;
}

/// Why nothing was learned.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum LearnError {
    /// The past day to learn from lies before the history, or too near its beginning.
    #[error(
        "the history before the origin was expected to hold a window of `{horizon}` to learn from, and weeks before it"
    )]
    HistoryTooShort {
        /// Length of the window in the unit of the histories.
        horizon: f64,
    },
    /// Few customers were known on that day.
    #[error(
        "`{customers}` customers were known one window before the origin, expected at least `{needed}` to learn from"
    )]
    TooFewCustomers {
        /// Customers known then.
        customers: usize,
        /// What is needed.
        needed: usize,
    },
    /// A row of another length.
    #[error("a row has `{found}` features, expected `{expected}`")]
    Width {
        /// Numbers in the row.
        found: usize,
        /// Numbers in every other.
        expected: usize,
    },
    /// Outcomes that do not belong to the rows.
    #[error("`{found}` outcomes were given for `{expected}` customers, expected one each")]
    Outcomes {
        /// Outcomes.
        found: usize,
        /// Rows of features.
        expected: usize,
    },
}

impl LearnError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::HistoryTooShort { .. } => "learn-history-too-short",
            Self::TooFewCustomers { .. } => "learn-too-few-customers",
            Self::Width { .. } => "learn-width",
            Self::Outcomes { .. } => "learn-outcomes",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::HistoryTooShort { .. } => "a shorter window or fewer origins leave more history before the first",
            Self::TooFewCustomers { .. } => "models need fewer customers",
            Self::Width { .. } | Self::Outcomes { .. } => "features of one kind, and one outcome to each row",
        }
    }

    /// The values in the sentence, by name.
    #[must_use]
    pub fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::HistoryTooShort { horizon } => vec![("horizon", horizon.to_string())],
            Self::TooFewCustomers { customers, needed } => {
                vec![("customers", customers.to_string()), ("needed", needed.to_string())]
            }
            Self::Width { found, expected } | Self::Outcomes { found, expected } => {
                vec![("found", found.to_string()), ("expected", expected.to_string())]
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lessons_do_not_depend_on_the_order_of_customers() {
        let given = |order: [usize; 3]| {
            let (mut rows, mut outcomes) = (Rows::new(2), Vec::new());
            for place in order {
                rows.push(&[[1.0, 2.0], [1.0, f64::NAN], [0.5, 7.0]][place]).unwrap();
                outcomes.push([4, 5, 6][place]);
            }
            Lessons::new(&rows, &outcomes, 26.0).unwrap()
        };
        let (one, other) = (given([0, 1, 2]), given([2, 0, 1]));
        assert_eq!(one.outcomes(), other.outcomes());
        assert_eq!(one.outcomes(), [6, 4, 5]);
        assert!((0..3).all(|place| one.features().bits(place).eq(other.features().bits(place))));
    }

    #[test]
    fn what_does_not_belong_together_is_refused() {
        let mut rows = Rows::new(2);
        let error = rows.push(&[1.0]).unwrap_err();
        assert_eq!(
            (error.code(), error.to_string()),
            ("learn-width", "a row has `1` features, expected `2`".to_owned())
        );
        rows.push(&[1.0, 2.0]).unwrap();
        assert_eq!(Lessons::new(&rows, &[], 26.0).unwrap_err().code(), "learn-outcomes");
    }
}

//! Purchases in observed periods, checked once, and the sample of all customers.

/// A customer's purchases in a number of observed periods; only [`PeriodCount::new`] makes one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PeriodCount {
    purchases: u32,
    periods: f64,
}

/// Why figures are not purchases in periods.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum CountError {
    /// The time of observation is not positive.
    #[error("the number of periods is `{periods}`, expected a positive finite number")]
    Periods {
        /// The periods, as given.
        periods: f64,
    },
    /// A probability of being active outside 0 to 1, or one that rises.
    #[error(
        "the probability of being active in period `{period}` is `{value}`, expected one from 0 to 1 that does not rise"
    )]
    Activity {
        /// The period, from 1.
        period: usize,
        /// The probability, as given.
        value: f64,
    },
    /// A weight that is not a positive number.
    #[error("weight `{weight}` was expected to be positive and finite")]
    Weight {
        /// The weight, as given.
        weight: f64,
    },
}

impl CountError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Periods { .. } => "count-periods",
            Self::Activity { .. } => "count-activity",
            Self::Weight { .. } => "count-weight",
        }
    }

    /// What to look at in the data.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Periods { .. } => "count the periods since the customer is known; a part of a period is a fraction",
            Self::Activity { .. } => "who is active in a period was active in those before it",
            Self::Weight { .. } => "a weight says how many customers share the row",
        }
    }
}

impl PeriodCount {
    /// Checks and makes a count: `purchases` x within `periods` n > 0 of observation, fractional where it began
    /// within one.
    ///
    /// # Errors
    /// When the periods are not positive and finite.
    pub fn new(purchases: u32, periods: f64) -> Result<Self, CountError> {
        if !(periods > 0.0 && periods.is_finite()) {
            return Err(CountError::Periods { periods });
        }
        Ok(Self { purchases, periods })
    }

    /// Purchases, x.
    #[must_use]
    pub fn purchases(&self) -> u32 {
        self.purchases
    }

    /// Observed periods, n.
    #[must_use]
    pub fn periods(&self) -> f64 {
        self.periods
    }
}

/// A count and how many customers have it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightedCount {
    /// The count they share.
    pub count: PeriodCount,
    /// Their number.
    pub weight: f64,
}

/// Distinct counts with weights, ordered by (purchases, periods).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PeriodCounts {
    rows: Vec<WeightedCount>,
}

impl PeriodCounts {
    /// Sorts and merges weighted counts.
    ///
    /// # Errors
    /// When a weight is not positive and finite.
    pub fn from_weighted(rows: impl IntoIterator<Item = (PeriodCount, f64)>) -> Result<Self, CountError> {
        let mut sorted = Vec::new();
        for (count, weight) in rows {
            if !(weight > 0.0 && weight.is_finite()) {
                return Err(CountError::Weight { weight });
            }
            sorted.push(WeightedCount { count, weight });
        }
        // Periods are positive, so that their bits order as they do.
        sorted.sort_by_key(|row| (row.count.purchases, row.count.periods.to_bits()));
        let mut distinct: Vec<WeightedCount> = Vec::with_capacity(sorted.len());
        for row in sorted {
            match distinct.last_mut().filter(|last| last.count == row.count) {
                Some(last) => last.weight += row.weight,
                None => distinct.push(row),
            }
        }
        Ok(Self { rows: distinct })
    }

    /// The distinct counts in order.
    #[must_use]
    pub fn rows(&self) -> &[WeightedCount] {
        &self.rows
    }

    /// Number of customers: the sum of the weights.
    #[must_use]
    pub fn customers(&self) -> f64 {
        self.sum(|_| 1.0)
    }

    /// Σ weight · f(count), in the order of the rows.
    pub fn sum(&self, f: impl Fn(&PeriodCount) -> f64) -> f64 {
        self.rows.iter().map(|row| row.weight * f(&row.count)).sum()
    }
}

impl FromIterator<PeriodCount> for PeriodCounts {
    fn from_iter<I: IntoIterator<Item = PeriodCount>>(counts: I) -> Self {
        // A weight of one is never refused.
        Self::from_weighted(counts.into_iter().map(|count| (count, 1.0))).unwrap_or_default()
    }
}

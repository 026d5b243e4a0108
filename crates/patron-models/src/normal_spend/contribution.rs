//! What the model sees of a customer, and the sample of all.

/// Number, mean and variance of the contributions of a customer's purchases; only [`Contribution::new`] makes one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contribution {
    purchases: u32,
    mean: f64,
    variance: Option<f64>,
}

/// Why numbers are not a customer's contribution.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum ContributionError {
    /// No purchase: there is no mean.
    #[error("the number of purchases is `0`, expected at least one")]
    NoPurchase,
    /// The mean is not a number.
    #[error("the mean contribution is `{mean}`, expected a finite amount")]
    Mean {
        /// The mean, as given.
        mean: f64,
    },
    /// The variance is negative, not finite, or of a single purchase.
    #[error(
        "the variance of `{purchases}` purchases is `{variance}`, expected one of at least two purchases, finite and not negative"
    )]
    Variance {
        /// The purchases.
        purchases: u32,
        /// The variance, as given.
        variance: f64,
    },
    /// A weight that is not a positive number.
    #[error("weight `{weight}` was expected to be positive and finite")]
    Weight {
        /// The weight, as given.
        weight: f64,
    },
}

impl ContributionError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoPurchase => "contribution-no-purchase",
            Self::Mean { .. } => "contribution-mean",
            Self::Variance { .. } => "contribution-variance",
            Self::Weight { .. } => "contribution-weight",
        }
    }

    /// What it means for the customer.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NoPurchase => "such customers take no part in the model and are given the population's mean",
            Self::Mean { .. } => "check the amounts and costs of the customer's orders",
            Self::Variance { .. } => "divide the squared deviations by the number of purchases less one",
            Self::Weight { .. } => "a weight says how many customers share the row",
        }
    }
}

impl Contribution {
    /// Checks and makes a contribution: `purchases` n ≥ 1 with mean m and, where known, their variance s², the squared
    /// deviations divided by n − 1.
    ///
    /// # Errors
    /// When there is no purchase, the mean is not finite, or the variance is not one of at least two purchases.
    pub fn new(purchases: u32, mean: f64, variance: Option<f64>) -> Result<Self, ContributionError> {
        if purchases == 0 {
            return Err(ContributionError::NoPurchase);
        }
        if !mean.is_finite() {
            return Err(ContributionError::Mean { mean });
        }
        if let Some(variance) = variance.filter(|s| !(purchases > 1 && s.is_finite() && *s >= 0.0)) {
            return Err(ContributionError::Variance { purchases, variance });
        }
        // Adding zero turns −0 into 0, so that equal contributions have equal bits.
        Ok(Self { purchases, mean: mean + 0.0, variance: variance.map(|s| s + 0.0) })
    }

    /// From the contributions of the purchases themselves.
    ///
    /// # Errors
    /// When there is none, or one is not finite.
    pub fn of(amounts: &[f64]) -> Result<Self, ContributionError> {
        let n = amounts.len() as f64;
        let mean = amounts.iter().sum::<f64>() / n;
        let squares: f64 = amounts.iter().map(|amount| (amount - mean).powi(2)).sum();
        let variance = (amounts.len() > 1).then(|| squares / (n - 1.0));
        Self::new(u32::try_from(amounts.len()).unwrap_or(u32::MAX), mean, variance)
    }

    /// Number of purchases, n.
    #[must_use]
    pub fn purchases(&self) -> u32 {
        self.purchases
    }

    /// Their mean contribution, m.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// Their variance s², where known.
    #[must_use]
    pub fn variance(&self) -> Option<f64> {
        self.variance
    }
}

/// A contribution and how many customers have it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightedContribution {
    /// The contribution they share.
    pub contribution: Contribution,
    /// Their number.
    pub weight: f64,
}

/// Distinct contributions with weights, ordered by (purchases, mean, variance).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ContributionStatistics {
    rows: Vec<WeightedContribution>,
}

impl ContributionStatistics {
    /// Sorts and merges weighted contributions.
    ///
    /// # Errors
    /// When a weight is not positive and finite.
    pub fn from_weighted(rows: impl IntoIterator<Item = (Contribution, f64)>) -> Result<Self, ContributionError> {
        let mut sorted = Vec::new();
        for (contribution, weight) in rows {
            if !(weight > 0.0 && weight.is_finite()) {
                return Err(ContributionError::Weight { weight });
            }
            sorted.push(WeightedContribution { contribution, weight });
        }
        sorted.sort_by(|one, other| {
            let (one, other) = (one.contribution, other.contribution);
            let variance = |of: Contribution| of.variance.unwrap_or(-1.0);
            let by_mean = one.purchases.cmp(&other.purchases).then(one.mean.total_cmp(&other.mean));
            by_mean.then(variance(one).total_cmp(&variance(other)))
        });
        let mut distinct: Vec<WeightedContribution> = Vec::with_capacity(sorted.len());
        for row in sorted {
            match distinct.last_mut().filter(|last| last.contribution == row.contribution) {
                Some(last) => last.weight += row.weight,
                None => distinct.push(row),
            }
        }
        Ok(Self { rows: distinct })
    }

    /// The distinct contributions in order.
    #[must_use]
    pub fn rows(&self) -> &[WeightedContribution] {
        &self.rows
    }

    /// Number of customers: the sum of the weights.
    #[must_use]
    pub fn customers(&self) -> f64 {
        self.sum(|_| 1.0)
    }

    /// Σ weight · f(contribution), in the order of the rows.
    pub fn sum(&self, f: impl Fn(&Contribution) -> f64) -> f64 {
        self.rows.iter().map(|row| row.weight * f(&row.contribution)).sum()
    }
}

impl FromIterator<Contribution> for ContributionStatistics {
    fn from_iter<I: IntoIterator<Item = Contribution>>(contributions: I) -> Self {
        // A weight of one is never refused.
        Self::from_weighted(contributions.into_iter().map(|one| (one, 1.0))).unwrap_or_default()
    }
}

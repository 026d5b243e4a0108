//! Whether spend is independent of frequency, as a model of spend takes it to be.

use patron_models::correlation::{Correlation, spearman};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A correlation that changes little: a model of spend may be used.
const NEGLIGIBLE: f64 = 0.1;

/// What the customers of a spend model say about it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Independence {
    /// `None` where it cannot be told: few customers, all alike, or several in one row.
    pub correlation: Option<SpendCorrelation>,
}

/// Spearman's rank correlation of the number of repeat purchases and their mean.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SpendCorrelation {
    /// From −1 to 1.
    pub coefficient: f64,
    /// 5 % quantile.
    pub low: f64,
    /// 95 % quantile.
    pub high: f64,
    /// Customers it is of.
    pub customers: usize,
    /// What it means.
    pub verdict: Verdict,
}

/// Whether the correlation matters, by where its interval lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = SpendVerdict)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// All of it within 0.1 of none: taking spend as independent is fine.
    Negligible,
    /// Part of it within 0.1 of none.
    Unclear,
    /// None of it: who buys often spends more, or less, than the model says.
    Present,
}

impl Independence {
    /// The correlation of counts and means, customer by customer.
    pub(crate) fn of(counts: &[f64], means: &[f64]) -> Option<SpendCorrelation> {
        let Correlation { coefficient, interval, pairs, .. } = spearman(counts, means).ok()?;
        let near = |end: f64| end.abs() <= NEGLIGIBLE;
        let verdict = match (near(interval.low), near(interval.high)) {
            (true, true) => Verdict::Negligible,
            (false, false) if interval.low.signum() == interval.high.signum() => Verdict::Present,
            _ => Verdict::Unclear,
        };
        Some(SpendCorrelation { coefficient, low: interval.low, high: interval.high, customers: pairs, verdict })
    }
}

#[cfg(test)]
mod tests {
    use super::{Independence, Verdict};

    #[test]
    fn the_verdict_follows_the_interval() {
        let counts: Vec<f64> = (0..4000).map(|i| f64::from(i % 20)).collect();
        let verdict = |slope: f64, customers: usize| {
            // Spread evenly by multiples of the golden ratio.
            let noise = |i: usize| (i as f64 * 0.618_033_988_749_894_9).fract();
            let means: Vec<f64> = counts.iter().enumerate().map(|(i, x)| 10.0 + slope * x / 20.0 + noise(i)).collect();
            Independence::of(&counts[..customers], &means[..customers]).unwrap()
        };
        assert_eq!(verdict(0.0, 4000).verdict, Verdict::Negligible);
        assert_eq!(verdict(0.0, 40).verdict, Verdict::Unclear);
        let (more, less) = (verdict(1.0, 4000), verdict(-1.0, 4000));
        assert_eq!((more.verdict, less.verdict), (Verdict::Present, Verdict::Present));
        assert!(more.low > 0.1 && less.high < -0.1 && more.customers == 4000);
        assert!(Independence::of(&counts[..3], &counts[..3]).is_none());
    }
}

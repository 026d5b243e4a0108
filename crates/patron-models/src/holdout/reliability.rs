//! Whether probabilities and intervals keep what they promise.

use serde::{Deserialize, Serialize};

use super::{HoldoutError, check};
use crate::interval::Interval;

/// Customers with similar predicted probability, and how many of them returned.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ReliabilityBin {
    /// Customers in the bin.
    pub customers: usize,
    /// Lowest probability in the bin.
    pub lowest: f64,
    /// Highest probability in the bin.
    pub highest: f64,
    /// Mean predicted probability.
    pub predicted: f64,
    /// Share that returned.
    pub actual: f64,
}

/// Bins of about equal size by predicted probability, ascending; customers with equal probability stay together.
///
/// # Errors
/// When the lists differ in length, are empty or hold probabilities that are not finite.
pub fn reliability(probabilities: &[f64], returned: &[bool], bins: usize) -> Result<Vec<ReliabilityBin>, HoldoutError> {
    let actual: Vec<f64> = returned.iter().map(|yes| if *yes { 1.0 } else { 0.0 }).collect();
    check(probabilities, &actual)?;
    let mut pairs: Vec<(f64, f64)> = probabilities.iter().copied().zip(actual).collect();
    pairs.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut found = Vec::new();
    let mut start = 0;
    for k in 1..=bins.max(1) {
        let mut end = (pairs.len() * k / bins.max(1)).max(start);
        while end > 0 && end < pairs.len() && pairs[end].0 == pairs[end - 1].0 {
            end += 1;
        }
        if let [first, .., last] | [first @ last] = &pairs[start..end] {
            let size = (end - start) as f64;
            found.push(ReliabilityBin {
                customers: end - start,
                lowest: first.0,
                highest: last.0,
                predicted: pairs[start..end].iter().map(|pair| pair.0).sum::<f64>() / size,
                actual: pairs[start..end].iter().map(|pair| pair.1).sum::<f64>() / size,
            });
        }
        start = end;
    }
    Ok(found)
}

/// Share of outcomes within their intervals, ends included.
///
/// # Errors
/// When the lists differ in length or are empty.
pub fn coverage(intervals: &[Interval], actual: &[f64]) -> Result<f64, HoldoutError> {
    if intervals.len() != actual.len() {
        return Err(HoldoutError::Lengths { predicted: intervals.len(), actual: actual.len() });
    }
    if actual.is_empty() {
        return Err(HoldoutError::Empty);
    }
    let within = |(interval, value): &(&Interval, &f64)| interval.low <= **value && **value <= interval.high;
    Ok(intervals.iter().zip(actual).filter(within).count() as f64 / actual.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_probabilities_stay_together() {
        let bins = reliability(&[0.1, 0.1, 0.1, 0.5, 0.9], &[false, true, false, true, true], 2).unwrap();
        assert_eq!(bins.len(), 2);
        assert_eq!((bins[0].customers, bins[1].customers), (3, 2));
        assert!((bins[0].predicted - 0.1).abs() < 1e-15 && (bins[0].actual - 1.0 / 3.0).abs() < 1e-15);
        assert_eq!((bins[1].lowest, bins[1].highest, bins[1].actual), (0.5, 0.9, 1.0));
        let one = reliability(&[0.3; 7], &[true; 7], 4).unwrap();
        assert_eq!((one.len(), one[0].customers), (1, 7));
        assert!(reliability(&[0.3], &[], 4).is_err());
    }

    #[test]
    fn coverage_counts_both_ends() {
        let interval = Interval { low: 1.0, high: 2.0 };
        assert_eq!(coverage(&[interval; 4], &[1.0, 2.0, 2.1, 0.5]), Ok(0.5));
        assert_eq!(coverage(&[], &[]), Err(HoldoutError::Empty));
    }
}

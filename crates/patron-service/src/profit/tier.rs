use crate::catalogue::Text;
use crate::error::{Result, ServiceError};

/// Bounds where nobody gave any.
pub(crate) const USUAL_TIERS: [f64; 3] = [10_000.0, 20_000.0, 100_000.0];
const MOST: usize = 20;

/// Tiers of customers by their revenue, from the highest.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tiers(Vec<f64>);

impl Tiers {
    /// Between bounds; the usual ones where there are none.
    ///
    /// # Errors
    /// `bad-tiers`.
    pub(crate) fn of(bounds: &[f64]) -> Result<Self> {
        let bounds = if bounds.is_empty() { &USUAL_TIERS } else { bounds };
        let ascending = bounds.windows(2).all(|pair| pair[0] < pair[1]);
        if !ascending || bounds.len() > MOST || bounds.iter().any(|bound| !(bound.is_finite() && *bound > 0.0)) {
            let given: Vec<String> = bounds.iter().map(f64::to_string).collect();
            let message =
                format!("tiers `{}`; expected up to {MOST} amounts above 0, each above the last", given.join(","));
            return Err(ServiceError::new("bad-tiers", message)
                .value("tiers", given.join(","))
                .hint("three bounds make four tiers: `--tiers 10000,20000,100000`"));
        }
        Ok(Self(bounds.iter().rev().copied().collect()))
    }

    /// Place of a revenue, 0 for the highest tier; a bound belongs to the tier above it.
    pub(crate) fn place(&self, revenue: f64) -> usize {
        self.0.iter().position(|bound| revenue >= *bound).unwrap_or(self.0.len())
    }

    /// Names, the highest first.
    pub(crate) fn names(&self) -> Vec<(String, Text)> {
        (0..=self.0.len())
            .map(|place| match (self.0.get(place), place.checked_sub(1).map(|above| self.0[above])) {
                (Some(low), None) => (format!("{low}+"), Text::new(&format!("from {low}"), &format!("{low} 及以上"))),
                (Some(low), Some(high)) => {
                    (format!("{low}-{high}"), Text::new(&format!("{low} – {high}"), &format!("{low} – {high}")))
                }
                (None, Some(high)) => {
                    (format!("-{high}"), Text::new(&format!("below {high}"), &format!("{high} 以下")))
                }
                (None, None) => (String::new(), Text::new("all", "全部")),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_belongs_to_the_tier_above() {
        let tiers = Tiers::of(&[]).unwrap();
        assert_eq!(
            [250_000.0, 100_000.0, 99_999.0, 20_000.0, 10_000.0, -5.0].map(|r| tiers.place(r)),
            [0, 0, 1, 1, 2, 3]
        );
        let names: Vec<String> = tiers.names().into_iter().map(|(id, _)| id).collect();
        assert_eq!(names, ["100000+", "20000-100000", "10000-20000", "-10000"]);
        for bad in [&[5.0, 5.0][..], &[-1.0], &[f64::NAN]] {
            assert_eq!(Tiers::of(bad).unwrap_err().code(), "bad-tiers");
        }
    }
}

use serde::{Deserialize, Serialize};

/// Most places at which ranks are kept.
const MOST_KNOTS: usize = 1_001;

/// Ranks as shares: of a value, the share of customers below it and half of those at it, from 0 to 1.
///
/// Kept at every value where there are at most 1,001, else at 1,001 evenly spaced ones; straight lines between. What
/// lies below all of them has rank 0, above all of them rank 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ranks {
    values: Vec<f64>,
    shares: Vec<f64>,
}

impl Ranks {
    /// Of values that are known.
    pub(super) fn of(mut known: Vec<f64>) -> Self {
        known.sort_unstable_by(f64::total_cmp);
        let all = known.len() as f64;
        let mut below = 0_usize;
        let (values, shares): (Vec<f64>, Vec<f64>) = known
            .chunk_by(|left, right| left == right)
            .map(|equal| {
                let share = (below as f64 + 0.5 * equal.len() as f64) / all;
                below += equal.len();
                (equal[0], share)
            })
            .unzip();
        if values.len() <= MOST_KNOTS {
            return Self { values, shares };
        }
        let last = values.len() - 1;
        let kept = (0..MOST_KNOTS).map(|knot| knot * last / (MOST_KNOTS - 1));
        let (values, shares) = kept.map(|place| (values[place], shares[place])).unzip();
        Self { values, shares }
    }

    /// The rank of a value.
    #[must_use]
    pub fn share(&self, value: f64) -> f64 {
        let above = self.values.partition_point(|knot| *knot < value);
        let Some(&upper) = self.values.get(above) else { return 1.0 };
        if upper == value {
            return self.shares[above];
        }
        if above == 0 {
            return 0.0;
        }
        let (lower, low, high) = (self.values[above - 1], self.shares[above - 1], self.shares[above]);
        low + (high - low) * (value - lower) / (upper - lower)
    }
}

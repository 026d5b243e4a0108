//! What is known of a customer at the end of one day, as numbers.
//!
//! Everything is counted up to that day and nothing after it: whoever learns from features of a past day learns only
//! what could have been known then.

use patron_models::history::History;

/// Numbers in a row, in the order of [`NAMES`].
pub const WIDTH: usize = 13;

/// What they are. Times are in the unit of the histories.
pub const NAMES: [&str; WIDTH] = [
    "frequency",
    "recency",
    "age",
    "idle",
    "mean_gap",
    "idle_in_gaps",
    "regularity",
    "last_4_weeks",
    "last_8_weeks",
    "last_13_weeks",
    "last_26_weeks",
    "last_52_weeks",
    "mean_spend",
];

/// Lengths of the latest weeks in which purchases are counted.
pub const LATEST_WEEKS: [u32; 5] = [4, 8, 13, 26, 52];

/// What the ledger says of a customer at the end of one day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Facts {
    /// Repeat purchases, their span and the time since the first.
    pub history: History,
    /// Σ ln gap over the gaps between consecutive purchases; 0 without repeat purchases.
    pub ln_gaps: f64,
    /// Purchases in the latest weeks, the first purchase among them, by [`LATEST_WEEKS`].
    pub latest: [u32; LATEST_WEEKS.len()],
    /// Mean spend of the repeat purchases, where there are any and amounts are known.
    pub mean_spend: Option<f64>,
}

impl Facts {
    /// The row; what is not known is NaN.
    ///
    /// Mean gap is t_x/x; idle time T − t_x is given in itself and in mean gaps; regularity is the mean of ln gap less
    /// the logarithm of the mean gap, 0 for equal gaps and −0.577 for gaps by chance.
    #[must_use]
    pub fn row(&self) -> [f64; WIDTH] {
        let Self { history, ln_gaps, latest, mean_spend } = self;
        let (x, recency, age) = (f64::from(history.frequency()), history.recency(), history.age());
        let idle = age - recency;
        let gap = if history.frequency() > 0 { recency / x } else { f64::NAN };
        let regularity = if history.frequency() > 1 { ln_gaps / x - gap.ln() } else { f64::NAN };
        let [four, eight, thirteen, half, year] = latest.map(f64::from);
        let spend = mean_spend.unwrap_or(f64::NAN);
        [x, recency, age, idle, gap, idle / gap, regularity, four, eight, thirteen, half, year, spend]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_says_what_was_known() {
        let history = History::new(4, 20.0, 26.0).unwrap();
        let facts = Facts { history, ln_gaps: 4.0 * 5.0_f64.ln(), latest: [0, 1, 2, 5, 5], mean_spend: Some(12.5) };
        let row = facts.row();
        let found = |name: &str| row[NAMES.iter().position(|known| *known == name).unwrap()];
        assert_eq!(row[..4], [4.0, 20.0, 26.0, 6.0]);
        // Four gaps of five weeks; idle for six of them.
        assert_eq!((found("mean_gap"), found("idle_in_gaps")), (5.0, 1.2));
        assert!(found("regularity").abs() < 1e-15);
        assert_eq!((found("last_8_weeks"), found("last_52_weeks"), found("mean_spend")), (1.0, 5.0, 12.5));
    }

    #[test]
    fn what_is_not_known_is_no_number() {
        let history = History::new(0, 0.0, 26.0).unwrap();
        let row = Facts { history, ln_gaps: 0.0, latest: [0; 5], mean_spend: None }.row();
        let unknown: Vec<&str> = NAMES.into_iter().zip(row).filter(|(_, v)| v.is_nan()).map(|(name, _)| name).collect();
        assert_eq!(unknown, ["mean_gap", "idle_in_gaps", "regularity", "mean_spend"]);
    }
}

//! The one thing a model of regular gaps needs of a sample beyond the histories: Σ ln gap over all customers.

use super::{History, HistoryError};

/// Units of the sum: 2⁻⁶⁰, finer than the last digit of any logarithm of a gap above 2⁻⁸.
const UNIT: f64 = (1_u64 << 60) as f64;
/// How far a sum of logarithms may lie above its bound by rounding alone, per unit of its size.
const ROUNDING: f64 = 1e-9;

/// Σ weight · Σ ln gap in whole units, so that the order of customers does not matter to the bit; `None` once a
/// customer's gaps are not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LnGaps(Option<i128>);

impl Default for LnGaps {
    fn default() -> Self {
        Self(Some(0))
    }
}

impl LnGaps {
    /// A sum over all customers that is known.
    pub(super) fn of(sum: f64) -> Self {
        Self(Some((sum * UNIT).round() as i128))
    }

    /// Counts customers of whom only the history is known: it tells the gaps of those with one at most.
    pub(super) fn add_untold(&mut self, history: &History, weight: f64) {
        match history.frequency {
            0 => {}
            1 => self.add(history.recency.ln(), weight),
            _ => self.0 = None,
        }
    }

    pub(super) fn add(&mut self, ln_gaps: f64, weight: f64) {
        let more = if weight.fract() == 0.0 && weight < 1e15 {
            ((ln_gaps * UNIT).round() as i128).saturating_mul(weight as i128)
        } else {
            (ln_gaps * weight * UNIT).round() as i128
        };
        self.0 = self.0.map(|sum| sum.saturating_add(more));
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.0 = self.0.zip(other.0).map(|(sum, more)| sum.saturating_add(more));
    }

    pub(super) fn value(self) -> Option<f64> {
        self.0.map(|sum| sum as f64 / UNIT)
    }
}

/// Whether Σ ln gap can belong to a history: x gaps of the sum t_x have at most x ln(t_x/x), and one gap has exactly
/// that.
pub(super) fn check(history: &History, ln_gaps: f64) -> Result<(), HistoryError> {
    let x = f64::from(history.frequency);
    let most = if history.frequency == 0 { 0.0 } else { x * (history.recency / x).ln() };
    let above = ln_gaps - most;
    let size = ROUNDING * (1.0 + most.abs());
    let fits = if history.frequency < 2 { above.abs() <= size } else { above <= size };
    if ln_gaps.is_finite() && fits { Ok(()) } else { Err(HistoryError::Gaps { ln_gaps, most }) }
}

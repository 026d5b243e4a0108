use serde::Serialize;

use super::ComplaintError;
use crate::interval::{Interval, Level, wilson};

/// A share and where it lies, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Share {
    /// The share.
    pub share: f64,
    /// Where it lies (score interval).
    pub interval: Interval,
}

/// How long complaints take, those still open among them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Resolution {
    /// Solved ones.
    pub solved: usize,
    /// Still open: known to take longer than they have so far.
    pub open: usize,
    /// Time after which half are solved; `None` where so many are open that it is not known.
    pub median: Option<f64>,
    /// Times at which some were solved, with the share still open after each.
    pub still_open: Vec<(f64, f64)>,
}

/// Share of complaints that were solved at the first contact.
///
/// # Errors
/// When there are none, or more solved than there are.
pub fn first_contact(solved: u64, complaints: u64, level: Level) -> Result<Share, ComplaintError> {
    if complaints == 0 || solved > complaints {
        return Err(ComplaintError::Solved { solved, complaints });
    }
    let share = solved as f64 / complaints as f64;
    Ok(Share { share, interval: wilson(share, complaints as f64, level) })
}

/// Time to solve, from durations so far and whether each complaint was solved then, by the product limit \[KM1958\]:
/// the share still open falls by solved / at risk at each time. Open ones leave after those solved at the same time.
///
/// # Errors
/// When there is none, or a duration is not finite or below 0.
pub fn resolution(complaints: &[(f64, bool)]) -> Result<Resolution, ComplaintError> {
    if complaints.is_empty() {
        return Err(ComplaintError::Empty);
    }
    if let Some(place) = complaints.iter().position(|(duration, _)| !(duration.is_finite() && *duration >= 0.0)) {
        return Err(ComplaintError::Duration { complaint: place + 1, duration: complaints[place].0 });
    }
    let mut sorted = complaints.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut at_risk, mut share) = (sorted.len(), 1.0);
    let mut still_open = Vec::new();
    for same in sorted.chunk_by(|a, b| a.0 == b.0) {
        let solved = same.iter().filter(|(_, solved)| *solved).count();
        if solved > 0 {
            share *= 1.0 - solved as f64 / at_risk as f64;
            still_open.push((same[0].0, share));
        }
        at_risk -= same.len();
    }
    let solved = complaints.iter().filter(|(_, solved)| *solved).count();
    // One half, but for rounding of the product.
    let median = still_open.iter().find(|(_, share)| *share <= 0.5 + 1e-12).map(|(time, _)| *time);
    Ok(Resolution { solved, open: complaints.len() - solved, median, still_open })
}

use serde::Serialize;

use super::{ComplaintError, Share};
use crate::interval::{Level, wilson};

/// How often a complaint is followed by another of the same customer.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Repeats {
    /// Complaints whose window has passed.
    pub complaints: usize,
    /// Those followed by another within it.
    pub repeated: usize,
    /// Complaints too recent to tell; they are in no other figure.
    pub too_recent: usize,
    /// Repeated over complaints; `None` where all are too recent.
    pub share: Option<Share>,
}

/// Share of complaints after which the same customer complains again within the window, its last moment included.
/// Complaints are a customer and a time each, in any order; `until` is the time up to which they are known.
///
/// # Errors
/// When the window is not above 0, or a time is not finite.
pub fn repeats(complaints: &[(usize, f64)], window: f64, until: f64, level: Level) -> Result<Repeats, ComplaintError> {
    if !(window > 0.0 && window.is_finite()) {
        return Err(ComplaintError::Window { window });
    }
    if let Some(place) = complaints.iter().position(|(_, time)| !time.is_finite()) {
        return Err(ComplaintError::Duration { complaint: place + 1, duration: complaints[place].1 });
    }
    let mut sorted = complaints.to_vec();
    sorted.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut found = Repeats { complaints: 0, repeated: 0, too_recent: 0, share: None };
    for (place, (customer, time)) in sorted.iter().enumerate() {
        if time + window > until {
            found.too_recent += 1;
            continue;
        }
        found.complaints += 1;
        let again = sorted.get(place + 1).is_some_and(|(next, later)| next == customer && later - time <= window);
        found.repeated += usize::from(again);
    }
    if found.complaints > 0 {
        let share = found.repeated as f64 / found.complaints as f64;
        found.share = Some(Share { share, interval: wilson(share, found.complaints as f64, level) });
    }
    Ok(found)
}

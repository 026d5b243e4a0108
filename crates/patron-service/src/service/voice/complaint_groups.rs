//! Figures of the complaints of a group.

use std::collections::{BTreeMap, HashMap, HashSet};

use patron_voice::complaints::{first_contact, rate, repeats, resolution};

use crate::catalogue::Text;
use crate::error::{Result, ServiceError};
use crate::views::{VoiceComplaintGroup, VoiceShare};

use super::contacts::Contact;
use super::heard::LEVEL;

/// Days within which another complaint is a repeat.
pub(super) const REPEAT: i32 = 30;

/// Days a complaint may take to count as resolved at the first contact.
const AT_ONCE: f64 = 1.0;

/// Figures of complaints at the end of a day, beside the orders of the same customers and days.
pub(super) fn group(
    id: String,
    label: Text,
    complaints: &[&Contact],
    orders: u64,
    until: i32,
) -> Result<VoiceComplaintGroup> {
    let wrong = |error: patron_voice::complaints::ComplaintError| {
        ServiceError::new(error.code(), error.to_string()).hint(error.hint())
    };
    let of_orders = if orders > 0 {
        Some(rate(complaints.len() as u64, orders as f64, LEVEL).map_err(wrong)?)
    } else {
        None
    };
    let mut ages: Vec<f64> = complaints.iter().filter(|one| one.is_open()).map(|one| age(one, until)).collect();
    ages.sort_by(f64::total_cmp);
    // resolved before it was made: how long it took is not known
    let times: Vec<(f64, bool)> = complaints
        .iter()
        .filter(|one| one.took.is_none_or(|took| took >= 0.0))
        .map(|one| (one.took.unwrap_or_else(|| age(one, until)), one.took.is_some()))
        .collect();
    let median_days = if times.is_empty() { None } else { resolution(&times).map_err(wrong)?.median };
    Ok(VoiceComplaintGroup {
        id,
        label,
        complaints: complaints.len() as u64,
        customers: complaints.iter().map(|one| one.customer.as_str()).collect::<HashSet<_>>().len() as u64,
        orders,
        rate: of_orders.map(|found| found.rate),
        rate_low: of_orders.map(|found| found.interval.low),
        rate_high: of_orders.map(|found| found.interval.high),
        open: ages.len() as u64,
        open_median_days: middle(&ages),
        open_oldest_days: ages.last().copied(),
        median_days,
        repeats: again(complaints, until).map_err(wrong)?,
        first_contact: at_first(complaints, until).map_err(wrong)?,
    })
}

/// Days from the complaint's day to the end of the days looked at.
pub(super) fn age(one: &Contact, until: i32) -> f64 {
    f64::from(until - one.on)
}

fn middle(sorted: &[f64]) -> Option<f64> {
    let half = sorted.len() / 2;
    match sorted.len() {
        0 => None,
        n if n.is_multiple_of(2) => Some(0.5 * (sorted[half - 1] + sorted[half])),
        _ => Some(sorted[half]),
    }
}

type Found<T> = std::result::Result<T, patron_voice::complaints::ComplaintError>;

fn again(complaints: &[&Contact], until: i32) -> Found<Option<VoiceShare>> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let numbered: Vec<(usize, f64)> = complaints
        .iter()
        .map(|one| {
            let next = places.len();
            (*places.entry(one.customer.as_str()).or_insert(next), f64::from(one.on))
        })
        .collect();
    let found = repeats(&numbered, f64::from(REPEAT), f64::from(until), LEVEL)?;
    Ok(found.share.map(|share| VoiceShare {
        share: share.share,
        low: share.interval.low,
        high: share.interval.high,
        of: found.complaints as u64,
    }))
}

/// Resolved within a day and no other complaint of the customer within the days of a repeat; of those whose days have
/// passed.
fn at_first(complaints: &[&Contact], until: i32) -> Found<Option<VoiceShare>> {
    let mut of_customer: BTreeMap<&str, Vec<(i32, f64)>> = BTreeMap::new();
    for one in complaints {
        of_customer.entry(one.customer.as_str()).or_default().push((one.on, one.at));
    }
    let passed: Vec<&&Contact> = complaints.iter().filter(|one| one.on + REPEAT <= until).collect();
    let solved = passed.iter().filter(|one| {
        let later = of_customer.get(one.customer.as_str()).into_iter().flatten();
        let mut repeated = later.filter(|(on, at)| *at > one.at && *on <= one.on + REPEAT);
        one.took.is_some_and(|took| (0.0..=AT_ONCE).contains(&took)) && repeated.next().is_none()
    });
    if passed.is_empty() {
        return Ok(None);
    }
    let share = first_contact(solved.count() as u64, passed.len() as u64, LEVEL)?;
    let (low, high) = (share.interval.low, share.interval.high);
    Ok(Some(VoiceShare { share: share.share, low, high, of: passed.len() as u64 }))
}

use std::collections::BTreeMap;

use patron_models::calendar::{CalendarError, Date, DayCount, Event, Exposure, GapDays, LEAST_DAYS_OF_YEAR, Pattern};
use patron_models::fit::Fit;
use patron_models::history::Statistics;
use serde::{Deserialize, Serialize};

use super::{CalendarSettings, festivals};

/// Years in which a festival must have been seen: seen once it may have been anything else.
const LEAST_YEARS: usize = 2;
/// Days of a year on average.
const YEAR: f64 = 365.25;

/// Whether months count beside days of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Months {
    Never,
    /// refused where there are too few days
    Always,
    /// where two years are known
    WhereSeenTwice,
}

/// The pattern of purchases up to a valuation date, and the exposure it gives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Season {
    /// whether months count beside days of the week
    pub(crate) yearly: bool,
    /// first and last day that was looked at, days since 1970-01-01
    pub(crate) from_day: i64,
    pub(crate) to_day: i64,
    pub(crate) pattern: Pattern,
    pub(crate) exposure: Exposure,
    pub(crate) left_out: Vec<LeftOut>,
    /// Σ ln w over the days of repeat purchases: what a log-likelihood in days has beyond that in exposure
    pub(crate) ln_weights: f64,
    /// Σ ln gap in exposure, where gaps were looked at
    #[serde(default)]
    pub(crate) ln_gaps: Option<f64>,
}

/// A festival or event without a factor, and why: its days are like any other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LeftOut {
    pub(crate) name: String,
    /// `not-seen`, `seen-once`, `no-purchases` or `not-told-apart`
    pub(crate) reason: String,
}

impl Season {
    /// From the purchases of each day up to `as_of_day`, and the gaps between them where models of regular gaps are to be
    /// fitted; later ones are not looked at. The exposure covers
    /// `ahead_days` after it and counts in average days, times in units of `unit_days`.
    ///
    /// # Errors
    /// When there are too few days, or no purchases.
    pub(crate) fn estimate(
        settings: &CalendarSettings,
        months: Months,
        counts: &[DayCount],
        gaps: Option<&[GapDays]>,
        as_of_day: i32,
        ahead_days: i32,
        unit_days: f64,
    ) -> Result<Self, CalendarError> {
        let to_day = i64::from(as_of_day);
        let until = to_day + i64::from(ahead_days) + 1;
        let counts: Vec<DayCount> = counts.iter().copied().filter(|count| count.day <= to_day).collect();
        let from_day = counts.first().map_or(to_day, |count| count.day);
        let known_days = counts.iter().filter(|count| count.customers > 0.0).count();
        let yearly = match months {
            Months::Never => false,
            Months::Always => true,
            Months::WhereSeenTwice => known_days >= LEAST_DAYS_OF_YEAR,
        };
        let (mut events, mut left_out) = known(settings, &counts, from_day, until);
        let mut found = Pattern::estimate(&counts, yearly, &events);
        if found == Err(CalendarError::NotIdentified) && !events.is_empty() {
            left_out.extend(events.drain(..).map(|event| left(event.name, "not-told-apart")));
            found = Pattern::estimate(&counts, yearly, &[]);
        }
        let pattern = found?;
        let observed = to_day - from_day;
        let years = (observed as f64 / YEAR).floor();
        let over = if years >= 1.0 { (years * YEAR).round() as i64 } else { observed };
        let pace = pattern.pace(from_day, until, &events)?.averaged(to_day + 1 - over, to_day + 1)?;
        let mut ln_weights = 0.0;
        for count in counts.iter().filter(|count| count.purchases > 0.0) {
            ln_weights += count.purchases * pace.horizon(count.day as f64, 1.0)?.ln();
        }
        let exposure = Exposure::new(pace, to_day, unit_days);
        let ln_gaps = gaps.map(|gaps| exposure.ln_gaps(gaps)).transpose()?;
        Ok(Self { yearly, from_day, to_day, pattern, exposure, left_out, ln_weights, ln_gaps })
    }

    /// A sample in exposure, as models are fitted to it.
    ///
    /// # Errors
    /// When a history begins before the season, or a repeat purchase lies on days of no pace alone.
    pub(crate) fn statistics(&self, days: &Statistics) -> Result<Statistics, CalendarError> {
        self.exposure.statistics(days, self.ln_gaps)
    }

    /// A fit in exposure with the likelihood of the purchases in days, which can be compared with that of other fits; the
    /// factors of the calendar count as parameters.
    pub(crate) fn in_days(&self, fit: Fit) -> Fit {
        let factors = self.pattern.factors() as f64;
        Fit {
            log_likelihood: fit.log_likelihood + self.ln_weights,
            aic: fit.aic - 2.0 * self.ln_weights + 2.0 * factors,
            bic: fit.bic - 2.0 * self.ln_weights + factors * fit.customers.ln(),
            ..fit
        }
    }
}

fn left(name: String, reason: &str) -> LeftOut {
    LeftOut { name, reason: reason.to_owned() }
}

/// Festivals and events whose factor can be estimated, and the others with the reason.
fn known(settings: &CalendarSettings, counts: &[DayCount], from: i64, until: i64) -> (Vec<Event>, Vec<LeftOut>) {
    let built_in = festivals::events(&settings.traditions(), from, until);
    let mut own: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for event in &settings.events {
        own.entry(event.name.as_str()).or_default().extend(i64::from(event.from_day)..=i64::from(event.to_day));
    }
    let own = own.into_iter().map(|(name, days)| Event { name: name.to_owned(), days });
    let (mut events, mut left_out) = (Vec::new(), Vec::new());
    let candidates = built_in.into_iter().map(|event| (event, LEAST_YEARS)).chain(own.map(|event| (event, 1)));
    for (event, least_years) in candidates {
        let seen: Vec<&DayCount> =
            counts.iter().filter(|count| count.customers > 0.0 && event.days.contains(&count.day)).collect();
        let mut years: Vec<i32> = seen.iter().map(|count| Date::of_number(count.day).year).collect();
        years.dedup();
        let reason = if years.is_empty() {
            Some("not-seen")
        } else if years.len() < least_years {
            Some("seen-once")
        } else if seen.iter().all(|count| count.purchases == 0.0) {
            Some("no-purchases")
        } else {
            None
        };
        match reason {
            Some(reason) => left_out.push(left(event.name, reason)),
            None => events.push(event),
        }
    }
    (events, left_out)
}

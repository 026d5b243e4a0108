//! The clock on which customers buy: fast in season, slow on days when nobody is there.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Weekday};
use rand::RngExt;
use rand::rngs::ChaCha8Rng;

use super::{DAYS, FIRST_DAY};

/// How busy each month is: quiet at the spring festival, busy in June and before the year's end.
const MONTHS: [f64; 12] = [1.05, 0.62, 0.95, 0.98, 1.0, 1.18, 0.92, 0.9, 1.02, 0.98, 1.45, 1.2];
const OPENS_SECOND: u32 = 8 * 3600;
const OPEN_SECONDS: u32 = 13 * 3600;

/// Days of the simulation with how much of the clock has run before each.
#[derive(Debug, Clone)]
pub(super) struct Clock {
    /// one more than days; a plain day counts 1
    elapsed: Vec<f64>,
}

/// The date of a day of the simulation.
pub(super) fn date(day: usize) -> NaiveDate {
    FIRST_DAY.checked_add_days(Days::new(day as u64)).unwrap_or(FIRST_DAY)
}

/// A moment within opening hours of a day.
pub(super) fn moment(rng: &mut ChaCha8Rng, day: usize) -> NaiveDateTime {
    let second = OPENS_SECOND + rng.random_range(0..OPEN_SECONDS);
    date(day).and_time(chrono::NaiveTime::MIN) + TimeDelta::seconds(i64::from(second))
}

impl Clock {
    /// Offices order on working days.
    pub(super) fn of_companies() -> Self {
        Self::new(|date| if matches!(date.weekday(), Weekday::Sat | Weekday::Sun) { 0.12 } else { 1.0 })
    }

    /// People buy most on weekends.
    pub(super) fn of_people() -> Self {
        Self::new(|date| match date.weekday() {
            Weekday::Sat | Weekday::Sun => 1.5,
            Weekday::Fri => 1.15,
            _ => 0.85,
        })
    }

    /// New customers come in season, and more of them every year.
    pub(super) fn of_arrivals() -> Self {
        let years = |date: NaiveDate| (date - FIRST_DAY).num_days() as f64 / 365.25;
        Self::new(|date| 0.6 + 0.35 * years(date))
    }

    fn new(of_day: impl Fn(NaiveDate) -> f64) -> Self {
        let mut elapsed = Vec::with_capacity(DAYS + 1);
        elapsed.push(0.0);
        let mut sum = 0.0;
        for day in 0..DAYS {
            let date = date(day);
            sum += of_day(date) * MONTHS[date.month0() as usize];
            elapsed.push(sum);
        }
        // an average day counts 1, so that rates stay rates of days
        let scale = DAYS as f64 / sum;
        elapsed.iter_mut().for_each(|before| *before *= scale);
        Self { elapsed }
    }

    /// How much has run at the beginning of a day.
    pub(super) fn at(&self, day: usize) -> f64 {
        self.elapsed[day.min(DAYS)]
    }

    /// The day on which the clock shows this much; `None` after the last.
    pub(super) fn day(&self, shown: f64) -> Option<usize> {
        let after = self.elapsed.partition_point(|before| *before <= shown);
        (after <= DAYS).then(|| after.saturating_sub(1))
    }

    /// A day by chance, in proportion to how fast the clock runs on it.
    pub(super) fn any_day(&self, rng: &mut ChaCha8Rng) -> usize {
        self.day(rng.random::<f64>() * DAYS as f64).unwrap_or(DAYS - 1)
    }
}

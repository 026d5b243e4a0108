//! Histories and horizons of one valuation date, in exposure.

use serde::{Deserialize, Serialize};

use super::{CalendarError, GapDays, Pace};
use crate::history::{History, Statistics, StatisticsBuilder};

/// A pace as it is used from one valuation date: what is counted in days becomes exposure, both in the time unit of the
/// models.
///
/// A purchase on a day is made at its end: W runs over the days after the first purchase, the valuation date the last of
/// them, as ages in days do. At the pace 1 every time is what it was.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Exposure {
    pace: Pace,
    as_of: i64,
    unit_days: f64,
}

impl Exposure {
    /// Of a pace that covers the days from the first purchase of all to the end of the horizon; `unit_days` are the days
    /// in the models' time unit.
    #[must_use]
    pub fn new(pace: Pace, as_of: i64, unit_days: f64) -> Self {
        Self { pace, as_of, unit_days }
    }

    /// The same pace seen from another valuation date.
    #[must_use]
    pub fn on(&self, as_of: i64) -> Self {
        Self { as_of, ..self.clone() }
    }

    /// A history of whole days up to the valuation date.
    ///
    /// # Errors
    /// When it begins before the pace, or a repeat purchase lies on days of no pace alone.
    pub fn history(&self, days: &History) -> Result<History, CalendarError> {
        let whole = |time: f64| (time * self.unit_days).round() as i64;
        let first = self.as_of - whole(days.age());
        let start = self.ends(first)?;
        let recency = self.ends(first + whole(days.recency()))? - start;
        let age = self.ends(self.as_of)? - start;
        Ok(History::new(days.frequency(), recency / self.unit_days, age / self.unit_days)?)
    }

    /// A sample, history by history; with Σ ln gap in exposure ([`Self::ln_gaps`]) where models of regular gaps are to be
    /// fitted to it.
    ///
    /// # Errors
    /// As [`Self::history`].
    pub fn statistics(&self, days: &Statistics, ln_gaps: Option<f64>) -> Result<Statistics, CalendarError> {
        let mut builder = StatisticsBuilder::default();
        for row in days.rows() {
            builder.push_weighted(self.history(&row.history)?, row.weight)?;
        }
        let found = builder.finish();
        Ok(match ln_gaps {
            Some(ln_gaps) => found.with_ln_gaps(ln_gaps),
            None => found,
        })
    }

    /// Σ ln gap over gaps that had ended by the valuation date, in exposure.
    ///
    /// # Errors
    /// When a gap begins before the pace, or consists of days of no pace alone.
    pub fn ln_gaps(&self, gaps: &[GapDays]) -> Result<f64, CalendarError> {
        let mut sum = 0.0;
        for gap in gaps.iter().filter(|gap| gap.until <= self.as_of) {
            let length = self.between(gap.after, gap.until)?;
            sum += gap.count as f64 * History::new(1, length, length)?.recency().ln();
        }
        Ok(sum)
    }

    /// A horizon from the valuation date on.
    ///
    /// # Errors
    /// When it ends after the pace.
    pub fn horizon(&self, time: f64) -> Result<f64, CalendarError> {
        Ok(self.pace.horizon(self.as_of as f64 + 1.0, time * self.unit_days)? / self.unit_days)
    }

    /// From the end of one day to the end of another, by number.
    ///
    /// # Errors
    /// When one lies outside the pace.
    pub fn between(&self, after: i64, until: i64) -> Result<f64, CalendarError> {
        Ok((self.ends(until)? - self.ends(after)?) / self.unit_days)
    }

    /// Days from the valuation date until this exposure has passed: [`Self::horizon`] turned round. No more than the pace
    /// is known for.
    #[must_use]
    pub fn days_until(&self, exposure: f64) -> f64 {
        self.pace.days_until(self.as_of as f64 + 1.0, exposure * self.unit_days)
    }

    /// Exposure until the end of a day.
    fn ends(&self, day: i64) -> Result<f64, CalendarError> {
        self.pace.passed(day as f64 + 1.0)
    }
}

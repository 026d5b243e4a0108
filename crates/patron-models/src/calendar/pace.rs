//! The pace of time by day.

use serde::{Deserialize, Serialize};

use super::CalendarError;
use crate::history::History;

/// How fast time runs on each of some days, for all customers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "RawPace", into = "RawPace")]
pub struct Pace {
    from: i64,
    weights: Vec<f64>,
    /// Exposure until the beginning of each day, and of the one after the last.
    passed: Vec<f64>,
}

#[derive(Serialize, Deserialize)]
struct RawPace {
    from: i64,
    weights: Vec<f64>,
}

impl TryFrom<RawPace> for Pace {
    type Error = CalendarError;

    fn try_from(raw: RawPace) -> Result<Self, CalendarError> {
        Self::new(raw.from, raw.weights)
    }
}

impl From<Pace> for RawPace {
    fn from(pace: Pace) -> Self {
        Self { from: pace.from, weights: pace.weights }
    }
}

impl Pace {
    /// From the pace of each day, the first of them with the number `from`.
    ///
    /// # Errors
    /// When a pace is negative or not finite. A pace of 0, as when the shop is shut, is one.
    pub fn new(from: i64, weights: Vec<f64>) -> Result<Self, CalendarError> {
        let mut passed = Vec::with_capacity(weights.len() + 1);
        passed.push(0.0);
        let mut sum = 0.0;
        for (i, weight) in weights.iter().enumerate() {
            if !(*weight >= 0.0 && weight.is_finite()) {
                return Err(CalendarError::Weight { day: from + i as i64, weight: *weight });
            }
            sum += weight;
            passed.push(sum);
        }
        Ok(Self { from, weights, passed })
    }

    /// The same pace with a mean of 1 over the days from one to another, the last one not included, so that exposure is
    /// counted in average days of that time; as it is where nothing passes in them.
    ///
    /// # Errors
    /// When they lie outside the days.
    pub fn averaged(&self, from: i64, until: i64) -> Result<Self, CalendarError> {
        let passed = self.horizon(from as f64, (until - from) as f64)?;
        if !(passed > 0.0) {
            return Ok(self.clone());
        }
        let factor = (until - from) as f64 / passed;
        Self::new(self.from, self.weights.iter().map(|weight| weight * factor).collect())
    }

    /// The day after the last.
    #[must_use]
    pub fn until(&self) -> i64 {
        self.from + self.weights.len() as i64
    }

    /// Exposure from the first day to a time, in days from 1970-01-01 on; within a day it passes evenly.
    ///
    /// # Errors
    /// When the time lies outside the days.
    pub fn passed(&self, time: f64) -> Result<f64, CalendarError> {
        let outside = || CalendarError::Outside { time, from: self.from, until: self.until() };
        let since = time - self.from as f64;
        if !(since >= 0.0 && since <= self.weights.len() as f64) {
            return Err(outside());
        }
        let day = since.floor();
        let until_day = self.passed.get(day as usize).copied().ok_or_else(outside)?;
        Ok(until_day + (since - day) * self.weights.get(day as usize).copied().unwrap_or(0.0))
    }

    /// A history in exposure: of `frequency` repeat purchases, with the first and the last purchase and the valuation
    /// date as times in days. Without repeats the last is the first.
    ///
    /// # Errors
    /// When a time lies outside the days, or they are no history.
    pub fn history(&self, frequency: u32, first: f64, last: f64, as_of: f64) -> Result<History, CalendarError> {
        let start = self.passed(first)?;
        let recency = if frequency == 0 && last == first { 0.0 } else { self.passed(last)? - start };
        Ok(History::new(frequency, recency, self.passed(as_of)? - start)?)
    }

    /// A horizon of some days from a time on, in exposure.
    ///
    /// # Errors
    /// When it ends outside the days.
    pub fn horizon(&self, as_of: f64, days: f64) -> Result<f64, CalendarError> {
        Ok(self.passed(as_of + days)? - self.passed(as_of)?)
    }

    /// Days from a time on until so much exposure has passed: [`Pace::horizon`] turned round. No more than the pace is
    /// known for; where nothing passes for a while, the first moment.
    #[must_use]
    pub fn days_until(&self, as_of: f64, exposure: f64) -> f64 {
        let last = self.until() as f64;
        let Ok(start) = self.passed(as_of) else { return (last - as_of).max(0.0) };
        let target = start + exposure.max(0.0);
        let after = self.passed.partition_point(|passed| *passed < target);
        let Some(before) = after.checked_sub(1) else { return 0.0 };
        let (Some(until_day), Some(weight)) = (self.passed.get(before), self.weights.get(before)) else {
            return (last - as_of).max(0.0);
        };
        // `weight` is positive: more passes by the end of this day than before it.
        let time = self.from as f64 + before as f64 + (target - until_day) / weight;
        (time.min(last) - as_of).max(0.0)
    }

    /// Σ ln w over the days of repeat purchases: what the log-likelihood in days has beyond that in exposure.
    ///
    /// # Errors
    /// When a day lies outside.
    pub fn ln_weights(&self, purchases: impl IntoIterator<Item = i64>) -> Result<f64, CalendarError> {
        let mut sum = 0.0;
        for day in purchases {
            let place = usize::try_from(day - self.from).ok().and_then(|place| self.weights.get(place));
            let outside = CalendarError::Outside { time: day as f64, from: self.from, until: self.until() };
            sum += place.ok_or(outside)?.ln();
        }
        Ok(sum)
    }
}

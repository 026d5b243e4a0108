//! Settings as stored: absent is "the default".

use std::collections::BTreeMap;

use chrono_tz::Tz;
use patron_ledger::rollup::Occasion;
use serde::{Deserialize, Serialize};

use super::refuse::refuse;
use super::{NO_CURRENCY, Portfolio};
use crate::calendar::CalendarSettings;
use crate::error::Result;
use crate::run::WatchSettings;
use crate::views::DatedEvent;

/// Raw settings of the portfolio.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    pub name: Option<String>,
    pub currency: Option<String>,
    /// the currency is that of the first orders; nobody has set it
    pub currency_is_found: bool,
    pub time_zone: Option<String>,
    pub margin: Option<f64>,
    pub discount_rate: Option<f64>,
    pub horizon_days: Option<u32>,
    pub value_after_service: Option<bool>,
    pub occasion: Option<Occasion>,
    pub calendar: Option<String>,
    pub festivals: Option<Vec<String>>,
    pub events: Option<Vec<DatedEvent>>,
    pub history_every: Option<String>,
    pub history_periods: Option<u32>,
    pub alert_months: Option<u32>,
    pub alert_drop: Option<f64>,
    pub alert_amount: Option<f64>,
    pub origin: Option<String>,
    pub simulated: bool,
    pub rules: BTreeMap<String, String>,
}

const MAX_NAME: usize = 200;
const MAX_HORIZON_DAYS: u32 = 36_525;

impl Settings {
    /// Checks every value and fills in defaults.
    ///
    /// # Errors
    /// `setting-value`, naming the setting, its value and what was expected.
    pub fn resolve(&self) -> Result<Portfolio> {
        Ok(Portfolio {
            name: self.name.as_deref().map_or(Ok("Portfolio".to_owned()), name)?,
            currency: self.currency.as_deref().map_or(Ok(NO_CURRENCY.to_owned()), currency)?,
            time_zone: self.time_zone.as_deref().map_or(Ok(Tz::UTC), time_zone)?,
            margin: self.margin.map(margin).transpose()?,
            discount_rate: self.discount_rate.map_or(Ok(0.10), discount_rate)?,
            horizon_days: self.horizon_days.map_or(Ok(365), horizon_days)?,
            value_after_service: self.value_after_service.unwrap_or(true),
            occasion: self.occasion.unwrap_or_default(),
            calendar: CalendarSettings::checked(
                self.calendar.as_deref(),
                self.festivals.as_deref(),
                self.events.as_deref(),
            )?,
            watch: WatchSettings::checked(
                self.history_every.as_deref(),
                self.history_periods,
                self.alert_months,
                self.alert_drop,
                self.alert_amount,
            )?,
            origin: self.origin.clone(),
            simulated: self.simulated,
            rules: self.rules.clone(),
        })
    }
}

fn name(value: &str) -> Result<String> {
    let fits = !value.trim().is_empty() && value.chars().count() <= MAX_NAME;
    if fits { Ok(value.trim().to_owned()) } else { Err(refuse("name", value, "a name of 1 to 200 characters")) }
}

fn currency(value: &str) -> Result<String> {
    let fits = value.len() == 3 && value.bytes().all(|byte| byte.is_ascii_uppercase());
    if fits { Ok(value.to_owned()) } else { Err(refuse("currency", value, "an ISO 4217 code such as `CNY` or `USD`")) }
}

/// An IANA time zone.
pub(crate) fn time_zone(value: &str) -> Result<Tz> {
    value.parse().map_err(|_| refuse("time_zone", value, "an IANA name such as `Asia/Shanghai` or `Europe/London`"))
}

fn margin(value: f64) -> Result<f64> {
    if value > 0.0 && value <= 1.0 {
        Ok(value)
    } else {
        Err(refuse("margin", value, "a share above 0 and at most 1, such as `0.3`"))
    }
}

fn discount_rate(value: f64) -> Result<f64> {
    let fits = (0.0..=1.0).contains(&value);
    if fits { Ok(value) } else { Err(refuse("discount_rate", value, "an annual rate from 0 to 1, such as `0.1`")) }
}

fn horizon_days(value: u32) -> Result<u32> {
    let fits = (1..=MAX_HORIZON_DAYS).contains(&value);
    if fits { Ok(value) } else { Err(refuse("horizon_days", value, "from 1 to 36525 days")) }
}

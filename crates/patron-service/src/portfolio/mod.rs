//! The settings of the portfolio: raw as stored, and resolved.

mod change;
mod refuse;
mod settings;

use std::collections::BTreeMap;

use chrono_tz::Tz;
use patron_ledger::rollup::Occasion;
use patron_store::Store;

use crate::calendar::CalendarSettings;
use crate::error::Result;
use crate::run::{WatchSettings, format_day};
use crate::views::{DatedEvent, PortfolioView};
pub use change::{Found, after_import, after_undo, change, check_zone};
pub(crate) use refuse::refuse;
pub use settings::Settings;

const KEY: &str = "portfolio";

/// Resolved settings; every value is checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Portfolio {
    /// name of the company
    pub name: String,
    /// ISO 4217; `XXX` while nobody has said
    pub currency: String,
    /// its calendar day decides purchase occasions
    pub time_zone: Tz,
    /// share of revenue that is contribution where no cost is known
    pub margin: Option<f64>,
    /// effective annual rate
    pub discount_rate: f64,
    pub horizon_days: u32,
    /// whether expected value is after cost to serve, where that is known
    pub value_after_service: bool,
    /// period within which orders count once
    pub occasion: Occasion,
    /// whether time runs with the seasons
    pub(crate) calendar: CalendarSettings,
    /// past days at which customers are valued again, and what counts as a fall
    pub watch: WatchSettings,
    /// where bundled data comes from
    pub origin: Option<String>,
    /// made by the simulator
    pub simulated: bool,
    /// import rules, as given
    pub rules: BTreeMap<String, String>,
}

/// ISO 4217 for "no currency".
pub const NO_CURRENCY: &str = "XXX";

/// The settings as stored.
///
/// # Errors
/// If the metadata cannot be read.
pub async fn settings(store: &dyn Store) -> Result<Settings> {
    match store.setting(KEY).await? {
        Some(value) => Ok(serde_json::from_value(value)?),
        None => Ok(Settings::default()),
    }
}

/// Stores settings after checking them.
///
/// # Errors
/// The first value that does not fit.
pub async fn put_settings(store: &dyn Store, settings: &Settings) -> Result<Portfolio> {
    let portfolio = settings.resolve()?;
    store.put_setting(KEY, &serde_json::to_value(settings)?).await?;
    Ok(portfolio)
}

/// Settings as the store keeps them, after checking them.
fn stored(settings: &Settings) -> Result<(String, serde_json::Value)> {
    settings.resolve()?;
    Ok((KEY.to_owned(), serde_json::to_value(settings)?))
}

/// The resolved settings.
///
/// # Errors
/// If they cannot be read or do not fit.
pub async fn portfolio(store: &dyn Store) -> Result<Portfolio> {
    settings(store).await?.resolve()
}

impl From<&Portfolio> for PortfolioView {
    fn from(portfolio: &Portfolio) -> Self {
        Self {
            name: portfolio.name.clone(),
            currency: portfolio.currency.clone(),
            time_zone: portfolio.time_zone.name().to_owned(),
            margin: portfolio.margin,
            discount_rate: portfolio.discount_rate,
            horizon_days: portfolio.horizon_days,
            value_after_service: portfolio.value_after_service,
            calendar: portfolio.calendar.choice.as_str().to_owned(),
            festivals: portfolio.calendar.festivals.clone(),
            events: portfolio.calendar.events.iter().map(dated).collect(),
            history_every: portfolio.watch.every.as_str().to_owned(),
            history_periods: portfolio.watch.periods,
            alert_months: portfolio.watch.alert_months,
            alert_drop: portfolio.watch.alert_drop,
            alert_amount: portfolio.watch.alert_amount,
            simulated: portfolio.simulated,
            origin: portfolio.origin.clone(),
        }
    }
}

fn dated(event: &crate::calendar::OwnEvent) -> DatedEvent {
    DatedEvent { name: event.name.clone(), from: format_day(event.from_day), to: format_day(event.to_day) }
}

#[cfg(test)]
mod tests;

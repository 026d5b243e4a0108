//! Changing settings.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use patron_store::{BatchRecord, Store};
use serde_json::Value;

use super::{Portfolio, Settings, put_settings, settings, stored};
use crate::error::{Result, ServiceError};
use crate::folder::Writer;
use crate::views::PortfolioChange;

/// Changes the settings that are given; the others stay as they are.
///
/// # Errors
/// `setting-value`, or `time-zone-fixed` while orders are in the ledger.
pub async fn change(writer: &Writer, change: &PortfolioChange) -> Result<Portfolio> {
    let _turn = writer.turn().await;
    let store = writer.store();
    let mut settings = settings(store).await?;
    let PortfolioChange {
        name,
        currency,
        time_zone,
        margin,
        discount_rate,
        horizon_days,
        value_after_service,
        calendar,
        festivals,
        events,
        history_every,
        history_periods,
        alert_months,
        alert_drop,
        alert_amount,
    } = change.clone();
    if let Some(wanted) = &time_zone {
        check_zone(store, &settings, super::settings::time_zone(wanted)?).await?;
    }
    settings.name = name.or(settings.name);
    settings.currency_is_found &= currency.is_none();
    settings.currency = currency.or(settings.currency);
    settings.time_zone = time_zone.or(settings.time_zone);
    settings.margin = margin.or(settings.margin);
    settings.discount_rate = discount_rate.or(settings.discount_rate);
    settings.horizon_days = horizon_days.or(settings.horizon_days);
    settings.value_after_service = value_after_service.or(settings.value_after_service);
    settings.calendar = calendar.or(settings.calendar);
    settings.festivals = festivals.or(settings.festivals);
    settings.events = events.or(settings.events);
    settings.history_every = history_every.or(settings.history_every);
    settings.history_periods = history_periods.or(settings.history_periods);
    settings.alert_months = alert_months.or(settings.alert_months);
    settings.alert_drop = alert_drop.or(settings.alert_drop);
    settings.alert_amount = alert_amount.or(settings.alert_amount);
    put_settings(store, &settings).await
}

/// What an import was told and what it found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// answered
    pub zone: Option<Tz>,
    /// of the first orders, where none was set
    pub currency: Option<String>,
    /// kept for the next import
    pub rules: BTreeMap<String, String>,
}

/// The settings after an import, to be stored with its batch; the caller has the turn.
///
/// # Errors
/// As [`change`].
pub async fn after_import(store: &dyn Store, found: Found) -> Result<(String, Value)> {
    let mut settings = settings(store).await?;
    if let Some(zone) = found.zone {
        check_zone(store, &settings, zone).await?;
        settings.time_zone = Some(zone.name().to_owned());
    }
    if settings.currency.is_none() {
        settings.currency_is_found = found.currency.is_some();
        settings.currency = found.currency;
    }
    settings.rules.extend(found.rules);
    stored(&settings)
}

/// The settings after a batch was taken back, if they change: a currency that orders came in goes with the last of them,
/// one that a person set stays. The caller has the turn.
///
/// # Errors
/// If the metadata cannot be read.
pub async fn after_undo(store: &dyn Store, batch: &BatchRecord) -> Result<Option<(String, Value)>> {
    let mut settings = settings(store).await?;
    let others = store.live_files("orders").await?.into_iter().any(|file| file.batch != batch.id);
    if !settings.currency_is_found || others {
        return Ok(None);
    }
    settings.currency = None;
    settings.currency_is_found = false;
    stored(&settings).map(Some)
}

/// The local day of every order was worked out in the time zone it was imported in.
///
/// # Errors
/// `time-zone-fixed` if orders are in the ledger and their zone is another.
pub async fn check_zone(store: &dyn Store, settings: &Settings, wanted: Tz) -> Result<()> {
    let current = settings.resolve()?.time_zone;
    if wanted == current || store.live_files("orders").await?.is_empty() {
        return Ok(());
    }
    Err(ServiceError::new(
        "time-zone-fixed",
        format!("time zone cannot change from `{current}` to `{wanted}`; expected no orders in the ledger"),
    )
    .hint("undo the batches of orders, change the time zone, then import them again")
    .value("current", current.name())
    .value("wanted", wanted.name()))
}

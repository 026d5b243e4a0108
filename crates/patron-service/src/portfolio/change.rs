//! Changing settings.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use patron_store::Store;

use super::{Portfolio, Settings, put_settings, settings};
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
    let PortfolioChange { name, currency, time_zone, margin, discount_rate, horizon_days } = change.clone();
    if let Some(wanted) = &time_zone {
        check_zone(store, &settings, super::settings::time_zone(wanted)?).await?;
    }
    settings.name = name.or(settings.name);
    settings.currency = currency.or(settings.currency);
    settings.time_zone = time_zone.or(settings.time_zone);
    settings.margin = margin.or(settings.margin);
    settings.discount_rate = discount_rate.or(settings.discount_rate);
    settings.horizon_days = horizon_days.or(settings.horizon_days);
    put_settings(store, &settings).await
}

/// Sets the time zone that an import was answered with; the caller has the turn.
///
/// # Errors
/// As [`change`].
pub async fn set_time_zone(store: &dyn Store, zone: Tz) -> Result<()> {
    let mut settings = settings(store).await?;
    check_zone(store, &settings, zone).await?;
    settings.time_zone = Some(zone.name().to_owned());
    put_settings(store, &settings).await.map(drop)
}

/// Sets the currency that the first orders came in, where none is set.
///
/// # Errors
/// If the metadata cannot be written.
pub async fn set_currency(store: &dyn Store, currency: &str) -> Result<()> {
    let mut settings = settings(store).await?;
    if settings.currency.is_none() {
        settings.currency = Some(currency.to_owned());
        put_settings(store, &settings).await?;
    }
    Ok(())
}

/// Keeps the rules of an import for the next.
///
/// # Errors
/// If the metadata cannot be written.
pub async fn keep_rules(store: &dyn Store, rules: &BTreeMap<String, String>) -> Result<()> {
    let mut settings = settings(store).await?;
    settings.rules.extend(rules.iter().map(|(rule, value)| (rule.clone(), value.clone())));
    put_settings(store, &settings).await.map(drop)
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

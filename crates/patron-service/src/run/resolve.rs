use chrono::NaiveDate;
use patron_models::spend::SpendModel;
use patron_models::transaction::{Clock, transaction_models};

use crate::backtest::HeldBacktest;
use crate::calendar::{CalendarChoice, in_exposure};
use crate::error::{Result, ServiceError};
use crate::portfolio::Portfolio;
use crate::records::Records;
use crate::views::RunRequest;

use super::settings::AUTO;
use super::{RunSettings, TimeUnit, WatchSettings};

/// Seed of everything random in a run; fixed, so that a run can be repeated.
const SEED: u64 = 20_261_122;

/// Longest horizon that is accepted: 50 years.
const MAX_HORIZON_DAYS: u32 = 18_263;

/// Checks a request and fills what it leaves open from the portfolio and the ledger.
///
/// # Errors
/// `no-orders`, `bad-date`, `bad-horizon`, `bad-discount-rate` or `unknown-model`, each with a hint.
pub(crate) fn resolve(
    request: &RunRequest,
    portfolio: &Portfolio,
    records: &Records,
    backtest: Option<&HeldBacktest>,
) -> Result<RunSettings> {
    let as_of_day = match (records.last_order_day(), &request.as_of) {
        (Some(last_day), None) => last_day,
        (Some(last_day), Some(text)) => checked_day(text, records, last_day)?,
        (None, Some(text)) if records.rows("customers") > 0 => parse_day(text)?,
        (None, as_of) => return Err(no_orders(records, as_of.as_deref())),
    };
    let horizon_days = request.horizon_days.unwrap_or(portfolio.horizon_days);
    if horizon_days == 0 || horizon_days > MAX_HORIZON_DAYS {
        let message = format!("horizon `{horizon_days}` days, expected 1 to {MAX_HORIZON_DAYS}");
        return Err(ServiceError::new("bad-horizon", message).hint("give the horizon in days, for example 365"));
    }
    let discount_rate = request.discount_rate.unwrap_or(portfolio.discount_rate);
    if !(0.0..=10.0).contains(&discount_rate) {
        let message = format!("discount rate `{discount_rate}`, expected 0 to 10 a year");
        return Err(ServiceError::new("bad-discount-rate", message).hint("10 % a year is 0.10"));
    }
    let model = request.model.clone().unwrap_or_else(|| "auto".to_owned());
    let of_days = transaction_models().iter().filter(|model| model.clock() == Clock::Continuous);
    let known: Vec<_> = of_days.map(|model| model.name()).collect();
    let (named, seasonal) = in_exposure(&model);
    if seasonal && portfolio.calendar.choice == CalendarChoice::None {
        let message = format!("model `{model}` counts in the calendar, which is switched off, expected `{named}`");
        let hint = "switch it on: `patron portfolio set calendar=auto`";
        return Err(ServiceError::new("calendar-off", message).hint(hint).value("model", model.clone()));
    }
    if model != "auto" && !known.contains(&named) {
        let known = known.join("`, `");
        if transaction_models().iter().any(|other| other.name() == named) {
            let message = format!("model `{model}` counts opportunities, expected one of days: `auto`, `{known}`");
            let hint = "fit it to a summary file whose times are numbers of opportunities: `patron fit`";
            return Err(ServiceError::new("model-of-opportunities", message).hint(hint).value("model", model));
        }
        let message = format!("model `{model}` is not known, expected `auto`, `{known}`");
        return Err(ServiceError::new("unknown-model", message).hint("`auto` chooses for you"));
    }
    Ok(RunSettings {
        as_of_day,
        horizon_days,
        discount_rate,
        margin: portfolio.margin,
        time_unit: TimeUnit::default(),
        occasion: patron_ledger::rollup::Occasion::Day,
        model,
        spend_model: spend_model(request)?,
        seed: SEED,
        advice: backtest.map(|held| held.advice(records.revision())),
        calendar: portfolio.calendar.clone(),
        watch: watch(request, portfolio)?,
        currency: Some(portfolio.currency.clone()),
        without: request.without.clone(),
        value_after_service: portfolio.value_after_service,
    })
}

/// The past days that are valued again: as asked, else as the portfolio says.
fn watch(request: &RunRequest, portfolio: &Portfolio) -> Result<WatchSettings> {
    let usual = &portfolio.watch;
    WatchSettings::checked(
        request.history_every.as_deref().or(Some(usual.every.as_str())),
        request.history_periods.or(Some(usual.periods)),
        Some(usual.alert_months),
        Some(usual.alert_drop),
        usual.alert_amount,
    )
}

/// Without orders nothing says as of which day, and without customer records there is nobody to look at.
fn no_orders(records: &Records, as_of: Option<&str>) -> ServiceError {
    let hint = "import orders first: `patron import orders FILE`";
    if records.rows("customers") == 0 || as_of.is_some() {
        return ServiceError::new("no-orders", "the ledger holds no orders, expected at least one").hint(hint);
    }
    let message = "the ledger holds no orders, so that no record says as of which day; expected a date";
    ServiceError::new("no-orders-no-date", message).hint(format!(
        "give the day to score customers from their other records: `patron run --as-of YYYY-MM-DD`, or {hint}"
    ))
}

/// The model of spend that was asked for.
fn spend_model(request: &RunRequest) -> Result<String> {
    let name = request.spend_model.as_deref().unwrap_or(AUTO);
    if name != AUTO && !SpendModel::NAMES.contains(&name) {
        let known = SpendModel::NAMES.join("`, `");
        let message = format!("spend model `{name}` is not known, expected `{AUTO}`, `{known}`");
        let error = ServiceError::new("unknown-spend-model", message).value("model", name);
        return Err(error.hint("`auto` chooses for you"));
    }
    Ok(name.to_owned())
}

/// A valuation date that sees at least one order and lies within a lifetime of the last.
pub(crate) fn checked_day(text: &str, records: &Records, last_day: i32) -> Result<i32> {
    let day = parse_day(text)?;
    let first_day = records.first_order_day().unwrap_or(last_day);
    if day < first_day {
        let first = format_day(first_day);
        let message = format!("date `{text}` lies before the first order, expected `{first}` or later");
        return Err(ServiceError::new("date-before-orders", message).value("date", text).value("first", first));
    }
    if i64::from(day) > i64::from(last_day) + i64::from(MAX_HORIZON_DAYS) {
        let last = format_day(last_day);
        let message = format!("date `{text}` lies more than 50 years after the last order, `{last}`");
        let error = ServiceError::new("date-after-orders", message).value("date", text).value("last", last);
        return Err(error.hint("check the year"));
    }
    Ok(day)
}

/// Days since 1970-01-01 of `YYYY-MM-DD`.
///
/// # Errors
/// `bad-date`.
pub fn parse_day(text: &str) -> Result<i32> {
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| {
        ServiceError::new("bad-date", format!("date `{text}`, expected a day such as `2026-03-31`"))
            .hint("write year, month and day with dashes")
    })?;
    let days = date.signed_duration_since(NaiveDate::default()).num_days();
    i32::try_from(days).map_err(|_| ServiceError::new("bad-date", format!("date `{text}` is out of range")))
}

/// `YYYY-MM-DD` of days since 1970-01-01.
#[must_use]
pub fn format_day(day: i32) -> String {
    let date = NaiveDate::default() + chrono::Duration::days(i64::from(day));
    date.format("%Y-%m-%d").to_string()
}

use patron_models::fit::{Fit, FitError};
use patron_models::history::Statistics;
use patron_models::naive::NaiveRule;
use patron_models::transaction::{TransactionModel, transaction_model};
use serde_json::{Map, Value};

use crate::calendar::{Season, in_exposure};
use crate::error::{Result, ServiceError};
use crate::run::{RunContext, format_day};
use crate::views::{Notice, Severity};

use super::fit::{notice, refused};
use super::seasons::{self, RunSeason};

/// Without a backtest: BG/NBD, and its limit where nobody seems to stop.
const UNTESTED: [&str; 2] = ["bg-nbd", "nbd"];

/// What stands for the purchases of a run.
pub(super) enum Choice {
    Model(&'static dyn TransactionModel, Fit),
    /// the rule of this name
    Rule(&'static str),
    /// no model could be fitted
    None,
}

/// The model that was asked for; for `auto` the first that can be fitted of those the backtest advises.
pub(super) fn choose(
    context: &RunContext,
    sample: &Statistics,
    mut season: Option<&mut RunSeason>,
    notices: &mut Vec<Notice>,
) -> Result<Choice> {
    let advised = context.advice.as_ref().filter(|advice| !advice.order.is_empty());
    let candidates: Vec<&str> = match (context.model.as_str(), advised) {
        ("auto", Some(advice)) => advice.order.iter().map(String::as_str).collect(),
        ("auto", None) => UNTESTED.to_vec(),
        (asked, _) => vec![asked],
    };
    let mut first_refused: Option<(&str, FitError)> = None;
    let mut in_calendar: Option<&str> = None;
    for name in candidates {
        if let Some(rule) = NaiveRule::NAMES.into_iter().find(|rule| *rule == name) {
            notices.extend(by_backtest(rule, in_calendar, context));
            return Ok(Choice::Rule(rule));
        }
        let (plain, asked) = in_exposure(name);
        let Some(model) = transaction_model(plain) else {
            return Err(ServiceError::new("unknown-model", format!("model `{name}` is not known")));
        };
        let found = match counted_in(asked, season.as_deref(), context) {
            // What a backtest advised with a calendar waits for one.
            Time::Missing if context.model == "auto" => {
                in_calendar.get_or_insert(name);
                continue;
            }
            Time::Missing | Time::Days => None,
            Time::Of(season) => Some(season),
        };
        let turned = found.map(|season| season.statistics(sample)).transpose();
        let turned = turned.map_err(seasons::impossible)?;
        match model.fit(turned.as_ref().unwrap_or(sample)) {
            Ok(fit) => {
                let (fit, used) = match found {
                    Some(season) => (season.in_days(fit), true),
                    None => (fit, false),
                };
                if let Some(season) = season.as_deref_mut() {
                    season.decided(used, context);
                    notices.extend(without_season(season, asked));
                }
                match &first_refused {
                    Some((refused, error)) => notices.push(instead(refused, error, name)),
                    None => notices.extend(by_backtest(name, in_calendar, context)),
                }
                return Ok(Choice::Model(model, fit));
            }
            Err(error) => {
                first_refused.get_or_insert((name, error));
            }
        }
    }
    if let Some((_, error)) = first_refused {
        notices.push(refused("purchase-model-refused", &error, "expected purchases come from the flat average"));
    }
    Ok(Choice::None)
}

/// What a candidate counts time in.
enum Time<'a> {
    Days,
    Of(&'a Season),
    /// it should count in a calendar, and there is none
    Missing,
}

/// As the candidate says; with a pattern that is set, every model.
fn counted_in<'a>(asked: bool, season: Option<&'a RunSeason>, context: &RunContext) -> Time<'a> {
    if !asked && !context.calendar.choice.is_set() {
        return Time::Days;
    }
    let found = season.and_then(|season| season.season.as_ref());
    match found {
        Some(season) => Time::Of(season),
        None if asked => Time::Missing,
        None => Time::Days,
    }
}

/// Says that a calendar was wanted and could not be estimated.
fn without_season(season: &RunSeason, asked: bool) -> Option<Notice> {
    let refused = season.refused.as_ref()?;
    let wanted = asked || season.is_set;
    if !wanted {
        return None;
    }
    let mut values: Map<String, Value> =
        refused.values.iter().map(|(name, value)| (name.clone(), Value::from(value.clone()))).collect();
    values.insert("reason".to_owned(), Value::from(refused.code.clone()));
    let message = format!("no seasons: {}; purchases are counted in days", refused.message);
    Some(notice("no-season", Severity::Warning, message, values))
}

/// Says that a backtest chose, where one did; or that what it chose counts `in_calendar`, and the run has none.
fn by_backtest(name: &str, in_calendar: Option<&str>, context: &RunContext) -> Option<Notice> {
    let advice = context.advice.as_ref().filter(|advice| context.model == "auto" && !advice.order.is_empty())?;
    let day = format_day(advice.as_of_day);
    let mut values = Map::new();
    values.insert("model".to_owned(), Value::from(name));
    values.insert("as_of".to_owned(), Value::from(day.clone()));
    values.insert("reason".to_owned(), serde_json::to_value(advice.reason).unwrap_or_default());
    values.insert("changed".to_owned(), Value::from(advice.ledger_changed));
    let since = if advice.ledger_changed { "; the ledger has changed since" } else { "" };
    if let Some(chosen) = in_calendar {
        values.insert("chosen".to_owned(), Value::from(chosen));
        let message = format!(
            "the backtest up to `{day}` chose `{chosen}`, but this run has no calendar; `{name}`, its next best, was used{since}"
        );
        return Some(notice("model-without-calendar", Severity::Info, message, values));
    }
    let message = format!("`{name}` was chosen by the backtest up to `{day}`{since}");
    Some(notice("model-by-backtest", Severity::Info, message, values))
}

/// Says that the first choice could not be fitted and what was used in its place.
fn instead(first: &str, error: &FitError, used: &str) -> Notice {
    let mut values = Map::new();
    values.insert("refused".to_owned(), Value::from(first));
    values.insert("model".to_owned(), Value::from(used));
    values.insert("reason".to_owned(), Value::from(error.code()));
    for (name, value) in error.values() {
        values.insert(name.to_owned(), Value::from(value));
    }
    notice("model-instead", Severity::Info, format!("`{first}`: {error}; `{used}` was used instead"), values)
}

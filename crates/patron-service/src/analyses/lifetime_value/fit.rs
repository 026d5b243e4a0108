use datafusion::dataframe::DataFrame;
use patron_models::fit::FitError;
use patron_models::interval::live_customers;
use patron_models::naive::NaiveRule;
use patron_models::tournament::IN_EXPOSURE;
use serde_json::{Map, Value};

use crate::error::Result;
use crate::run::RunContext;
use crate::views::{Notice, Severity};

use super::choice::{Choice, choose};
use super::collect::sample;
use super::independence::{independence, violated};
use super::naive::Naive;
use super::past::past;
use super::spend::spend;
use super::{Parameters, RunSeason, curve, frequency, holdout, retention, seasons};

/// Fits both models on all data, after the holdout check on the part before.
pub(super) async fn fit(customers: &DataFrame, context: &RunContext) -> Result<(Parameters, Vec<Notice>)> {
    let mut notices = Vec::new();
    let sample = sample(customers.clone(), context.time_unit.days()).await?;
    let mut season = RunSeason::of(context);
    let (model, rule) = match choose(context, &sample.purchases, season.as_mut(), &mut notices)? {
        Choice::Model(model, fit) => (Some((model, fit)), NaiveRule::FLAT_AVERAGE),
        Choice::Rule(rule) => (None, rule),
        Choice::None => (None, NaiveRule::FLAT_AVERAGE),
    };
    let exposure = season.as_ref().and_then(RunSeason::exposure);
    let naive = Naive::of(rule, &sample.purchases, sample.repeat_spend, sample.repeats);
    let purchases = model.as_ref().map(|(_, fit)| fit.clone());
    let model = model.map(|(model, _)| model);
    let spend = if purchases.is_some() { spend(&sample, context, &mut notices) } else { None };
    let independence = if context.money.known { independence(&sample) } else { None };
    if spend.is_some() {
        notices.extend(independence.as_ref().and_then(violated));
    }
    if purchases.is_none() && naive.is_none() {
        let message = "no time has passed since the first purchases: nothing can be expected yet".to_owned();
        notices.push(notice("no-time-observed", Severity::Warning, message, Map::new()));
    }
    let calibration = match purchases.as_ref().map(|_| holdout::calibration_day(&sample, context)) {
        Some(Err(reason)) => {
            notices.push(*reason);
            None
        }
        day => day.and_then(Result::ok),
    };
    let past = past(calibration, sample.oldest_days.and_then(retention::periods), context).await?;
    let mut checked = None;
    if let (Some(model), Some(day), Some(oldest_days)) = (model, calibration, sample.oldest_days) {
        match holdout::check(&past, context.as_of_day - oldest_days, day, model, exposure.is_some(), context)? {
            Ok(holdout) => {
                notices.extend(holdout.verdict());
                checked = Some(holdout);
            }
            Err(reason) => notices.push(reason),
        }
    }
    let flat_spend = context.money.known.then(|| naive.as_ref().and_then(|naive| naive.spend)).flatten();
    let (mut points, mut bars, mut live) = (Vec::new(), Vec::new(), None);
    if let (Some(model), Some(purchases)) = (model, &purchases) {
        let fits = curve::Fits { model, purchases, spend: spend.as_ref(), flat_spend, exposure };
        points = curve::curve(customers, &fits, context).await?;
        let turned = exposure.map(|exposure| exposure.statistics(&sample.purchases, None)).transpose();
        let turned = turned.map_err(seasons::impossible)?;
        let statistics = turned.as_ref().unwrap_or(&sample.purchases);
        bars = frequency::frequency(model, purchases, statistics).unwrap_or_default();
        live = live_customers(model, purchases, statistics).ok().flatten();
    }
    let ending = if exposure.is_some() { IN_EXPOSURE } else { "" };
    let levels = purchases
        .as_ref()
        .and_then(|fit| context.advice.as_ref()?.levels.get(&format!("{}{ending}", fit.model)).copied());
    let parameters = Parameters {
        time_unit: context.time_unit.as_str().to_owned(),
        spend,
        independence,
        naive_spend: naive.as_ref().and_then(|naive| naive.spend),
        naive: if purchases.is_none() { naive } else { None },
        purchases,
        margin: context.future_margin()?,
        frequency: bars,
        curve: points,
        live,
        levels,
        holdout: checked,
        retention: past.retention,
        season,
    };
    Ok((parameters, notices))
}

pub(super) fn notice(code: &str, severity: Severity, message: String, values: Map<String, Value>) -> Notice {
    Notice { code: code.to_owned(), severity, message, values }
}

pub(super) fn refused(code: &str, error: &FitError, instead: &str) -> Notice {
    let mut values = Map::new();
    values.insert("reason".to_owned(), Value::from(error.code()));
    for (name, value) in error.values() {
        values.insert(name.to_owned(), Value::from(value));
    }
    notice(code, Severity::Warning, format!("{error}; {instead}"), values)
}

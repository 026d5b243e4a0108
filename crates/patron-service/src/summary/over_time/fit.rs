//! Fitting to customers with covariates over time.

use patron_models::pareto_nbd_dynamic::DynamicParetoNbd;

use super::super::covariates::{Effects, effects, refused};
use super::super::fit::unit;
use super::super::reader::BLOCK_ROWS;
use super::super::{Fitted, SummaryFile, TimeUnit, problem};
use super::customers::Customers;
use super::periods::covariate_columns;
use super::{BASE, problem::wrong_model};
use crate::error::Result;

/// Fits `model`, which has to be Pareto/NBD, to customers with covariates that change over time.
///
/// `summary` has the days of the purchases of each customer, `over_time` the covariates of each period. `names` are columns
/// of either, as for [`fit_with`](super::super::fit_with); where there are none, all columns of `over_time`.
///
/// # Errors
/// When a file cannot be used, a customer has no covariates at a time that is needed, covariates do not vary or follow
/// from others, or the model cannot be fitted: then there is no number.
pub fn fit_over_time(
    model: &str,
    names: &[String],
    summary: &SummaryFile,
    over_time: &SummaryFile,
    time_unit: Option<TimeUnit>,
) -> Result<Fitted> {
    if model != BASE {
        return Err(wrong_model(model));
    }
    let of_all = || covariate_columns(over_time).map(|columns| effects(&[columns.join(",")]));
    let effects = if names.is_empty() { of_all()? } else { effects(names) };
    let model = self::model(&effects)?;
    let names = model.design().covariates();
    let mut customers = Customers::open(summary, over_time, names, false, &[], BLOCK_ROWS)?;
    let (mut sample, mut rows) = (customers.sample()?, 0);
    while let Some(others) = customers.next(&mut sample, time_unit, None, 0.0)? {
        rows += others.block.rows.len();
    }
    let time_unit = unit(summary, customers.time_unit(), time_unit)?;
    if time_unit.is_none() {
        return Err(problem::no_time_unit(&summary.path));
    }
    let fit = model.fit(&sample.finish()).map_err(|error| problem::not_fitted(DynamicParetoNbd::NAME, &error))?;
    Ok(Fitted { fit, time_unit, rows_read: rows, rows_used: rows, independence: None })
}

/// The model with covariates by effect.
pub(super) fn model(effects: &Effects) -> Result<DynamicParetoNbd> {
    let names: Vec<(&str, Vec<&str>)> =
        effects.iter().map(|(effect, names)| (effect.as_str(), names.iter().map(String::as_str).collect())).collect();
    let borrowed: Vec<(&str, &[&str])> = names.iter().map(|(effect, names)| (*effect, names.as_slice())).collect();
    DynamicParetoNbd::new(&borrowed).map_err(|error| refused(&error))
}

//! Fitting a model to a summary file.

use std::sync::Arc;

use arrow::array::{ArrayRef, Float64Array, RecordBatch, StringArray};
use datafusion::dataframe::DataFrame;
use patron_models::contractual::{renewal_model, renewal_models};
use patron_models::fit::Fit;
use patron_models::gamma_gamma::GammaGamma;
use patron_models::history::{HistoryError, Statistics, StatisticsBuilder};
use patron_models::normal_spend::NormalSpend;
use patron_models::transaction::{TransactionModel, transaction_model, transaction_models};
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::covariates::{self, WithCovariates};
use super::field::Field;
use super::frame::frame;
use super::reader::{BLOCK_ROWS, Reader};
use super::row::SummaryRow;
use super::{Independence, SummaryFile, TimeUnit, problem, renewals, sampled_model_names, spend};
use crate::error::{Result, ServiceError};

/// A fit with what the file added to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    /// The estimates.
    pub fit: Fit,
    /// Unit of the times; `None` for a spend model of a file that names none, and for models of renewals.
    pub time_unit: Option<TimeUnit>,
    /// Rows of the file.
    pub rows_read: usize,
    /// Rows the model could use.
    pub rows_used: usize,
    /// Whether spend hangs together with frequency; `None` where that does not matter.
    pub independence: Option<Independence>,
}

impl Serialize for Fitted {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::Error;
        let mut value = serde_json::to_value(&self.fit).map_err(S::Error::custom)?;
        if let Value::Object(members) = &mut value {
            let covariance = members.shift_remove("covariance").unwrap_or_default();
            members.insert("time_unit".to_owned(), json!(self.time_unit));
            members.insert("rows_read".to_owned(), json!(self.rows_read));
            members.insert("rows_used".to_owned(), json!(self.rows_used));
            if let Some(independence) = &self.independence {
                members.insert("correlation".to_owned(), json!(independence.correlation));
            }
            members.insert("covariance".to_owned(), covariance);
        }
        value.serialize(serializer)
    }
}

impl Fitted {
    /// A row per parameter: `parameter, estimate, standard_error`.
    ///
    /// # Errors
    /// When the engine refuses it.
    pub fn frame(&self) -> Result<DataFrame> {
        let names: Vec<&str> = self.fit.parameters.iter().map(|(name, _)| name).collect();
        let errors: Float64Array = names.iter().map(|name| self.fit.standard_errors.get(name)).collect();
        let columns: Vec<(&str, ArrayRef)> = vec![
            ("parameter", Arc::new(StringArray::from(names))),
            ("estimate", Arc::new(Float64Array::from(self.fit.parameters.values()))),
            ("standard_error", Arc::new(errors)),
        ];
        frame(RecordBatch::try_from_iter(columns)?)
    }
}

/// Names of the models of purchases.
#[must_use]
pub fn purchase_model_names() -> Vec<&'static str> {
    transaction_models().iter().map(|model| model.name()).collect()
}

/// Names of the models of spend.
#[must_use]
pub fn spend_model_names() -> Vec<&'static str> {
    vec![GammaGamma::NAME, NormalSpend::NAME]
}

/// Names of the models of renewals.
#[must_use]
pub fn renewal_model_names() -> Vec<&'static str> {
    renewal_models().iter().map(|model| model.name()).collect()
}

/// Names of the models that can be fitted.
#[must_use]
pub fn model_names() -> Vec<&'static str> {
    [purchase_model_names(), sampled_model_names(), spend_model_names(), renewal_model_names()].concat()
}

/// Fits the model of a name to a file, which is a renewal table for models of renewals; `time_unit` says what a summary
/// does not, and is not looked at where the model has no time of its own.
///
/// # Errors
/// When there is no such model, the file cannot be used, units are unknown or disagree, or the model cannot be fitted:
/// then there is no number.
pub fn fit(model: &str, file: &SummaryFile, time_unit: Option<TimeUnit>) -> Result<Fitted> {
    fit_with(model, &[], file, time_unit)
}

/// The same with covariates: columns of the file, `EFFECT=NAME,NAME` each, or `NAME,NAME` for the effects
/// `transaction` and `lifetime`, of Gamma-Gamma `spend`. Their coefficients are parameters `effect.name`.
///
/// # Errors
/// As [`fit`]; also when a covariate is no column, never varies, follows from others, or the model has no such effect.
pub fn fit_with(model: &str, covariates: &[String], file: &SummaryFile, time_unit: Option<TimeUnit>) -> Result<Fitted> {
    if let Some(transactions) = transaction_model(model) {
        return match covariates {
            [] => fit_transactions(transactions, file, time_unit),
            given => fit_covariates(transactions, &covariates::effects(given), file, time_unit),
        };
    }
    if model == GammaGamma::NAME && !covariates.is_empty() {
        return spend::fit_covariates(covariates, file, time_unit);
    }
    if !covariates.is_empty() && model_names().contains(&model) {
        let message = format!("covariates are given with `{model}`, expected a model of purchases or `gamma-gamma`");
        return Err(ServiceError::new("covariate-effect-unknown", message)
            .value("model", model)
            .hint("leave the covariates out, or fit a model such as `pareto-nbd`"));
    }
    if spend_model_names().contains(&model) {
        return spend::fit(model, file, time_unit);
    }
    if let Some(renewals) = renewal_model(model) {
        return renewals::fit(renewals, file);
    }
    Err(problem::unknown_model(model, &model_names().join(", ")))
}

fn fit_transactions(model: &dyn TransactionModel, file: &SummaryFile, time_unit: Option<TimeUnit>) -> Result<Fitted> {
    let (sample, unit, rows) = read_statistics(file, time_unit)?;
    let fit = model.fit(&sample).map_err(|error| problem::not_fitted(model.name(), &error))?;
    Ok(Fitted { fit, time_unit: Some(unit), rows_read: rows, rows_used: rows, independence: None })
}

/// The histories of a file, their unit and the number of rows.
pub(super) fn read_statistics(
    file: &SummaryFile,
    time_unit: Option<TimeUnit>,
) -> Result<(Statistics, TimeUnit, usize)> {
    let mut reader = Reader::open(file, &[Field::Frequency, Field::Recency, Field::Age], BLOCK_ROWS)?;
    let (mut sample, mut rows) = (StatisticsBuilder::default(), 0);
    while let Some(block) = reader.next_block()? {
        rows += block.rows.len();
        for (row, number) in block.rows.iter().zip(&block.numbers) {
            push(&mut sample, row).map_err(|error| reader.no_history(*number, &error))?;
        }
    }
    let Some(unit) = unit(file, reader.time_unit(), time_unit)? else {
        return Err(problem::no_time_unit(&file.path));
    };
    Ok((sample.finish(), unit, rows))
}

fn fit_covariates(
    model: &'static dyn TransactionModel,
    effects: &covariates::Effects,
    file: &SummaryFile,
    time_unit: Option<TimeUnit>,
) -> Result<Fitted> {
    let model = WithCovariates::new(model, effects)?;
    let fields = [Field::Frequency, Field::Recency, Field::Age];
    let mut reader = Reader::open_with(file, &fields, &model.names(), BLOCK_ROWS)?;
    let (mut sample, mut rows) = (covariates::sample(&model.names())?, 0);
    while let Some(block) = reader.next_block()? {
        rows += block.rows.len();
        covariates::fill(&mut sample, &block, |_, row| row.history)?;
    }
    let Some(unit) = unit(file, reader.time_unit(), time_unit)? else {
        return Err(problem::no_time_unit(&file.path));
    };
    let fit = model.fit(&sample.finish())?;
    Ok(Fitted { fit, time_unit: Some(unit), rows_read: rows, rows_used: rows, independence: None })
}

fn push(sample: &mut StatisticsBuilder, row: &SummaryRow) -> Result<(), HistoryError> {
    match (row.history, row.ln_gaps) {
        (Some(history), Some(ln_gaps)) => sample.push_with_gaps(history, ln_gaps, row.weight),
        (Some(history), None) => sample.push_weighted(history, row.weight),
        (None, _) => Ok(()),
    }
}

/// The unit the file gives, or else the caller.
pub(super) fn unit(file: &SummaryFile, found: Option<TimeUnit>, asked: Option<TimeUnit>) -> Result<Option<TimeUnit>> {
    match (found, asked) {
        (Some(found), Some(asked)) if found != asked => {
            let (found, asked, file) = (found.as_str(), asked.as_str(), file.path.display().to_string());
            let message = format!("file `{file}` is in units of a `{found}`, expected a `{asked}` as was asked for");
            Err(ServiceError::new("time-unit-differs", message)
                .hint("leave `--time-unit` out, or write the summary again in that unit")
                .value("file", file)
                .value("found", found)
                .value("asked", asked))
        }
        (found, asked) => Ok(found.or(asked)),
    }
}

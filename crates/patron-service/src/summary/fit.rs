//! Fitting a model to a summary file.

use std::sync::Arc;

use arrow::array::{ArrayRef, Float64Array, RecordBatch, StringArray};
use datafusion::dataframe::DataFrame;
use patron_models::fit::Fit;
use patron_models::gamma_gamma::{GammaGamma, SpendStatistics};
use patron_models::history::{Statistics, StatisticsBuilder};
use patron_models::transaction::{TransactionModel, transaction_model, transaction_models};
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::columns::Field;
use super::frame::frame;
use super::{Summary, SummaryFile, SummaryRow, TimeUnit, problem};
use crate::error::{Result, ServiceError};

/// A fit with what the file added to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    /// The estimates.
    pub fit: Fit,
    /// Unit of the times; `None` for a spend model of a file that names none.
    pub time_unit: Option<TimeUnit>,
    /// Rows of the file.
    pub rows_read: usize,
    /// Rows the model could use.
    pub rows_used: usize,
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

/// Names of the models that can be fitted.
#[must_use]
pub fn model_names() -> Vec<&'static str> {
    transaction_models().iter().map(|model| model.name()).chain([GammaGamma::NAME]).collect()
}

/// Fits the model of a name to a file; `time_unit` says what the file does not.
///
/// # Errors
/// When there is no such model, the file cannot be used, units are unknown or disagree, or the model cannot be fitted:
/// then there is no number.
pub fn fit(model: &str, file: &SummaryFile, time_unit: Option<TimeUnit>) -> Result<Fitted> {
    if let Some(transactions) = transaction_model(model) {
        return fit_transactions(transactions, file, time_unit);
    }
    if model == GammaGamma::NAME {
        return fit_spend(file, time_unit);
    }
    Err(problem::unknown_model(model, &model_names().join(", ")))
}

fn fit_transactions(model: &dyn TransactionModel, file: &SummaryFile, time_unit: Option<TimeUnit>) -> Result<Fitted> {
    let summary = Summary::read(file, &[Field::Frequency, Field::Recency, Field::Age])?;
    let Some(unit) = unit(file, &summary, time_unit)? else {
        return Err(problem::no_time_unit(&file.path));
    };
    let fit = model.fit(&statistics(&summary.rows)?).map_err(|error| problem::not_fitted(model.name(), &error))?;
    Ok(Fitted { fit, time_unit: Some(unit), rows_read: summary.rows.len(), rows_used: summary.rows.len() })
}

/// The sample of the rows.
fn statistics(rows: &[SummaryRow]) -> Result<Statistics> {
    let mut builder = StatisticsBuilder::default();
    for row in rows {
        if let Some(history) = row.history {
            let weighted = match row.ln_gaps {
                Some(ln_gaps) => builder.push_with_gaps(history, ln_gaps, row.weight),
                None => builder.push_weighted(history, row.weight),
            };
            weighted.map_err(|error| ServiceError::new("summary-weight", error.to_string()).hint(error.hint()))?;
        }
    }
    Ok(builder.finish())
}

fn fit_spend(file: &SummaryFile, time_unit: Option<TimeUnit>) -> Result<Fitted> {
    let summary = Summary::read(file, &[Field::Frequency, Field::MonetaryValue])?;
    let unit = unit(file, &summary, time_unit)?;
    let used: Vec<_> = summary.rows.iter().filter_map(|row| Some((row.spend()?, row.weight))).collect();
    let rows_used = used.len();
    let sample = SpendStatistics::from_weighted(used)
        .map_err(|error| ServiceError::new("summary-weight", error.to_string()).hint(error.hint()))?;
    let fit = GammaGamma::fit(&sample).map_err(|error| problem::not_fitted(GammaGamma::NAME, &error))?;
    Ok(Fitted { fit, time_unit: unit, rows_read: summary.rows.len(), rows_used })
}

/// The unit the file gives, or else the caller.
fn unit(file: &SummaryFile, summary: &Summary, asked: Option<TimeUnit>) -> Result<Option<TimeUnit>> {
    match (summary.time_unit, asked) {
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

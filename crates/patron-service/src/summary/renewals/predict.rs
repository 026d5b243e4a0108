//! What the cohorts of a renewal table have before them.

use std::sync::Arc;

use arrow::array::{ArrayRef, Float64Array, RecordBatch, StringArray, UInt32Array};
use datafusion::dataframe::DataFrame;
use patron_models::contractual::renewal_model;
use patron_models::interval::{Interval, Uncertainty};

use super::super::frame::frame;
use super::super::remarks::{known_parameters, renewal_total};
use super::super::{ModelFile, SummaryFile, problem};
use super::cohort::Cohort;
use super::curve;
use super::table::Renewals;
use super::terms::RenewalPredictTerms;
use super::values::{Value, Values};
use crate::error::{Result, ServiceError};
use crate::views::Notice;

/// Predictions of the cohorts of a renewal table.
#[derive(Debug)]
pub struct RenewalPredictions {
    cohorts: Vec<Cohort>,
    values: Values,
    intervals: bool,
    money: bool,
    /// What a reader of the numbers should know.
    pub notices: Vec<Notice>,
}

/// Predicts every cohort of `file` with the parameters of `model`, each from its last renewal on.
///
/// # Errors
/// When the model is none of renewals or its parameters are not known, the file cannot be used, or a term is out of its
/// range.
pub fn predict_renewals(
    model: &ModelFile,
    file: &SummaryFile,
    terms: &RenewalPredictTerms,
) -> Result<RenewalPredictions> {
    let Some(renewals) = renewal_model(&model.model) else {
        let message = format!("the model file is of `{}`, expected a model of renewals", model.model);
        return Err(ServiceError::new("model-file", message).hint("fit one with `patron fit sbg`"));
    };
    let parameters =
        renewals.parameters_from(&model.parameters).map_err(|error| problem::parameters(renewals.name(), &error))?;
    let resolved = terms.resolve()?;
    let Renewals { cohorts, .. } = Renewals::read(file)?;
    let money = terms.margin.is_some() || cohorts.iter().any(|cohort| cohort.margin.is_some());
    if money && terms.horizon.is_none() && resolved.discount() == 0.0 {
        let message = "discount-rate is `0` and no horizon is given, expected one of the two for a value";
        return Err(ServiceError::new("terms", message).hint("without either the value may have no end"));
    }
    let uncertainty = terms.intervals.then(|| uncertainty(model)).transpose()?;
    let endless = money && terms.horizon.is_none();
    let values = Values::new(renewals, &parameters, resolved, endless, uncertainty, terms.margin)?;
    let mut notices = if terms.intervals { known_parameters(model, None) } else { Vec::new() };
    notices.extend(values.total(&cohorts).map(|(total, interval)| renewal_total(total, interval)));
    Ok(RenewalPredictions { cohorts, values, intervals: terms.intervals, money, notices })
}

fn uncertainty(model: &ModelFile) -> Result<Uncertainty> {
    Uncertainty::new(model.uncertain().as_ref(), None).map_err(|error| {
        ServiceError::new("model-file", error.to_string())
            .hint("take `covariance` out of the file, or fit the model again")
    })
}

impl RenewalPredictions {
    /// A row per cohort: `cohort, customers` (left), `renewals` (made), `probability_next`, `expected_payments` and
    /// `discounted_payments` of one customer within the horizon, `discounted_lifetime` without one, and with a margin
    /// `residual_value` of all customers of the cohort, `_low` and `_high` where intervals were asked for.
    ///
    /// # Errors
    /// When the engine refuses it.
    pub fn frame(&self) -> Result<DataFrame> {
        let values: Vec<Value> = self.cohorts.iter().map(|cohort| self.values.of(cohort)).collect();
        let of = |value: fn(&Value) -> Option<f64>| -> ArrayRef {
            let known = |value: Option<f64>| value.filter(|value| value.is_finite());
            Arc::new(values.iter().map(|one| known(value(one))).collect::<Float64Array>())
        };
        let names = self.cohorts.iter().map(|cohort| cohort.name.as_str());
        let mut columns: Vec<(&str, ArrayRef)> = vec![
            ("cohort", Arc::new(StringArray::from_iter_values(names))),
            ("customers", Arc::new(Float64Array::from_iter_values(self.cohorts.iter().map(Cohort::customers)))),
            ("renewals", Arc::new(UInt32Array::from_iter_values(self.cohorts.iter().map(Cohort::renewals)))),
            ("probability_next", of(|value| Some(value.lifetime.probability_next))),
            ("expected_payments", of(|value| Some(value.lifetime.expected_payments))),
            ("discounted_payments", of(|value| Some(value.lifetime.discounted_payments))),
            ("discounted_lifetime", of(|value| value.lifetime.discounted_forever)),
        ];
        if self.money {
            columns.push(("residual_value", of(|value| value.residual)));
            if self.intervals {
                columns.push(("residual_value_low", of(|value| value.interval.map(|Interval { low, .. }| low))));
                columns.push(("residual_value_high", of(|value| value.interval.map(|Interval { high, .. }| high))));
            }
        }
        frame(RecordBatch::try_from_iter(columns)?)
    }

    /// A row per cohort and period, from the first renewal to the end of the horizon: `cohort, period, survival` and
    /// `retention` of the model, `customers` as the table has them, and `expected_customers` after the last of these.
    ///
    /// # Errors
    /// When the engine refuses it.
    pub fn curve(&self) -> Result<DataFrame> {
        frame(curve::curve(&self.cohorts, self.values.predictor.as_ref())?)
    }
}

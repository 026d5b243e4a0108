//! Predicting each customer of a summary file with given parameters.

use patron_models::gamma_gamma::SpendLaw;
use patron_models::history::{History, HistoryError};
use patron_models::interval::{Uncertainty, residual_values};
use patron_models::transaction::Terms;

use super::columns::Field;
use super::given::Given;
use super::predictions::{Bounds, Spend};
use super::remarks::{known_parameters, population_mean};
use super::{ModelFile, PredictTerms, Predictions, Summary, SummaryFile, TimeUnit};
use crate::error::{Result, ServiceError};

/// Predicts every row of `file` with the parameters of `model` and, where given, of `spend`.
///
/// A file in another unit than the model's is converted.
///
/// # Errors
/// When a model or its parameters are not known, the file cannot be used, or a term is out of its range.
pub fn predict(
    model: &ModelFile,
    spend: Option<&ModelFile>,
    file: &SummaryFile,
    terms: &PredictTerms,
) -> Result<Predictions> {
    let given = Given::new(model, spend)?;
    let horizon = terms.resolve(given.unit)?;
    let summary = read(file, spend.is_some())?;
    let histories = histories(&summary, given.unit)?;
    let predictor = given.predictor(horizon)?;
    let predicted = predictor.predict_all(&histories);
    if let Some(place) = predicted.iter().position(|prediction| prediction.expected_purchases.is_nan()) {
        return Err(no_opportunities(model, &summary, place));
    }
    let laws: Option<Vec<SpendLaw>> =
        given.spend.map(|model| summary.rows.iter().map(|row| model.spend(row.spend().as_ref())).collect());
    let mut notices = Vec::new();
    if laws.is_some() {
        notices.extend(population_mean(&summary));
    }
    let (mut count_bounds, mut value_bounds) = (None, None);
    if terms.intervals {
        let uncertainty = uncertainty(model, spend)?;
        notices.extend(known_parameters(model, spend));
        count_bounds = Some(bounds_of_counts(&given, horizon, &histories, &uncertainty)?);
        value_bounds = laws.as_deref().map(|laws| {
            let values = residual_values(predictor.as_ref(), &histories, &predicted, Some(laws), &uncertainty);
            Bounds::new(values, terms.margin)
        });
    }
    let spend = laws.map(|laws| Spend::new(&laws, &predicted, terms.margin, value_bounds));
    let customer_ids = summary.rows.into_iter().map(|row| row.customer_id.unwrap_or_default()).collect();
    Ok(Predictions { customer_ids, predicted, count_bounds, spend, notices })
}

/// A model of opportunities was asked about times that are not whole numbers of them.
fn no_opportunities(model: &ModelFile, summary: &Summary, place: usize) -> ServiceError {
    let customer = summary.rows.get(place).and_then(|row| row.customer_id.clone()).unwrap_or_default();
    let message = format!(
        "`{}` counts opportunities, and recency or T of customer `{customer}` is not a whole number of them",
        model.model
    );
    ServiceError::new("predict-not-opportunities", message)
        .hint("write recency and T as numbers of opportunities, with at most one purchase at each")
        .value("model", model.model.as_str())
        .value("customer", customer)
}

fn read(file: &SummaryFile, money: bool) -> Result<Summary> {
    let mut needed = vec![Field::CustomerId, Field::Frequency, Field::Recency, Field::Age];
    if money {
        needed.push(Field::MonetaryValue);
    }
    Summary::read(file, &needed)
}

/// Histories in the unit of the model.
fn histories(summary: &Summary, unit: TimeUnit) -> Result<Vec<History>> {
    let found = summary.time_unit.unwrap_or(unit);
    let factor = found.days() / unit.days();
    let convert = |history: History| if found == unit { Ok(history) } else { history.rescaled(factor) };
    let histories = summary.rows.iter().filter_map(|row| row.history).map(convert).collect::<Result<_, HistoryError>>();
    histories.map_err(|error| ServiceError::new("summary-value", error.to_string()).hint(error.hint()))
}

fn uncertainty(model: &ModelFile, spend: Option<&ModelFile>) -> Result<Uncertainty> {
    let (transactions, spend) = (model.uncertain(), spend.and_then(ModelFile::uncertain));
    Uncertainty::new(transactions.as_ref(), spend.as_ref()).map_err(|error| {
        ServiceError::new("model-file", error.to_string())
            .hint("take `covariance` out of the file, or fit the model again")
    })
}

/// Quantiles of the number of purchases: of the discounted number, without a discount.
fn bounds_of_counts(given: &Given, horizon: Terms, histories: &[History], known: &Uncertainty) -> Result<Bounds> {
    let plain = Terms::new(horizon.horizon(), 0.0).map_err(|error| ServiceError::new("terms", error.to_string()))?;
    let predictor = given.predictor(plain)?;
    let counts = predictor.predict_all(histories);
    Ok(Bounds::new(residual_values(predictor.as_ref(), histories, &counts, None, known), 1.0))
}

//! Predicting each customer of a summary file with given parameters.

use patron_models::gamma_gamma::{GammaGamma, SpendLaw};
use patron_models::history::{History, HistoryError};
use patron_models::interval::{Uncertainty, residual_values};
use patron_models::transaction::{Predictor, Terms, TransactionModel, transaction_model, transaction_models};

use super::columns::Field;
use super::predictions::{Bounds, Spend};
use super::{ModelFile, PredictTerms, Predictions, Summary, SummaryFile, TimeUnit, problem};
use crate::error::{Result, ServiceError};
use crate::views::{Notice, Severity};

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
    let transactions = transaction_model(&model.model).ok_or_else(|| wrong_model(&model.model))?;
    let parameters =
        transactions.parameters_from(&model.parameters).map_err(|error| problem::parameters(&model.model, &error))?;
    let unit = model.time_unit.ok_or_else(|| {
        ServiceError::new("model-file", "the model file has no `time_unit`; expected day, week or month")
            .hint(r#"add it, for example "time_unit":"week""#)
    })?;
    let terms_in_units = terms.resolve(unit)?;
    let spend_model = spend.map(spend_model).transpose()?;
    let mut needed = vec![Field::CustomerId, Field::Frequency, Field::Recency, Field::Age];
    if spend.is_some() {
        needed.push(Field::MonetaryValue);
    }
    let summary = Summary::read(file, &needed)?;
    let histories = histories(&summary, unit)?;
    let predictor = predictor(transactions, &parameters, terms_in_units)?;
    let predicted = predictor.predict_all(&histories);
    let laws: Option<Vec<SpendLaw>> =
        spend_model.map(|model| summary.rows.iter().map(|row| model.spend(row.spend().as_ref())).collect());
    let mut notices = Vec::new();
    if spend_model.is_some() {
        notices.extend(population_mean(&summary));
    }
    let (mut count_bounds, mut value_bounds) = (None, None);
    if terms.intervals {
        let uncertainty = uncertainty(model, spend, &mut notices)?;
        let undiscounted = self::predictor(transactions, &parameters, terms_in_units_without_discount(terms_in_units)?)?;
        let counts = undiscounted.predict_all(&histories);
        let bounds = |values: Vec<_>, factor| Bounds::new(values, factor);
        count_bounds = Some(bounds(residual_values(undiscounted.as_ref(), &histories, &counts, None, &uncertainty), 1.0));
        value_bounds = laws.as_deref().map(|laws| {
            let values = residual_values(predictor.as_ref(), &histories, &predicted, Some(laws), &uncertainty);
            bounds(values, terms.margin)
        });
    }
    let spend = laws.map(|laws| Spend::new(&laws, &predicted, terms.margin, value_bounds));
    let ids = summary.rows.into_iter().map(|row| row.customer_id.unwrap_or_default()).collect();
    Ok(Predictions { customer_ids: ids, predicted, count_bounds, spend, notices })
}

fn wrong_model(name: &str) -> ServiceError {
    let names: Vec<&str> = transaction_models().iter().map(|model| model.name()).collect();
    let error = problem::unknown_model(name, &names.join(", "));
    if name == GammaGamma::NAME { error.hint("a spend model goes with `--spend-fit`") } else { error }
}

fn spend_model(file: &ModelFile) -> Result<GammaGamma> {
    if file.model != GammaGamma::NAME {
        return Err(problem::unknown_model(&file.model, GammaGamma::NAME).hint("`--spend-fit` takes a spend model"));
    }
    GammaGamma::from_named(&file.parameters).map_err(|error| problem::parameters(&file.model, &error))
}

fn predictor(model: &dyn TransactionModel, parameters: &[f64], terms: Terms) -> Result<Box<dyn Predictor>> {
    model.predictor(parameters, terms).map_err(|error| problem::parameters(model.name(), &error))
}

fn terms_in_units_without_discount(terms: Terms) -> Result<Terms> {
    Terms::new(terms.horizon(), 0.0).map_err(|error| ServiceError::new("terms", error.to_string()))
}

/// Histories in the unit of the model.
fn histories(summary: &Summary, unit: TimeUnit) -> Result<Vec<History>> {
    let found = summary.time_unit.unwrap_or(unit);
    let factor = found.days() / unit.days();
    let convert = |history: History| if found == unit { Ok(history) } else { history.rescaled(factor) };
    let histories = summary.rows.iter().filter_map(|row| row.history).map(convert).collect::<Result<_, HistoryError>>();
    histories.map_err(|error| ServiceError::new("summary-value", error.to_string()).hint(error.hint()))
}

/// Says how many repeaters are given the mean of all.
fn population_mean(summary: &Summary) -> Option<Notice> {
    let count = summary.rows.iter().filter(|row| row.frequency > 0 && row.spend().is_none()).count();
    (count > 0).then(|| {
        notice(
            "population-mean-spend",
            format!("`{count}` repeat customers have no positive mean spend and are given the mean of all customers"),
            ("customers", count.into()),
        )
    })
}

fn uncertainty(model: &ModelFile, spend: Option<&ModelFile>, notices: &mut Vec<Notice>) -> Result<Uncertainty> {
    for file in std::iter::once(model).chain(spend).filter(|file| file.covariance.is_empty()) {
        let name = file.model.as_str();
        notices.push(notice(
            "parameters-taken-as-known",
            format!("the file of `{name}` has no covariance: intervals hold its parameters for exact"),
            ("model", name.into()),
        ));
    }
    let (transactions, spend) = (model.uncertain(), spend.and_then(ModelFile::uncertain));
    Uncertainty::new(transactions.as_ref(), spend.as_ref()).map_err(|error| {
        ServiceError::new("model-file", error.to_string()).hint("take `covariance` out of the file, or fit the model again")
    })
}

fn notice(code: &str, message: String, (name, value): (&str, serde_json::Value)) -> Notice {
    let values = [(name.to_owned(), value)].into_iter().collect();
    Notice { code: code.to_owned(), severity: Severity::Warning, message, values }
}

//! The models of a prediction, checked.

use patron_models::fit::NamedValues;
use patron_models::spend::SpendModel;
use patron_models::transaction::{Predictor, Terms, TransactionModel, transaction_model};

use super::covariates::{self, WithCovariates};
use super::spend_model::spend_model;
use super::{ModelFile, TimeUnit, problem, purchase_model_names, spend_model_names};
use crate::error::{Result, ServiceError};

/// Models with parameters that are theirs.
#[derive(Debug)]
pub(super) struct Given {
    transactions: &'static dyn TransactionModel,
    parameters: Vec<f64>,
    /// Where the model has covariates; `parameters` are then those at covariates of 0.
    pub(super) covariates: Option<WithCovariates>,
    /// Unit of the parameters.
    pub(super) unit: TimeUnit,
    pub(super) spend: Option<SpendModel>,
}

impl Given {
    pub(super) fn new(model: &ModelFile, spend: Option<&ModelFile>) -> Result<Self> {
        let transactions = transaction_model(&model.model).ok_or_else(|| wrong_model(&model.model))?;
        let effects = covariates::fitted(&model.parameters);
        let base: NamedValues = model
            .parameters
            .iter()
            .filter(|(name, _)| effects.is_empty() || !name.contains('.'))
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
        let parameters =
            transactions.parameters_from(&base).map_err(|error| problem::parameters(&model.model, &error))?;
        let covariates = if effects.is_empty() { None } else { Some(WithCovariates::new(transactions, &effects)?) };
        let unit = model.time_unit.ok_or_else(|| {
            ServiceError::new("model-file", "the model file has no `time_unit`; expected day, week or month")
                .hint(r#"add it, for example "time_unit":"week""#)
        })?;
        Ok(Self { transactions, parameters, covariates, unit, spend: spend.map(spend_model).transpose()? })
    }

    /// The transaction model at these terms.
    pub(super) fn predictor(&self, terms: Terms) -> Result<Box<dyn Predictor>> {
        let predictor = self.transactions.predictor(&self.parameters, terms);
        predictor.map_err(|error| problem::parameters(self.transactions.name(), &error))
    }
}

fn wrong_model(name: &str) -> ServiceError {
    let expected = purchase_model_names().join(", ");
    let hint = if spend_model_names().contains(&name) {
        "a spend model goes with `--spend-fit`"
    } else {
        "write one with `patron fit`, or correct the name"
    };
    ServiceError::new("model-file", format!("the model file is of `{name}`, expected {expected}"))
        .hint(hint)
        .value("model", name)
        .value("expected", expected)
}

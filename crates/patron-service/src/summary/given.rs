//! The models of a prediction, checked.

use patron_models::gamma_gamma::GammaGamma;
use patron_models::transaction::{Predictor, Terms, TransactionModel, transaction_model, transaction_models};

use super::{ModelFile, TimeUnit, problem};
use crate::error::{Result, ServiceError};

/// Models with parameters that are theirs.
#[derive(Debug)]
pub(super) struct Given {
    transactions: &'static dyn TransactionModel,
    parameters: Vec<f64>,
    /// Unit of the parameters.
    pub(super) unit: TimeUnit,
    pub(super) spend: Option<GammaGamma>,
}

impl Given {
    pub(super) fn new(model: &ModelFile, spend: Option<&ModelFile>) -> Result<Self> {
        let transactions = transaction_model(&model.model).ok_or_else(|| wrong_model(&model.model))?;
        let parameters = transactions
            .parameters_from(&model.parameters)
            .map_err(|error| problem::parameters(&model.model, &error))?;
        let unit = model.time_unit.ok_or_else(|| {
            ServiceError::new("model-file", "the model file has no `time_unit`; expected day, week or month")
                .hint(r#"add it, for example "time_unit":"week""#)
        })?;
        Ok(Self { transactions, parameters, unit, spend: spend.map(spend_model).transpose()? })
    }

    /// The transaction model at these terms.
    pub(super) fn predictor(&self, terms: Terms) -> Result<Box<dyn Predictor>> {
        let predictor = self.transactions.predictor(&self.parameters, terms);
        predictor.map_err(|error| problem::parameters(self.transactions.name(), &error))
    }
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

//! Predictions from the draws of a fit file.

use patron_bayes::posterior::Mixture;
use patron_models::transaction::{Predictor, Terms, TransactionModel};

use super::ModelPosterior;
use super::problem::draws;
use crate::error::Result;

/// The model over the draws of a file.
pub(in crate::summary) fn mixture(
    model: &dyn TransactionModel,
    posterior: &ModelPosterior,
    terms: Terms,
) -> Result<Box<dyn Predictor>> {
    let rows = posterior.kept.ordered(model.parameter_names());
    let rows = rows.ok_or_else(|| draws(model.name(), &model.parameter_names().join(", ")))?;
    let mixture = Mixture::new(model, &rows, terms);
    Ok(Box::new(mixture.map_err(|error| crate::summary::problem::parameters(model.name(), &error))?))
}

//! What a program without posteriors says when it is asked for one.

use arrow::array::RecordBatch;
use arrow::datatypes::{Schema, SchemaRef};
use patron_models::transaction::{Predictor, Terms, TransactionModel};

use super::{FittedPosterior, ModelPosterior, PosteriorTerms};
use crate::error::{Result, ServiceError};
use crate::summary::{ModelFile, PredictTerms, SummaryFile, TimeUnit};
use crate::views::Notice;

fn absent(model: &str) -> ServiceError {
    let message =
        format!("`{model}` asks for a posterior, and this program was built without; expected one with `bayes`");
    ServiceError::new("posterior-absent", message)
        .hint("build it with the feature `bayes`, which is on unless it is turned off")
        .value("model", model)
}

/// Refuses.
///
/// # Errors
/// Always.
pub fn fit_posterior(
    model: &str,
    _: &[String],
    _: &SummaryFile,
    _: Option<TimeUnit>,
    _: &PosteriorTerms,
) -> Result<FittedPosterior> {
    Err(absent(model))
}

/// Predictions that there are none of.
#[derive(Debug)]
pub enum OwnPredictions {}

impl OwnPredictions {
    /// No columns.
    #[must_use]
    pub fn schema(&self) -> SchemaRef {
        SchemaRef::new(Schema::empty())
    }

    /// Nothing to say.
    #[must_use]
    pub fn notices(&self) -> Vec<Notice> {
        Vec::new()
    }
}

impl Iterator for OwnPredictions {
    type Item = Result<RecordBatch>;

    fn next(&mut self) -> Option<Self::Item> {
        None
    }
}

/// Refuses.
///
/// # Errors
/// Always.
pub fn predict_own(
    model: &ModelFile,
    _: Option<&ModelFile>,
    _: &SummaryFile,
    _: &PredictTerms,
) -> Result<OwnPredictions> {
    Err(absent(&model.model))
}

/// Refuses.
pub(in crate::summary) fn mixture(
    model: &dyn TransactionModel,
    _: &ModelPosterior,
    _: Terms,
) -> Result<Box<dyn Predictor>> {
    Err(absent(model.name()))
}

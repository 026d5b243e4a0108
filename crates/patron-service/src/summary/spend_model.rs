//! The model of spend of a model file, and what it sees of a row.

use patron_models::normal_spend::Contribution;
use patron_models::spend::{SpendLaws, SpendModel, SpendModelError};

use super::row::SummaryRow;
use super::{ModelFile, problem};
use crate::error::{Result, ServiceError};

/// The model of a file, at its parameters.
pub(super) fn spend_model(file: &ModelFile) -> Result<SpendModel> {
    SpendModel::from_named(&file.model, &file.parameters).map_err(|error| match error {
        SpendModelError::Parameters(error) => problem::parameters(&file.model, &error),
        SpendModelError::Unknown { name } => {
            let expected = super::spend_model_names().join(" or ");
            let message = format!("the model file is of `{name}`, expected {expected}");
            let problem = ServiceError::new("model-file", message).value("model", name).value("expected", expected);
            problem.hint("`--spend-fit` takes a spend model")
        }
    })
}

/// What is known of the spend of each row of a block.
pub(super) fn laws(model: &SpendModel, rows: &[SummaryRow]) -> SpendLaws {
    model.laws(rows.iter().map(|row| (row.frequency, row.monetary_value)))
}

/// Repeaters whose own mean the model cannot use.
pub(super) fn without_mean(model: &SpendModel, rows: &[SummaryRow]) -> usize {
    rows.iter().filter(|row| row.frequency > 0 && !model.uses(row.frequency, row.monetary_value)).count()
}

impl SummaryRow {
    /// What the normal model sees: repeat purchases with a mean, a loss or not; `None` otherwise.
    pub(super) fn contribution(&self) -> Option<Contribution> {
        Contribution::new(self.frequency, self.monetary_value?, None).ok()
    }
}

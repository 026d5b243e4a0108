//! Covariates of a summary file: which column has which effect.

use std::path::Path;

use patron_ledger::source::SourceBatch;
use patron_models::covariates::{
    CovariateError, CovariateModel, CovariateSample, CovariateSampleBuilder, SpendOfCustomers,
};
use patron_models::fit::{Fit, NamedValues};
use patron_models::history::History;
use patron_models::interval::ResidualValue;
use patron_models::transaction::{Prediction, Terms, TransactionModel};

use super::cells::Column;
use super::problem::Place;
use super::row::{Block, SummaryRow};
use super::{ModelFile, problem};
use crate::error::{Result, ServiceError};

/// Names of covariates by effect, such as `transaction` and `lifetime`.
pub(super) type Effects = Vec<(String, Vec<String>)>;

/// `EFFECT=NAME,NAME` each, or `NAME,NAME` for the effects on purchases and on the lifetime.
pub(super) fn effects(given: &[String]) -> Effects {
    let mut effects: Effects = Vec::new();
    for text in given {
        let (of, names) = match text.split_once('=') {
            Some((effect, names)) => (vec![effect.trim()], names),
            None => (vec!["transaction", "lifetime"], text.as_str()),
        };
        let names: Vec<String> =
            names.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
        for effect in of {
            match effects.iter_mut().find(|(known, _)| known == effect) {
                Some((_, known)) => known.extend(names.iter().cloned()),
                None => effects.push((effect.to_owned(), names.clone())),
            }
        }
    }
    effects
}

/// Those of fitted parameters: `effect.covariate` each.
pub(super) fn fitted(parameters: &NamedValues) -> Effects {
    let given: Vec<String> = parameters
        .iter()
        .filter_map(|(name, _)| name.split_once('.').map(|(effect, covariate)| format!("{effect}={covariate}")))
        .collect();
    effects(&given)
}

/// A model with covariates.
#[derive(Debug)]
pub(super) struct WithCovariates {
    pub(super) model: CovariateModel,
}

impl WithCovariates {
    pub(super) fn new(base: &'static dyn TransactionModel, effects: &Effects) -> Result<Self> {
        let names: Vec<(&str, Vec<&str>)> = effects
            .iter()
            .map(|(effect, names)| (effect.as_str(), names.iter().map(String::as_str).collect()))
            .collect();
        let borrowed: Vec<(&str, &[&str])> = names.iter().map(|(effect, names)| (*effect, names.as_slice())).collect();
        Ok(Self { model: CovariateModel::new(base, &borrowed).map_err(|error| refused(&error))? })
    }

    /// The columns to be read.
    pub(super) fn names(&self) -> Vec<String> {
        self.model.design().covariates().to_vec()
    }

    pub(super) fn fit(&self, sample: &CovariateSample<History>) -> Result<Fit> {
        self.model.fit(sample).map_err(|error| problem::not_fitted(self.model.base().name(), &error))
    }

    pub(super) fn predict(
        &self,
        file: &ModelFile,
        terms: Terms,
        sample: &CovariateSample<History>,
    ) -> Result<Vec<Prediction>> {
        let parameters = file.parameters.ordered(&self.model.design().parameter_names());
        let parameters = parameters.map_err(|error| problem::parameters(&file.model, &error))?;
        self.model.predict_all(&parameters, terms, sample).map_err(|error| refused(&error))
    }

    /// Residual values, or counts where there is no spend.
    pub(super) fn values(
        &self,
        fit: &Fit,
        terms: Terms,
        sample: &CovariateSample<History>,
        spend: Option<&SpendOfCustomers>,
    ) -> Result<Vec<ResidualValue>> {
        let values = self.model.residual_values(fit, terms, sample, spend);
        values.map(|(values, _)| values).map_err(|error| refused(&error))
    }
}

/// Covariates by rows, from their names and places in a batch of `file`.
///
/// # Errors
/// When a cell is empty or no finite number: the first is named.
pub(super) fn values(file: &Path, covariates: &[(String, usize)], batch: &SourceBatch) -> Result<Vec<f64>> {
    if covariates.is_empty() {
        return Ok(Vec::new());
    }
    let of = |(_, at): &(String, usize)| batch.columns.get(*at).map(Column::numbers).transpose();
    let columns = covariates.iter().map(of).collect::<Result<Vec<_>>>()?;
    let mut values = Vec::with_capacity(batch.lines.len() * columns.len());
    for (row, line) in batch.lines.iter().enumerate() {
        for ((name, _), column) in covariates.iter().zip(&columns) {
            let place = || Place { file, row: *line, column: name };
            let cell = column.as_ref().map_or(Ok(None), |column| column.number(row));
            let number = cell.map_err(|text| problem::no_number(place(), &text))?;
            values.push(number.ok_or_else(|| problem::empty(place()))?);
        }
    }
    Ok(values)
}

/// A sample to be filled block by block.
pub(super) fn sample<T>(names: &[String]) -> Result<CovariateSampleBuilder<T>> {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    CovariateSampleBuilder::new(&names).map_err(|error| refused(&error))
}

/// Adds what `take` makes of each row of a block, which was read with the covariates of the sample.
pub(super) fn fill<T>(
    sample: &mut CovariateSampleBuilder<T>,
    block: &Block,
    take: impl Fn(usize, &SummaryRow) -> Option<T>,
) -> Result<()> {
    let width = block.covariates.len() / block.rows.len().max(1);
    for (at, (row, values)) in block.rows.iter().zip(block.covariates.chunks(width.max(1))).enumerate() {
        if let Some(observed) = take(at, row) {
            sample.push_weighted(observed, values, row.weight).map_err(|error| refused(&error))?;
        }
    }
    Ok(())
}

/// Covariates that cannot be used.
pub(super) fn refused(error: &CovariateError) -> ServiceError {
    let problem = ServiceError::new(error.code(), error.to_string()).hint(error.hint());
    error.values().into_iter().fold(problem, |problem, (name, value)| problem.value(name, value))
}

#[cfg(test)]
mod tests {
    use super::effects;

    #[test]
    fn covariates_are_named_by_effect_or_for_both() {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let both = effects(&owned(&["Gender, Channel"]));
        let names = owned(&["Gender", "Channel"]);
        assert_eq!(both, [("transaction".to_owned(), names.clone()), ("lifetime".to_owned(), names)]);
        let one = effects(&owned(&["transaction=Gender", "transaction=Channel", "lifetime-a=Gender"]));
        assert_eq!(one[0], ("transaction".to_owned(), owned(&["Gender", "Channel"])));
        assert_eq!(one[1], ("lifetime-a".to_owned(), owned(&["Gender"])));
    }
}

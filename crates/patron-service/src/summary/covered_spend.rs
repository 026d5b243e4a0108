//! Gamma-Gamma with covariates: which columns it has, and the spend of rows.

use patron_models::covariates::{CovariateError, CovariateSpend, SpendOfCustomers};
use patron_models::fit::{Fit, NamedValues};
use patron_models::gamma_gamma::{GammaGamma, SpendHistory};

use super::covariates::{self, refused};
use super::row::{Block, SummaryRow};
use super::{ModelFile, problem};
use crate::error::Result;

/// The effect of covariates on spend.
const EFFECT: &str = "spend";

/// The model at its estimates.
#[derive(Debug, Clone)]
pub(super) struct CoveredSpend {
    model: CovariateSpend,
    /// With uncertainty 0 where none is known.
    fit: Fit,
}

/// `NAME,NAME` or `spend=NAME,NAME` each.
pub(super) fn names(given: &[String]) -> Result<Vec<String>> {
    let mut all = Vec::new();
    for text in given {
        let (effect, names) = text.split_once('=').unwrap_or((EFFECT, text));
        if effect.trim() != EFFECT {
            let (effect, expected) = (effect.trim().to_owned(), format!("`{EFFECT}`"));
            return Err(refused(&CovariateError::Effect { effect, model: GammaGamma::NAME, expected }));
        }
        all.extend(names.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned));
    }
    Ok(all)
}

/// The model with covariates of these names.
pub(super) fn model(names: &[String]) -> Result<CovariateSpend> {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    CovariateSpend::new(&names).map_err(|error| refused(&error))
}

/// Names of the covariates of fitted parameters: `spend.NAME` each.
fn fitted(parameters: &NamedValues) -> Vec<String> {
    let name = |name: &str| name.strip_prefix(EFFECT)?.strip_prefix('.').map(str::to_owned);
    parameters.iter().filter_map(|(parameter, _)| name(parameter)).collect()
}

impl CoveredSpend {
    /// The model of a file; `None` where it has no covariates.
    pub(super) fn of(file: &ModelFile) -> Result<Option<Self>> {
        let names = fitted(&file.parameters);
        if names.is_empty() {
            return Ok(None);
        }
        let model = model(&names)?;
        let parameters = file.parameters.ordered(&model.design().parameter_names());
        let parameters = parameters.map_err(|error| problem::parameters(&file.model, &error))?;
        model.design().check(&parameters).map_err(|error| refused(&error))?;
        Ok(Some(Self { model, fit: file.known_or_exact() }))
    }

    /// The columns to be read.
    pub(super) fn names(&self) -> &[String] {
        self.model.design().covariates()
    }

    /// The spend of the rows of a block, read with the covariates `names`.
    pub(super) fn of_rows(&self, block: &Block, names: &[String]) -> Result<SpendOfCustomers> {
        let mut sample = covariates::sample::<Option<SpendHistory>>(names)?;
        covariates::fill(&mut sample, block, |_, row| Some(SummaryRow::spend(row)))?;
        self.model.of_customers(&self.fit, &sample.finish()).map_err(|error| refused(&error))
    }
}

//! The model of spend of a model file, and what it sees of a row.

use patron_models::covariates::SpendOfCustomers;
use patron_models::fit::Fit;
use patron_models::gamma_gamma::{GammaGamma, SpendHistory};
use patron_models::history::History;
use patron_models::interval::{ResidualValue, Uncertainty};
use patron_models::normal_spend::Contribution;
use patron_models::spend::{self, SpendLaws, SpendModelError};
use patron_models::transaction::{Prediction, Predictor};

use super::covariates::refused;
use super::covered_spend::CoveredSpend;
use super::row::{Block, SummaryRow};
use super::{ModelFile, problem};
use crate::error::{Result, ServiceError};

/// A model of what a purchase brings.
#[derive(Debug, Clone)]
pub(super) enum SpendModel {
    /// The same for all customers.
    Plain(spend::SpendModel),
    /// Positive amounts, with covariates.
    Covered(Box<CoveredSpend>),
}

/// What is known of the spend of each row of a block.
#[derive(Debug)]
pub(super) enum Spends {
    Plain(SpendLaws),
    Covered(SpendOfCustomers),
}

impl SpendModel {
    /// The model of a file, at its parameters.
    pub(super) fn of(file: &ModelFile) -> Result<Self> {
        if file.model == GammaGamma::NAME
            && let Some(covered) = CoveredSpend::of(file)?
        {
            return Ok(Self::Covered(Box::new(covered)));
        }
        let plain = spend::SpendModel::from_named(&file.model, &file.parameters);
        plain.map(Self::Plain).map_err(|error| match error {
            SpendModelError::Parameters(error) => problem::parameters(&file.model, &error),
            SpendModelError::Unknown { name } => {
                let expected = super::spend_model_names().join(" or ");
                let message = format!("the model file is of `{name}`, expected {expected}");
                let problem = ServiceError::new("model-file", message).value("model", name).value("expected", expected);
                problem.hint("`--spend-fit` takes a spend model")
            }
        })
    }

    /// Whether a purchase may lose money.
    pub(super) fn may_lose(&self) -> bool {
        matches!(self, Self::Plain(model) if model.may_lose())
    }

    /// Covariates to be read.
    pub(super) fn covariates(&self) -> &[String] {
        match self {
            Self::Covered(model) => model.names(),
            Self::Plain(_) => &[],
        }
    }

    /// The spend of the rows of a block, read with the covariates `names`.
    pub(super) fn laws(&self, block: &Block, names: &[String]) -> Result<Spends> {
        Ok(match self {
            Self::Plain(model) => {
                Spends::Plain(model.laws(block.rows.iter().map(|row| (row.frequency, row.monetary_value))))
            }
            Self::Covered(model) => Spends::Covered(model.of_rows(block, names)?),
        })
    }

    /// Repeaters whose own mean the model cannot use.
    pub(super) fn without_mean(&self, rows: &[SummaryRow]) -> usize {
        let known = |row: &&SummaryRow| match self {
            Self::Plain(model) => !model.uses(row.frequency, row.monetary_value),
            Self::Covered(_) => row.spend().is_none(),
        };
        rows.iter().filter(|row| row.frequency > 0).filter(known).count()
    }
}

impl Spends {
    /// Mean of a purchase; `None` where it has no limit.
    pub(super) fn expected(&self) -> Vec<Option<f64>> {
        match self {
            Self::Plain(laws) => laws.expected(),
            Self::Covered(spend) => spend.laws().iter().map(|law| law.expected().ok()).collect(),
        }
    }

    /// The spend of one row; `None` for a row that is not there, and of spend with covariates, which is known as a whole.
    #[cfg(feature = "bayes")]
    pub(super) fn of_row(&self, row: usize) -> Option<Self> {
        match self {
            Self::Plain(SpendLaws::GammaGamma(laws)) => {
                laws.get(row).map(|law| Self::Plain(SpendLaws::GammaGamma(vec![*law])))
            }
            Self::Plain(SpendLaws::Normal(laws)) => laws.get(row).map(|law| Self::Plain(SpendLaws::Normal(vec![*law]))),
            Self::Covered(_) => None,
        }
    }

    /// For a model of purchases with covariates of its own; `fit` is of the spend, `own` what is known of each row.
    pub(super) fn of_customers(self, fit: &Fit, own: &[Option<SpendHistory>]) -> Result<SpendOfCustomers> {
        match self {
            Self::Covered(spend) => Ok(spend),
            Self::Plain(_) => SpendOfCustomers::without_covariates(fit, own).map_err(|error| refused(&error)),
        }
    }

    /// The money to come with its interval; `transactions` is the fit of purchases, where uncertain.
    pub(super) fn values(
        &self,
        predictor: &dyn Predictor,
        histories: &[History],
        predicted: &[Prediction],
        uncertainty: &Uncertainty,
        transactions: Option<&Fit>,
    ) -> Result<Vec<ResidualValue>> {
        Ok(match self {
            Self::Plain(laws) => laws.values(predictor, histories, predicted, uncertainty),
            Self::Covered(spend) => {
                let values = spend.residual_values(predictor, histories, predicted, transactions);
                values.map_err(|error| refused(&error))?
            }
        })
    }
}

impl SummaryRow {
    /// What the normal model sees: repeat purchases with a mean, a loss or not; `None` otherwise.
    pub(super) fn contribution(&self) -> Option<Contribution> {
        Contribution::new(self.frequency, self.monetary_value?, None).ok()
    }
}

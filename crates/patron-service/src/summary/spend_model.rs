//! A model of spend in place: what it expects of each row, and of the money to come.

use patron_models::covariates::SpendOfCustomers;
use patron_models::fit::Fit;
use patron_models::gamma_gamma::{GammaGamma, SpendHistory, SpendLaw};
use patron_models::history::History;
use patron_models::interval::{ResidualValue, Uncertainty, residual_values};
use patron_models::normal_spend::{Contribution, ContributionLaw, NormalSpend, residual_contributions};
use patron_models::transaction::{Prediction, Predictor};

use super::covariates::refused;
use super::covered_spend::CoveredSpend;
use super::row::{Block, SummaryRow};
use super::{ModelFile, problem};
use crate::error::{Result, ServiceError};

/// A model of what a purchase brings.
#[derive(Debug, Clone)]
pub(super) enum SpendModel {
    /// Positive amounts.
    GammaGamma(GammaGamma),
    /// Positive amounts, with covariates.
    Covered(Box<CoveredSpend>),
    /// Contributions that may be losses.
    Normal(NormalSpend),
}

/// What is known of the spend of each row of a block.
#[derive(Debug)]
pub(super) enum Spends {
    GammaGamma(Vec<SpendLaw>),
    Covered(SpendOfCustomers),
    Normal(Vec<ContributionLaw>),
}

impl SpendModel {
    /// The model of a file, at its parameters.
    pub(super) fn of(file: &ModelFile) -> Result<Self> {
        let wrong = |error| problem::parameters(&file.model, &error);
        if file.model == GammaGamma::NAME
            && let Some(covered) = CoveredSpend::of(file)?
        {
            return Ok(Self::Covered(Box::new(covered)));
        }
        match file.model.as_str() {
            GammaGamma::NAME => GammaGamma::from_named(&file.parameters).map(Self::GammaGamma).map_err(wrong),
            NormalSpend::NAME => NormalSpend::from_named(&file.parameters).map(Self::Normal).map_err(wrong),
            name => {
                let expected = super::spend_model_names().join(" or ");
                let message = format!("the model file is of `{name}`, expected {expected}");
                let problem = ServiceError::new("model-file", message).value("model", name).value("expected", expected);
                Err(problem.hint("`--spend-fit` takes a spend model"))
            }
        }
    }

    /// Covariates to be read.
    pub(super) fn covariates(&self) -> &[String] {
        match self {
            Self::Covered(model) => model.names(),
            Self::GammaGamma(_) | Self::Normal(_) => &[],
        }
    }

    /// The spend of the rows of a block, read with the covariates `names`.
    pub(super) fn laws(&self, block: &Block, names: &[String]) -> Result<Spends> {
        let rows = &block.rows;
        Ok(match self {
            Self::GammaGamma(model) => {
                Spends::GammaGamma(rows.iter().map(|row| model.spend(row.spend().as_ref())).collect())
            }
            Self::Covered(model) => Spends::Covered(model.of_rows(block, names)?),
            Self::Normal(model) => {
                Spends::Normal(rows.iter().map(|row| model.contribution(row.contribution().as_ref())).collect())
            }
        })
    }

    /// Repeaters whose own mean the model cannot use.
    pub(super) fn without_mean(&self, rows: &[SummaryRow]) -> usize {
        let known = |row: &&SummaryRow| match self {
            Self::GammaGamma(_) | Self::Covered(_) => row.spend().is_none(),
            Self::Normal(_) => row.contribution().is_none(),
        };
        rows.iter().filter(|row| row.frequency > 0).filter(known).count()
    }
}

impl Spends {
    /// Mean of a purchase; `None` where it has no limit.
    pub(super) fn expected(&self) -> Vec<Option<f64>> {
        match self {
            Self::GammaGamma(laws) => laws.iter().map(|law| law.expected().ok()).collect(),
            Self::Covered(spend) => spend.laws().iter().map(|law| law.expected().ok()).collect(),
            Self::Normal(laws) => laws.iter().map(|law| Some(law.mean())).collect(),
        }
    }

    /// The spend of one row; `None` for a row that is not there, and of spend with covariates, which is known as a whole.
    #[cfg(feature = "bayes")]
    pub(super) fn of_row(&self, row: usize) -> Option<Self> {
        match self {
            Self::GammaGamma(laws) => laws.get(row).map(|law| Self::GammaGamma(vec![*law])),
            Self::Normal(laws) => laws.get(row).map(|law| Self::Normal(vec![*law])),
            Self::Covered(_) => None,
        }
    }

    /// For a model of purchases with covariates of its own; `fit` is of the spend, `own` what is known of each row.
    pub(super) fn of_customers(self, fit: &Fit, own: &[Option<SpendHistory>]) -> Result<SpendOfCustomers> {
        match self {
            Self::Covered(spend) => Ok(spend),
            Self::GammaGamma(_) | Self::Normal(_) => {
                SpendOfCustomers::without_covariates(fit, own).map_err(|error| refused(&error))
            }
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
            Self::GammaGamma(laws) => residual_values(predictor, histories, predicted, Some(laws), uncertainty),
            Self::Covered(spend) => {
                let values = spend.residual_values(predictor, histories, predicted, transactions);
                values.map_err(|error| refused(&error))?
            }
            Self::Normal(laws) => residual_contributions(predictor, histories, predicted, laws, uncertainty),
        })
    }
}

impl SummaryRow {
    /// What the normal model sees: repeat purchases with a mean, a loss or not; `None` otherwise.
    pub(super) fn contribution(&self) -> Option<Contribution> {
        Contribution::new(self.frequency, self.monetary_value?, None).ok()
    }
}

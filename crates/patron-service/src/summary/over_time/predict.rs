//! Predicting customers with covariates over time.

use arrow::array::RecordBatch;
use arrow::datatypes::SchemaRef;
use patron_models::covariates::SpendOfCustomers;
use patron_models::fit::Fit;
use patron_models::interval::ResidualValue;
use patron_models::pareto_nbd_dynamic::{DynamicParetoNbd, DynamicSample};
use patron_models::transaction::{Prediction, Terms};

use super::super::covariates::fitted;
use super::super::given::unit_of;
use super::super::predicted::{self, Bounds, Predicted, Spend};
use super::super::remarks::{known_parameters, population_mean};
use super::super::row::SummaryRow;
use super::super::spend_model::SpendModel;
use super::super::{ModelFile, PredictTerms, SummaryFile, TimeUnit, problem};
use super::customers::{Customers, Others, refused};
use super::fit::model;
use crate::error::{Result, ServiceError};
use crate::views::Notice;

/// Customers of a block: their covariates of all periods are in memory.
const BLOCK_ROWS: usize = 4096;

/// Predictions made block by block as they are asked for. A bad row ends them with an error, so that what came before is
/// worth nothing until the end.
#[derive(Debug)]
pub struct PredictionsOverTime {
    customers: Customers,
    model: DynamicParetoNbd,
    parameters: Vec<f64>,
    fit: Fit,
    spend: Option<(SpendModel, Fit)>,
    unit: TimeUnit,
    terms: Terms,
    /// The same without a discount.
    plain: Terms,
    asked: PredictTerms,
    without_mean: usize,
    notices: Vec<Notice>,
    ended: bool,
}

/// Predicts every row of `summary` at the covariates of `over_time`, which have to be known until the end of the horizon.
///
/// # Errors
/// When a model or its parameters are not known, a file cannot be opened or lacks a column, or a term is out of its
/// range. What is wrong with a row of `summary` comes out of the iterator.
pub fn predict_over_time(
    file: &ModelFile,
    spend: Option<&ModelFile>,
    summary: &SummaryFile,
    over_time: &SummaryFile,
    asked: &PredictTerms,
) -> Result<PredictionsOverTime> {
    if file.model != DynamicParetoNbd::NAME {
        let message = format!("the model file is of `{}`, expected `{}`", file.model, DynamicParetoNbd::NAME);
        let hint = "write one with `patron fit pareto-nbd --covariates-over-time`, or leave that option out";
        return Err(ServiceError::new("model-file", message).hint(hint).value("model", file.model.as_str()));
    }
    let model = model(&fitted(&file.parameters))?;
    let wrong = |error| problem::parameters(&file.model, &error);
    let parameters = file.parameters.ordered(&model.design().parameter_names()).map_err(wrong)?;
    let unit = unit_of(file)?;
    let terms = asked.resolve(unit)?;
    let plain = Terms::new(terms.horizon(), 0.0).map_err(|error| ServiceError::new("terms", error.to_string()))?;
    let spend_model =
        |spend: &ModelFile| -> Result<(SpendModel, Fit)> { Ok((SpendModel::of(spend)?, spend.known_or_exact())) };
    let of_spend = spend.map(spend_model).transpose()?;
    if of_spend.as_ref().is_some_and(|(model, _)| model.may_lose()) {
        let message = "a model with covariates goes with the spend of `gamma-gamma`, expected no other";
        return Err(ServiceError::new("model-file", message).hint("fit the spend with `patron fit gamma-gamma`"));
    }
    let columns = of_spend.as_ref().map_or(&[][..], |(model, _)| model.covariates());
    let names = model.design().covariates();
    let customers = Customers::open(summary, over_time, names, spend.is_some(), columns, BLOCK_ROWS)?;
    let notices = if asked.intervals { known_parameters(file, spend) } else { Vec::new() };
    Ok(PredictionsOverTime {
        customers,
        model,
        parameters,
        fit: file.known_or_exact(),
        spend: of_spend,
        unit,
        terms,
        plain,
        asked: *asked,
        without_mean: 0,
        notices,
        ended: false,
    })
}

impl PredictionsOverTime {
    /// Columns of every batch, as of predictions without covariates.
    #[must_use]
    pub fn schema(&self) -> SchemaRef {
        predicted::schema(self.asked.intervals, self.spend.is_some())
    }

    /// What a reader of the numbers should know, of the rows that have been read.
    #[must_use]
    pub fn notices(&self) -> Vec<Notice> {
        population_mean(self.without_mean).into_iter().chain(self.notices.iter().cloned()).collect()
    }

    fn batch(&mut self) -> Result<Option<RecordBatch>> {
        let mut sample = self.customers.sample()?;
        let ahead = self.terms.horizon();
        let Some(others) = self.customers.next(&mut sample, Some(self.unit), Some(self.unit), ahead)? else {
            return Ok(None);
        };
        let sample = sample.finish();
        let found = self.model.predict_all(&self.parameters, self.terms, &sample).map_err(|error| refused(&error))?;
        let predicted: Vec<Prediction> = found.into_iter().map(|found| found.figures).collect();
        let counts = self.asked.intervals.then(|| self.values(self.plain, &sample, None)).transpose()?;
        let spend = self.spends(&others, &sample, &predicted)?;
        let count_bounds = counts.map(|values| Bounds::new(values, 1.0));
        let table = Predicted { customer_ids: others.customer_ids, predicted, count_bounds, spend };
        table.batch(self.schema()).map(Some)
    }

    fn spends(&mut self, others: &Others, sample: &DynamicSample, predicted: &[Prediction]) -> Result<Option<Spend>> {
        let Some((model, fit)) = &self.spend else { return Ok(None) };
        let rows = &others.block.rows;
        self.without_mean += model.without_mean(rows);
        let laws = model.laws(&others.block, self.customers.columns())?;
        let expected = laws.expected();
        let own: Vec<_> = rows.iter().map(SummaryRow::spend).collect();
        let of_customers = laws.of_customers(fit, &own)?;
        let values = self.asked.intervals.then(|| self.values(self.terms, sample, Some(&of_customers))).transpose()?;
        let bounds = values.map(|values| Bounds::new(values, self.asked.margin));
        Ok(Some(Spend::new(expected, predicted, self.asked.margin, bounds)))
    }

    fn values(
        &self,
        terms: Terms,
        sample: &DynamicSample,
        spend: Option<&SpendOfCustomers>,
    ) -> Result<Vec<ResidualValue>> {
        let values = self.model.residual_values(&self.fit, terms, sample, spend);
        values.map(|(values, _)| values).map_err(|error| refused(&error))
    }
}

impl Iterator for PredictionsOverTime {
    type Item = Result<RecordBatch>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let next = self.batch().transpose();
        self.ended = !matches!(next, Some(Ok(_)));
        next
    }
}

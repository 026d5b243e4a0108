//! Predicting each customer of a summary file with given parameters.

use arrow::array::{RecordBatch, StringArray};
use arrow::datatypes::SchemaRef;
use patron_models::covariates::SpendOfCustomers;
use patron_models::fit::Fit;
use patron_models::gamma_gamma::SpendHistory;
use patron_models::history::{History, HistoryError};
use patron_models::interval::{Uncertainty, residual_values};
use patron_models::transaction::{Predictor, Terms};

use super::covariates;
use super::field::Field;
use super::given::Given;
use super::predicted::{self, Bounds, Predicted, Spend};
use super::reader::{BLOCK_ROWS, Reader};
use super::remarks::{known_parameters, population_mean};
use super::row::{Block, SummaryRow};
use super::spend_model::SpendModel;
use super::{ModelFile, PredictTerms, SummaryFile, TimeUnit};
use crate::error::{Result, ServiceError};
use crate::views::Notice;

/// Predictions of a file, made block by block as they are asked for; memory does not grow with the file, but for 16
/// bytes per customer that tell one customer from another.
///
/// A bad row ends them with an error wherever it stands, so that what came before is worth nothing until the end.
#[derive(Debug)]
pub struct Predictions {
    reader: Reader,
    model: String,
    given: Given,
    predictor: Box<dyn Predictor>,
    intervals: Option<Intervals>,
    /// Where the model has covariates.
    covered: Option<Covered>,
    /// Covariates of both models, as the file is read.
    names: Vec<String>,
    margin: f64,
    /// Repeaters without a positive mean so far.
    without_mean: usize,
    notices: Vec<Notice>,
    ended: bool,
}

/// What predictions with covariates need.
#[derive(Debug)]
struct Covered {
    model: ModelFile,
    /// The fits, with uncertainty 0 where none is known.
    fit: Fit,
    spend: Option<Fit>,
    terms: Terms,
    plain: Terms,
    intervals: bool,
}

/// What intervals need.
#[derive(Debug)]
struct Intervals {
    uncertainty: Uncertainty,
    /// The fit of purchases, where uncertain.
    transactions: Option<Fit>,
    /// The future without a discount, of which counts have quantiles.
    plain: Box<dyn Predictor>,
}

/// Predicts every row of `file` with the parameters of `model` and, where given, of `spend`.
///
/// A file in another unit than the model's is converted.
///
/// # Errors
/// When a model or its parameters are not known, the file cannot be opened or lacks a column, or a term is out of its
/// range. What is wrong with a row comes out of the iterator.
pub fn predict(
    model: &ModelFile,
    spend: Option<&ModelFile>,
    file: &SummaryFile,
    terms: &PredictTerms,
) -> Result<Predictions> {
    predict_by(BLOCK_ROWS, model, spend, file, terms)
}

/// The same in blocks of another size.
pub(super) fn predict_by(
    block_rows: usize,
    model: &ModelFile,
    spend: Option<&ModelFile>,
    file: &SummaryFile,
    terms: &PredictTerms,
) -> Result<Predictions> {
    let given = Given::new(model, spend)?;
    let horizon = terms.resolve(given.unit)?;
    let predictor = given.predictor(horizon)?;
    let covered = given.covariates.as_ref().map(|_| Covered::new(&given, horizon, model, spend, terms)).transpose()?;
    let intervals = match &covered {
        None if terms.intervals => Some(Intervals::new(&given, horizon, model, spend)?),
        _ => None,
    };
    let notices = if terms.intervals { known_parameters(model, spend) } else { Vec::new() };
    let mut needed = vec![Field::CustomerId, Field::Frequency, Field::Recency, Field::Age];
    if spend.is_some() {
        needed.push(Field::MonetaryValue);
    }
    let names = given.covariate_names();
    let reader = Reader::open_with(file, &needed, &names, block_rows)?;
    let (model, margin) = (model.model.clone(), terms.margin);
    Ok(Predictions {
        reader,
        model,
        given,
        predictor,
        intervals,
        covered,
        names,
        margin,
        without_mean: 0,
        notices,
        ended: false,
    })
}

impl Predictions {
    /// Columns of every batch: `customer_id, probability_alive, probability_return, expected_purchases`, with a spend
    /// model `expected_spend, residual_value`, and `_low`, `_high` after what has an interval.
    #[must_use]
    pub fn schema(&self) -> SchemaRef {
        predicted::schema(self.has_intervals(), self.given.spend.is_some())
    }

    /// What a reader of the numbers should know, of the rows that have been read.
    #[must_use]
    pub fn notices(&self) -> Vec<Notice> {
        population_mean(self.without_mean).into_iter().chain(self.notices.iter().cloned()).collect()
    }

    fn has_intervals(&self) -> bool {
        self.intervals.is_some() || self.covered.as_ref().is_some_and(|covered| covered.intervals)
    }

    fn covered_block(&mut self, block: Block) -> Result<RecordBatch> {
        let (Some(with), Some(covered)) = (&self.given.covariates, &self.covered) else { return self.block(block) };
        let found = self.reader.time_unit().unwrap_or(self.given.unit);
        let histories = histories(&block.rows, found, self.given.unit)?;
        let mut sample = covariates::sample(&self.names)?;
        covariates::fill(&mut sample, &block, |at, _| histories.get(at).copied())?;
        let sample = sample.finish();
        let predicted = with.predict(&covered.model, covered.terms, &sample)?;
        self.without_mean += self.given.spend.as_ref().map_or(0, |model| model.without_mean(&block.rows));
        let bounds = |terms: Terms, spend: Option<&SpendOfCustomers>, factor: f64| -> Result<Option<Bounds>> {
            if !covered.intervals {
                return Ok(None);
            }
            Ok(Some(Bounds::new(with.values(&covered.fit, terms, &sample, spend)?, factor)))
        };
        let count_bounds = bounds(covered.plain, None, 1.0)?;
        let spend = match (&covered.spend, &self.given.spend) {
            (Some(fit), Some(model)) => {
                let laws = model.laws(&block, &self.names)?;
                let own: Vec<Option<SpendHistory>> = block.rows.iter().map(SummaryRow::spend).collect();
                let (expected, of_customers) = (laws.expected(), laws.of_customers(fit, &own)?);
                let value_bounds = bounds(covered.terms, Some(&of_customers), self.margin)?;
                Some(Spend::new(expected, &predicted, self.margin, value_bounds))
            }
            _ => None,
        };
        let customer_ids = block.customer_ids.unwrap_or_else(|| StringArray::new_null(predicted.len()));
        Predicted { customer_ids, predicted, count_bounds, spend }.batch(self.schema())
    }

    fn block(&mut self, mut block: Block) -> Result<RecordBatch> {
        let customer_ids = block.customer_ids.take().unwrap_or_else(|| StringArray::new_null(block.rows.len()));
        let found = self.reader.time_unit().unwrap_or(self.given.unit);
        let histories = histories(&block.rows, found, self.given.unit)?;
        let predicted = self.predictor.predict_all(&histories);
        if let Some(place) = predicted.iter().position(|prediction| prediction.expected_purchases.is_nan()) {
            return Err(self.no_opportunities(customer_ids.value(place)));
        }
        let model = self.given.spend.as_ref();
        self.without_mean += model.map_or(0, |model| model.without_mean(&block.rows));
        let spends = model.map(|model| model.laws(&block, &self.names)).transpose()?;
        let count_bounds = self.intervals.as_ref().map(|intervals| intervals.of_counts(&histories));
        let value_bounds = self.intervals.as_ref().zip(spends.as_ref()).map(|(intervals, spends)| -> Result<Bounds> {
            let Intervals { uncertainty, transactions, .. } = intervals;
            let purchases = self.predictor.as_ref();
            let values = spends.values(purchases, &histories, &predicted, uncertainty, transactions.as_ref())?;
            Ok(Bounds::new(values, self.margin))
        });
        let value_bounds = value_bounds.transpose()?;
        let spend = spends.map(|spends| Spend::new(spends.expected(), &predicted, self.margin, value_bounds));
        Predicted { customer_ids, predicted, count_bounds, spend }.batch(self.schema())
    }

    /// A model of opportunities was asked about times that are not whole numbers of them.
    fn no_opportunities(&self, customer: &str) -> ServiceError {
        let message = format!(
            "`{}` counts opportunities, and recency or T of customer `{customer}` is not a whole number of them",
            self.model
        );
        ServiceError::new("predict-not-opportunities", message)
            .hint("write recency and T as numbers of opportunities, with at most one purchase at each")
            .value("model", self.model.as_str())
            .value("customer", customer)
    }
}

impl Iterator for Predictions {
    type Item = Result<RecordBatch>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let next = self
            .reader
            .next_block()
            .transpose()
            .map(|block| if self.covered.is_some() { self.covered_block(block?) } else { self.block(block?) });
        self.ended = !matches!(next, Some(Ok(_)));
        next
    }
}

impl Covered {
    fn new(
        given: &Given,
        terms: Terms,
        model: &ModelFile,
        spend: Option<&ModelFile>,
        asked: &PredictTerms,
    ) -> Result<Self> {
        if given.spend.as_ref().is_some_and(SpendModel::may_lose) {
            let message = "a model with covariates goes with the spend of `gamma-gamma`, expected no other";
            return Err(ServiceError::new("model-file", message).hint("fit the spend with `patron fit gamma-gamma`"));
        };
        let plain = Terms::new(terms.horizon(), 0.0);
        let plain = plain.map_err(|error| ServiceError::new("terms", error.to_string()))?;
        let (fit, spend) = (model.known_or_exact(), spend.map(ModelFile::known_or_exact));
        Ok(Self { model: model.clone(), fit, spend, terms, plain, intervals: asked.intervals })
    }
}

impl Intervals {
    fn new(given: &Given, horizon: Terms, model: &ModelFile, spend: Option<&ModelFile>) -> Result<Self> {
        // What is not known of parameters is in the draws already, where there are some.
        let transactions = model.uncertain().filter(|_| given.posterior.is_none());
        // With covariates the uncertainty of spend differs from customer to customer.
        let spend = match given.spend {
            Some(SpendModel::Covered(_)) => None,
            _ => spend.and_then(ModelFile::uncertain),
        };
        let uncertainty = Uncertainty::new(transactions.as_ref(), spend.as_ref()).map_err(|error| {
            ServiceError::new("model-file", error.to_string())
                .hint("take `covariance` out of the file, or fit the model again")
        })?;
        let plain = Terms::new(horizon.horizon(), 0.0);
        let plain = plain.map_err(|error| ServiceError::new("terms", error.to_string()))?;
        Ok(Self { uncertainty, transactions, plain: given.predictor(plain)? })
    }

    /// Quantiles of the number of purchases: of the discounted number, without a discount.
    fn of_counts(&self, histories: &[History]) -> Bounds {
        let counts = self.plain.predict_all(histories);
        Bounds::new(residual_values(self.plain.as_ref(), histories, &counts, None, &self.uncertainty), 1.0)
    }
}

/// Histories in the unit of the model.
pub(super) fn histories(rows: &[SummaryRow], found: TimeUnit, unit: TimeUnit) -> Result<Vec<History>> {
    let factor = found.days() / unit.days();
    let convert = |history: History| if found == unit { Ok(history) } else { history.rescaled(factor) };
    let histories = rows.iter().filter_map(|row| row.history).map(convert).collect::<Result<_, HistoryError>>();
    histories.map_err(|error| ServiceError::new("summary-value", error.to_string()).hint(error.hint()))
}

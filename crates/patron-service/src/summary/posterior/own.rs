//! Predictions by models in which every customer has rates of an own: these are drawn given what was seen of the
//! customer and the draws of the population that the fit file keeps.

use arrow::array::{RecordBatch, StringArray};
use arrow::datatypes::SchemaRef;
use patron_bayes::SampledFuture;
use patron_bayes::pareto_ggg::{ParetoGgg, TimedHistory};
use patron_bayes::pareto_nbd_hb::NormalPopulation;
use patron_models::history::History;
use patron_models::interval::{ResidualValue, Uncertainty, residual_values};
use patron_models::transaction::{Prediction, Predictor, Terms};

use super::PARETO_GGG;
use super::problem::{draws, not_sampled};
use super::rows::{by_customer, with_gaps};
use crate::error::{Result, ServiceError};
use crate::summary::field::Field;
use crate::summary::given::unit_of;
use crate::summary::predict::histories;
use crate::summary::predicted::{self, Bounds, Predicted, Spend};
use crate::summary::reader::{BLOCK_ROWS, Reader};
use crate::summary::remarks::{known_parameters, known_population, population_mean};
use crate::summary::row::{Block, SummaryRow};
use crate::summary::spend_model::SpendModel;
use crate::summary::{ModelFile, PredictTerms, SummaryFile, TimeUnit, problem};
use crate::views::Notice;

/// Predictions of a file, made block by block, as [`crate::summary::Predictions`].
#[derive(Debug)]
pub struct OwnPredictions {
    reader: Reader,
    population: Population,
    spend: Option<SpendModel>,
    /// Uncertainty of the spend; that of the population is in the draws.
    uncertainty: Uncertainty,
    terms: Terms,
    margin: f64,
    intervals: bool,
    /// Customers read so far.
    customers: usize,
    without_mean: usize,
    notices: Vec<Notice>,
    ended: bool,
}

/// Draws of the parameters of a population.
#[derive(Debug)]
struct Population {
    model: String,
    draws: Vec<Vec<f64>>,
    covariates: Vec<String>,
    unit: TimeUnit,
    seed: u64,
}

/// Predicts every row of `file` with `pareto-ggg` or `pareto-nbd-abe`: each customer's own rates are drawn given the
/// kept draws of the population, or given its parameters where the file has no draws.
///
/// # Errors
/// As [`crate::summary::predict`].
pub fn predict_own(
    model: &ModelFile,
    spend: Option<&ModelFile>,
    file: &SummaryFile,
    terms: &PredictTerms,
) -> Result<OwnPredictions> {
    let population = Population::of(model)?;
    let resolved = terms.resolve(population.unit)?;
    let fits = spend.and_then(ModelFile::uncertain);
    let uncertainty = Uncertainty::new(None, fits.as_ref()).map_err(|error| {
        ServiceError::new("model-file", error.to_string()).hint("take `covariance` out of the file, or fit it again")
    })?;
    let mut notices = Vec::new();
    if terms.intervals {
        notices.extend(model.posterior.is_none().then(|| known_population(&model.model)));
        notices.extend(spend.map(|spend| known_parameters(spend, None)).unwrap_or_default());
    }
    let spend = spend.map(SpendModel::of).transpose()?;
    if let Some(covariates) = spend.as_ref().map(SpendModel::covariates).filter(|names| !names.is_empty()) {
        let message = format!(
            "the spend fit has the covariates `{}`; expected one without beside `{}`",
            covariates.join("`, `"),
            model.model
        );
        return Err(ServiceError::new("model-file", message).hint("fit gamma-gamma without `--covariates`"));
    }
    let mut needed = vec![Field::CustomerId, Field::Frequency, Field::Recency, Field::Age];
    needed.extend(spend.is_some().then_some(Field::MonetaryValue));
    let reader = Reader::open_with(file, &needed, &population.covariates, BLOCK_ROWS)?;
    Ok(OwnPredictions {
        reader,
        population,
        spend,
        uncertainty,
        terms: resolved,
        margin: terms.margin,
        intervals: terms.intervals,
        customers: 0,
        without_mean: 0,
        notices,
        ended: false,
    })
}

impl Population {
    fn of(file: &ModelFile) -> Result<Self> {
        let of_rate = |(name, _): (&str, f64)| name.strip_prefix("log_lambda_").map(str::to_owned);
        let covariates: Vec<String> = match file.model.as_str() {
            PARETO_GGG => Vec::new(),
            _ => file.parameters.iter().filter_map(of_rate).filter(|name| name != "intercept").collect(),
        };
        let names: Vec<String> = match file.model.as_str() {
            PARETO_GGG => ParetoGgg::PARAMETER_NAMES.iter().map(|name| (*name).to_owned()).collect(),
            _ => NormalPopulation::names(&covariates),
        };
        let borrowed: Vec<&str> = names.iter().map(String::as_str).collect();
        let means = file.parameters.ordered(&borrowed);
        let means = means.map_err(|error| problem::parameters(&file.model, &error))?;
        let kept = match &file.posterior {
            Some(posterior) => posterior.kept.ordered(&names).ok_or_else(|| draws(&file.model, &names.join(", ")))?,
            None => vec![means],
        };
        let seed = file.posterior.as_ref().map_or(1, |posterior| posterior.seed);
        Ok(Self { model: file.model.clone(), draws: kept, covariates, unit: unit_of(file)?, seed })
    }

    /// The futures of the customers of a block.
    fn futures(
        &self,
        block: &Block,
        own: &[History],
        reader: &Reader,
        terms: Terms,
        first: usize,
    ) -> Result<Vec<SampledFuture>> {
        let futures = if self.model == PARETO_GGG {
            let found = reader.time_unit().unwrap_or(self.unit);
            let timed = |((row, history), number): ((&SummaryRow, &History), &u64)| -> Result<TimedHistory> {
                let as_written = row.history.unwrap_or(*history);
                let timed = with_gaps(&self.model, reader, row, as_written, *number)?;
                let converted = timed.rescaled(found.days() / self.unit.days());
                converted.map_err(|error| reader.no_history(*number, &error))
            };
            let timed = block.rows.iter().zip(own).zip(&block.numbers).map(timed).collect::<Result<Vec<_>>>()?;
            ParetoGgg::predict(&self.draws, &timed, terms, self.seed, first)
        } else {
            let covariates = by_customer(block, self.covariates.len());
            NormalPopulation::predict(&self.draws, own, &covariates, terms, self.seed, first)
        };
        futures.map_err(|error| not_sampled(&self.model, &error))
    }
}

impl OwnPredictions {
    /// The columns of every batch.
    #[must_use]
    pub fn schema(&self) -> SchemaRef {
        predicted::schema(self.intervals, self.spend.is_some())
    }

    /// What a reader of the numbers should know, of the rows that have been read.
    #[must_use]
    pub fn notices(&self) -> Vec<Notice> {
        population_mean(self.without_mean).into_iter().chain(self.notices.iter().cloned()).collect()
    }

    fn block(&mut self, block: Block) -> Result<RecordBatch> {
        let found = self.reader.time_unit().unwrap_or(self.population.unit);
        let own = histories(&block.rows, found, self.population.unit)?;
        let futures = self.population.futures(&block, &own, &self.reader, self.terms, self.customers)?;
        self.customers += own.len();
        self.without_mean += self.spend.as_ref().map_or(0, |model| model.without_mean(&block.rows));
        let predicted: Vec<Prediction> = futures.iter().map(|future| future.prediction).collect();
        let counted: Vec<Counted> = futures.into_iter().map(|future| Counted { future, terms: self.terms }).collect();
        let count_bounds = self.intervals.then(|| {
            let undiscounted = |one: &Prediction| Prediction { discounted_purchases: one.expected_purchases, ..*one };
            let values = counted.iter().zip(&own).zip(&predicted).flat_map(|((counted, history), one)| {
                residual_values(counted, &[*history], &[undiscounted(one)], None, &self.uncertainty)
            });
            Bounds::new(values.collect(), 1.0)
        });
        let laws = self.spend.as_ref().map(|model| model.laws(&block, &[])).transpose()?;
        let spend = laws.map(|laws| -> Result<Spend> {
            let value = |(place, counted): (usize, &Counted)| -> Result<Vec<ResidualValue>> {
                let (own, predicted) = (&own[place..=place], &predicted[place..=place]);
                laws.of_row(place)
                    .map_or(Ok(Vec::new()), |law| law.values(counted, own, predicted, &self.uncertainty, None))
            };
            let bounds = self.intervals.then(|| counted.iter().enumerate().map(value).collect::<Result<Vec<_>>>());
            let bounds = bounds.transpose()?.map(|values| Bounds::new(values.concat(), self.margin));
            Ok(Spend::new(laws.expected(), &predicted, self.margin, bounds))
        });
        let spend = spend.transpose()?;
        let customer_ids = block.customer_ids.unwrap_or_else(|| StringArray::new_null(predicted.len()));
        Predicted { customer_ids, predicted, count_bounds, spend }.batch(self.schema())
    }
}

impl Iterator for OwnPredictions {
    type Item = Result<RecordBatch>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let next = self.reader.next_block().transpose().map(|block| self.block(block?));
        self.ended = !matches!(next, Some(Ok(_)));
        next
    }
}

/// The simulated counts of one customer as a predictor, so that intervals are made as for every other model.
#[derive(Debug)]
struct Counted {
    future: SampledFuture,
    terms: Terms,
}

impl Predictor for Counted {
    fn terms(&self) -> Terms {
        self.terms
    }

    fn predict(&self, _: &History) -> Prediction {
        self.future.prediction
    }

    fn predict_all(&self, histories: &[History]) -> Vec<Prediction> {
        vec![self.future.prediction; histories.len()]
    }

    /// Not known for other horizons.
    fn expected_purchases(&self, _: &History, horizons: &[f64]) -> Vec<f64> {
        vec![f64::NAN; horizons.len()]
    }

    fn count_probabilities(&self, _: &History, up_to: usize) -> Vec<f64> {
        (0..=up_to).map(|n| self.future.counts.get(n).copied().unwrap_or(0.0)).collect()
    }
}

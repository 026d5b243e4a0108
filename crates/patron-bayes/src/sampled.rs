//! The posterior of a model in which every customer has rates of an own.

use patron_models::fit::{FitError, ParameterError};
use patron_models::history::History;
use serde::{Deserialize, Serialize};

use crate::chain::Tally;
use crate::draws::{Draws, Summary, believable};
use crate::{BayesError, SampledCustomer, Spread};

/// Fewer customers than this say nothing of a population.
const LEAST_CUSTOMERS: f64 = 30.0;
const LEAST_REPEATERS: f64 = 10.0;

/// A posterior of a population and of each of its customers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SampledPosterior {
    /// Name of the model.
    pub model: String,
    /// What is known of the parameters of the population.
    pub population: Vec<Summary>,
    /// Their draws.
    pub draws: Draws,
    /// What is known of each customer, in the order given.
    pub customers: Vec<SampledCustomer>,
    /// Purchases of all customers within the horizon: chance and what is not known of the population included.
    pub total: Spread,
}

impl SampledPosterior {
    /// Refuses samples that say nothing of a population, and horizons that are no times.
    pub(crate) fn check<'a>(
        histories: impl ExactSizeIterator<Item = &'a History>,
        horizon: f64,
    ) -> Result<(), BayesError> {
        if !(horizon.is_finite() && horizon >= 0.0) {
            return Err(ParameterError::NotATime { name: "the horizon", value: horizon }.into());
        }
        let customers = histories.len() as f64;
        let repeaters = histories.filter(|history| history.frequency() > 0).count() as f64;
        if customers < LEAST_CUSTOMERS {
            return Err(FitError::TooFewCustomers { customers, needed: LEAST_CUSTOMERS }.into());
        }
        if repeaters == 0.0 {
            return Err(FitError::NobodyRepeats { customers, needed: LEAST_REPEATERS }.into());
        }
        if repeaters < LEAST_REPEATERS {
            return Err(FitError::TooFewRepeaters { repeaters, customers, needed: LEAST_REPEATERS }.into());
        }
        Ok(())
    }

    /// From rows of parameters by chain and what is known of customers; and whether it may be believed.
    pub(crate) fn of(
        model: &str,
        names: &[&str],
        rows: &[Vec<Vec<f64>>],
        tallies: &[Tally],
        customers: Vec<SampledCustomer>,
    ) -> (Self, Result<(), BayesError>) {
        let draws = Draws::from_rows(names, rows);
        let population = draws.summaries();
        let believed = believable(&population);
        let mut totals: Vec<f64> = tallies.iter().flat_map(Tally::totals).copied().collect();
        let total = Spread::of(&mut totals);
        (Self { model: model.to_owned(), population, draws, customers, total }, believed)
    }

    /// What is known of a parameter of the population.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&Summary> {
        self.population.iter().find(|summary| summary.name == name)
    }
}

//! What follows for customers.

use patron_models::fit::ParameterError;
use patron_models::gamma_gamma::{GammaGamma, SpendHistory};
use patron_models::history::History;
use patron_models::transaction::{Predictor, Terms, TransactionModel};
use rayon::prelude::*;

use super::Posterior;
use crate::{BayesError, CustomerPosterior, Spread};

/// Draws that predictions average over where there are more: their mean then has 5 % of the posterior's own spread as
/// its error.
const MOST_DRAWS: usize = 400;

impl Posterior {
    /// What the posterior says of customers of a model of purchases, in the order given. The mean over at most 400
    /// draws, evenly taken.
    ///
    /// # Errors
    /// When `model` is not the model of the posterior.
    pub fn customers(
        &self,
        model: &dyn TransactionModel,
        histories: &[History],
        terms: Terms,
    ) -> Result<Vec<CustomerPosterior>, BayesError> {
        self.check_model(model.name())?;
        let predictors: Vec<Box<dyn Predictor>> = self
            .vectors(MOST_DRAWS)
            .iter()
            .map(|parameters| model.predictor(parameters, terms))
            .collect::<Result<_, ParameterError>>()?;
        let customer = |history: &History| {
            let mut values: [Vec<f64>; 4] = std::array::from_fn(|_| Vec::with_capacity(predictors.len()));
            for predictor in &predictors {
                let found = predictor.predict(history);
                values[0].push(found.probability_alive);
                values[1].push(found.probability_return);
                values[2].push(found.expected_purchases);
                values[3].push(found.discounted_purchases);
            }
            CustomerPosterior::of(values)
        };
        Ok(histories.par_iter().map(customer).collect())
    }

    /// What the posterior of the spend model says of customers' mean spend, in the order given; of one without history
    /// the population's. NaN where a draw has no finite mean.
    ///
    /// # Errors
    /// When it is the posterior of another model.
    pub fn spends(&self, histories: &[Option<SpendHistory>]) -> Result<Vec<Spread>, BayesError> {
        self.check_model(GammaGamma::NAME)?;
        let models: Vec<GammaGamma> = self
            .vectors(MOST_DRAWS)
            .iter()
            .map(|parameters| GammaGamma::new(parameters))
            .collect::<Result<_, ParameterError>>()?;
        let customer = |history: &Option<SpendHistory>| {
            let expected = |model: &GammaGamma| model.spend(history.as_ref()).expected().unwrap_or(f64::NAN);
            Spread::of(&mut models.iter().map(expected).collect::<Vec<f64>>())
        };
        Ok(histories.par_iter().map(customer).collect())
    }

    fn check_model(&self, name: &str) -> Result<(), BayesError> {
        if self.model == name {
            return Ok(());
        }
        Err(BayesError::OtherModel { found: self.model.clone(), expected: name.to_owned() })
    }
}

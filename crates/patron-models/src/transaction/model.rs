//! The traits of a transaction model and its predictor.

use std::fmt::Debug;

use crate::covariates::CovariateBase;
use crate::fit::{Fit, FitError, NamedValues, ParameterError};
use crate::history::{History, Statistics};
use crate::transaction::{Alive, Clock, Outlook, Prediction, SampleLikelihood, Terms};

/// A model of repeat purchases that need not be announced and of a stop that is never seen.
///
/// Parameters are slices in the order of [`TransactionModel::parameter_names`]; times are in any one unit, the same
/// for histories, terms and the parameters fitted on them.
pub trait TransactionModel: Send + Sync + Debug {
    /// Name used in files and commands, such as `bg-nbd`.
    fn name(&self) -> &'static str;

    /// Names of the parameters as in the model's paper, in order; at most [`super::MAX_PARAMETERS`].
    fn parameter_names(&self) -> &'static [&'static str];

    /// Those of [`TransactionModel::parameter_names`] that are whole numbers, chosen and not estimated by slope: their
    /// entries of gradients and covariances are 0, they have no standard error, and
    /// [`TransactionModel::holding`] takes them.
    fn whole_parameters(&self) -> &'static [&'static str] {
        &[]
    }

    /// Whether the next purchase comes the sooner the longer ago the last one was. Then the purchases of a horizon may
    /// exceed the mean rate times the horizon, by up to one.
    fn remembers_the_last_purchase(&self) -> bool {
        false
    }

    /// The same model with a whole-number parameter held at a value, where the fit would search for it.
    ///
    /// # Errors
    /// When the model has no such parameter to hold, or the value is not one of it.
    fn holding(&self, name: &str, _value: f64) -> Result<Box<dyn TransactionModel>, ParameterError> {
        Err(ParameterError::Unknown { name: name.to_owned(), expected: "no parameter to hold".to_owned() })
    }

    /// Parameters estimated in a publication, or of the size of such, in weeks: what a simulation uses when none are
    /// given.
    fn published_parameters(&self) -> &'static [f64];

    /// What the model counts time in.
    fn clock(&self) -> Clock {
        Clock::Continuous
    }

    /// What time-invariant covariates need of the model, where they may scale its parameters.
    fn covariate_base(&self) -> Option<&dyn CovariateBase> {
        None
    }

    /// Checks parameters against the model.
    ///
    /// # Errors
    /// When their number is wrong or one is not positive and finite.
    fn check(&self, parameters: &[f64]) -> Result<(), ParameterError> {
        ParameterError::check(self.parameter_names(), parameters)
    }

    /// Parameters by name to the order of the model, checked.
    ///
    /// # Errors
    /// When a name is missing or unknown, or a value is not positive and finite.
    fn parameters_from(&self, named: &NamedValues) -> Result<Vec<f64>, ParameterError> {
        let parameters = named.ordered(self.parameter_names())?;
        self.check(&parameters)?;
        Ok(parameters)
    }

    /// Log-likelihood of a sample and its gradient by the parameters.
    ///
    /// # Errors
    /// When the parameters are not the model's.
    fn log_likelihood(&self, parameters: &[f64], statistics: &Statistics) -> Result<(f64, Vec<f64>), ParameterError>;

    /// The sample arranged for many evaluations of its log-likelihood, where the model has a quicker way than
    /// [`TransactionModel::log_likelihood`] for each.
    fn arranged(&self, _: &Statistics) -> Option<Box<dyn SampleLikelihood>> {
        None
    }

    /// Maximum-likelihood estimates.
    ///
    /// # Errors
    /// When the sample is too small or too uniform, when a parameter runs to zero or infinity, or when no maximum is
    /// found: never a number that is not an estimate.
    fn fit(&self, statistics: &Statistics) -> Result<Fit, FitError>;

    /// Predictions at given parameters, horizon and discount.
    ///
    /// # Errors
    /// When the parameters are not the model's.
    fn predictor(&self, parameters: &[f64], terms: Terms) -> Result<Box<dyn Predictor>, ParameterError>;

    /// Times of the repeat purchases of simulated customers, each observed for its age from the first purchase on.
    ///
    /// The same seed gives the same purchases on every machine, each customer's drawn from a stream of its own.
    ///
    /// # Errors
    /// When the parameters are not the model's or an age is negative or not finite.
    fn simulate(&self, parameters: &[f64], ages: &[f64], seed: u64) -> Result<Vec<Vec<f64>>, ParameterError>;
}

/// A transaction model with parameters, horizon and discount in place.
///
/// Results are the same to the bit on every run, for one customer or in any batch.
pub trait Predictor: Send + Sync + Debug {
    /// The horizon and discount in place.
    fn terms(&self) -> Terms;

    /// What is expected of one customer.
    fn predict(&self, history: &History) -> Prediction;

    /// What is expected of each customer, in the order given; in parallel.
    fn predict_all(&self, histories: &[History]) -> Vec<Prediction>;

    /// Expected purchases in (0, h] for each h of `horizons`, each ≥ 0 and finite (NaN otherwise).
    fn expected_purchases(&self, history: &History, horizons: &[f64]) -> Vec<f64>;

    /// P(N = n) for n = 0 … `up_to`, N the number of purchases in (0, H].
    fn count_probabilities(&self, history: &History, up_to: usize) -> Vec<f64>;

    /// P(alive), where an active customer's future depends on x and T alone; none where it depends on t_x as well.
    fn alive(&self, _: &History) -> Option<Alive> {
        None
    }

    /// What follows for customers of one x and T: of active ones where [`Predictor::alive`] is known, and `recency` is
    /// not looked at; else of those with that t_x. NaN for times that are no history.
    fn outlook(&self, frequency: u32, recency: f64, age: f64) -> Outlook {
        match History::new(frequency, recency, age) {
            Ok(history) => Outlook::from(&self.predict(&history)),
            Err(_) => Outlook { expected: f64::NAN, discounted: f64::NAN, ..Outlook::default() },
        }
    }

    /// What is expected of a customer from the moment of the first purchase on.
    fn new_customer(&self) -> Prediction {
        self.predict(&History::NEW)
    }
}

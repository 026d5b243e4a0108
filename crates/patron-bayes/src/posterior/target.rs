//! The density to sample from: likelihood times priors, over logarithms of parameters.

use patron_models::fit::{Fit, FitError, ParameterError};
use patron_models::gamma_gamma::{GammaGamma, SpendStatistics};
use patron_models::history::Statistics;
use patron_models::transaction::{SampleLikelihood, TransactionModel};

use crate::BayesError;
use crate::prior::{Prior, Priors};

/// The posterior density of the parameters of a model, given a sample and priors.
///
/// Whole-number parameters are not sampled: they are held at their estimates.
#[derive(Debug)]
pub struct Target<'a> {
    pub(super) model: &'static str,
    pub(super) customers: f64,
    /// Names of the parameters that are sampled.
    pub(super) names: Vec<&'static str>,
    /// All parameters in the model's order, with those held in place.
    pub(super) template: Vec<f64>,
    /// Positions of those sampled in the model's order.
    pub(super) places: Vec<usize>,
    priors: Vec<Prior>,
    likelihood: Box<dyn SampleLikelihood + 'a>,
    /// Points to look for the maximum from.
    pub(super) starts: Vec<Vec<f64>>,
}

impl<'a> Target<'a> {
    /// Of a model of purchases.
    ///
    /// # Errors
    /// When the sample is too small or too uniform for the model, or the priors are not of its parameters. A sample
    /// whose likelihood alone has no maximum is accepted: the priors may decide.
    pub fn purchases(
        model: &'a dyn TransactionModel,
        statistics: &'a Statistics,
        priors: &Priors,
    ) -> Result<Self, BayesError> {
        let fitted = model.fit(statistics);
        let plain = || Box::new(Plain { model, statistics }) as Box<dyn SampleLikelihood + 'a>;
        let likelihood = model.arranged(statistics).map_or_else(plain, |arranged| arranged as Box<_>);
        let setting = Setting {
            model: model.name(),
            names: model.parameter_names(),
            held: model.whole_parameters(),
            customers: statistics.customers(),
        };
        Self::new(setting, likelihood, fitted, priors)
    }

    /// Of the spend model.
    ///
    /// # Errors
    /// As [`Target::purchases`].
    pub fn spend(statistics: &SpendStatistics, priors: &Priors) -> Result<Self, BayesError> {
        let setting = Setting {
            model: GammaGamma::NAME,
            names: GammaGamma::PARAMETER_NAMES,
            held: &[],
            customers: statistics.customers(),
        };
        Self::new(setting, GammaGamma::arranged(statistics), GammaGamma::fit(statistics), priors)
    }

    fn new(
        Setting { model, names, held, customers }: Setting,
        likelihood: Box<dyn SampleLikelihood + 'a>,
        fitted: Result<Fit, FitError>,
        priors: &Priors,
    ) -> Result<Self, BayesError> {
        let sampled = |name: &&str| !held.contains(name);
        let places: Vec<usize> = (0..names.len()).filter(|place| sampled(&names[*place])).collect();
        let free: Vec<&'static str> = names.iter().copied().filter(|name| sampled(name)).collect();
        let priors = priors.ordered(&free)?;
        let (estimates, converged) = match fitted {
            Ok(fit) => (fit.parameters, true),
            Err(FitError::Boundary { stopped_at, .. } | FitError::NotConverged { stopped_at, .. }) => {
                (stopped_at.parameters, false)
            }
            Err(error) => return Err(error.into()),
        };
        let template = estimates.ordered(names)?;
        let estimated = places.iter().map(|place| template[*place]).collect();
        let centres = priors.iter().map(Prior::centre).collect();
        let starts = if converged { vec![estimated, centres] } else { vec![centres] };
        Ok(Self { model, customers, names: free, template, places, priors, likelihood, starts })
    }

    /// Number of sampled parameters.
    pub(super) fn dimension(&self) -> usize {
        self.names.len()
    }

    /// All parameters of the model, those sampled given by their logarithms.
    pub(super) fn parameters(&self, logs: &[f64]) -> Vec<f64> {
        let mut parameters = self.template.clone();
        for (place, log) in self.places.iter().zip(logs) {
            parameters[*place] = log.exp();
        }
        parameters
    }

    /// Log density at the logarithms of the parameters, and its derivatives by them; `None` where it has no finite
    /// value. The logarithm's own density, one over the parameter, is part of it.
    pub(super) fn evaluate(&self, logs: &[f64], slopes: &mut [f64]) -> Option<f64> {
        let parameters = self.parameters(logs);
        let mut gradient = vec![0.0; parameters.len()];
        let mut density = self.likelihood.evaluate(&parameters, &mut gradient).ok()?;
        for (((place, prior), log), slope) in self.places.iter().zip(&self.priors).zip(logs).zip(slopes.iter_mut()) {
            let parameter = parameters[*place];
            let (ln, by_parameter) = prior.ln_density(parameter);
            density += ln + log;
            *slope = parameter * (gradient[*place] + by_parameter) + 1.0;
        }
        (density.is_finite() && slopes.iter().all(|slope| slope.is_finite())).then_some(density)
    }
}

/// What of a model the density wants to know.
struct Setting {
    model: &'static str,
    names: &'static [&'static str],
    held: &'static [&'static str],
    customers: f64,
}

/// The likelihood of a model that has no quicker way to it.
#[derive(Debug)]
struct Plain<'a> {
    model: &'a dyn TransactionModel,
    statistics: &'a Statistics,
}

impl SampleLikelihood for Plain<'_> {
    fn evaluate(&self, parameters: &[f64], gradient: &mut [f64]) -> Result<f64, ParameterError> {
        let (value, slopes) = self.model.log_likelihood(parameters, self.statistics)?;
        if slopes.len() != gradient.len() {
            return Err(ParameterError::Count { found: gradient.len(), expected: slopes.len() });
        }
        gradient.copy_from_slice(&slopes);
        Ok(value)
    }
}

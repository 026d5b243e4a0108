//! Who may take part.

use crate::calendar::CalendarError;
use crate::fit::{Fit, FitError, ParameterError};
use crate::interval::Uncertainty;
use crate::naive::NaiveRule;
use crate::transaction::{Terms, TransactionModel};

use super::Window;
use super::forecast::Forecaster;
use super::lessons::{LearnError, Learner};

/// What the name of a model in exposure ends with.
pub const IN_EXPOSURE: &str = "+calendar";

/// A model, a rule of thumb, or one that must be taught.
#[derive(Debug, Clone, Copy)]
pub enum Contestant {
    /// Fitted by maximum likelihood at each origin.
    Model(&'static dyn TransactionModel),
    /// Fitted to histories in the exposure of each window ([`Window::in_exposure`]), whose pace has so many estimated
    /// factors. Enters by itself where windows have one, see [`super::play()`].
    InExposure {
        /// The model.
        model: &'static dyn TransactionModel,
        /// Factors of the pace.
        factors: usize,
    },
    /// Everyone's count is taken as Poisson about the mean that the rule of this name states ([`NaiveRule::name`]).
    Rule(&'static str),
    /// Taught at each origin on one window before it. It takes part and cannot be chosen: it knows counts within the
    /// window alone, neither P(alive) nor what comes later.
    Learned(&'static dyn Learner),
}

impl Contestant {
    /// The three rules.
    pub const RULES: [Self; 3] = [Self::Rule("nobody-returns"), Self::Rule("past-rate"), Self::Rule("flat-average")];

    /// Name used in files and tables.
    #[must_use]
    pub fn id(&self) -> String {
        match self {
            Self::Model(model) => model.name().to_owned(),
            Self::InExposure { model, .. } => format!("{}{IN_EXPOSURE}", model.name()),
            Self::Rule(name) => (*name).to_owned(),
            Self::Learned(learner) => learner.name().to_owned(),
        }
    }

    /// Number of estimated parameters.
    #[must_use]
    pub fn parameters(&self) -> usize {
        match self {
            Self::Model(model) => model.parameter_names().len(),
            Self::InExposure { model, factors } => model.parameter_names().len() + factors,
            Self::Rule(name) => usize::from(*name == "flat-average"),
            Self::Learned(learner) => learner.parameters(),
        }
    }

    /// Whether it is a rule of thumb.
    #[must_use]
    pub fn is_rule(&self) -> bool {
        matches!(self, Self::Rule(_))
    }

    /// Whether it must be taught.
    #[must_use]
    pub fn is_learned(&self) -> bool {
        matches!(self, Self::Learned(_))
    }

    /// Learns from what was known; ready to forecast the window.
    pub(super) fn learn(&self, window: &Window) -> Result<Forecaster, NotReady> {
        let (before, horizon) = (window.before(), window.horizon());
        match self {
            Self::Learned(learner) => {
                let lessons = window.lessons().ok_or(LearnError::HistoryTooShort { horizon })?;
                Ok(Forecaster::Learned(learner.learn(lessons)?))
            }
            Self::Rule(name) => {
                let rule = NaiveRule::all(before).into_iter().find(|rule| rule.name() == *name);
                Ok(Forecaster::Rule { rule: rule.unwrap_or(NaiveRule::NobodyReturns), horizon })
            }
            Self::Model(model) => {
                let fit = model.fit(before)?;
                let parameters = model.parameters_from(&fit.parameters)?;
                let predictor = model.predictor(&parameters, Terms::new(horizon, 0.0)?)?;
                let uncertainty = uncertainty(&fit);
                Ok(Forecaster::Model { predictor, uncertainty, exposure: None })
            }
            Self::InExposure { model, .. } => {
                let exposure = window.exposure().ok_or(NotReady::NoExposure)?.clone()?;
                let fit = model.fit(&exposure.statistics(before, window.ln_gaps())?)?;
                let parameters = model.parameters_from(&fit.parameters)?;
                let predictor = model.predictor(&parameters, Terms::new(exposure.horizon(horizon)?, 0.0)?)?;
                for seen in window.seen() {
                    exposure.history(&seen.history)?;
                }
                Ok(Forecaster::Model { predictor, uncertainty: uncertainty(&fit), exposure: Some(exposure) })
            }
        }
    }
}

/// Why a contestant could not learn.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotReady {
    #[error(transparent)]
    Fit(#[from] FitError),
    #[error(transparent)]
    Parameters(#[from] ParameterError),
    #[error(transparent)]
    Learn(#[from] LearnError),
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    #[error("the origin has no calendar, expected one at each")]
    NoExposure,
}

impl NotReady {
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Fit(error) => error.code(),
            Self::Parameters(error) => error.code(),
            Self::Learn(error) => error.code(),
            Self::Calendar(error) => error.code(),
            Self::NoExposure => "calendar-missing",
        }
    }

    pub(super) fn values(&self) -> Vec<(String, String)> {
        let values = match self {
            Self::Fit(error) => error.values(),
            Self::Learn(error) => error.values(),
            Self::Calendar(error) => error.values(),
            Self::Parameters(_) | Self::NoExposure => Vec::new(),
        };
        values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }
}

/// None where the fit has no covariance.
fn uncertainty(fit: &Fit) -> Option<Uncertainty> {
    Uncertainty::new(Some(fit), None).ok()
}

//! Why covariates cannot be used.

use crate::fit::ParameterError;
use crate::interval::UncertaintyError;

/// Why covariates are refused.
///
/// Rows count from 1 in the order in which customers were given.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum CovariateError {
    /// A value is not a number.
    #[error("row `{row}`: covariate `{covariate}` is `{value}`, expected a finite number")]
    NotFinite {
        /// Row of the customer.
        row: usize,
        /// Name of the covariate.
        covariate: String,
        /// The value.
        value: f64,
    },
    /// A customer has too many or too few values.
    #[error("row `{row}` has `{found}` covariates, expected `{expected}`")]
    Count {
        /// Row of the customer.
        row: usize,
        /// How many were given.
        found: usize,
        /// How many there are names for.
        expected: usize,
    },
    /// The weight of a customer is not a positive number.
    #[error("row `{row}`: weight `{weight}` was expected to be positive and finite")]
    Weight {
        /// Row of the customer.
        row: usize,
        /// The weight.
        weight: f64,
    },
    /// All customers have the same value.
    #[error("covariate `{covariate}` is `{value}` for all customers, expected some variation")]
    Constant {
        /// Name of the covariate.
        covariate: String,
        /// The value.
        value: f64,
    },
    /// A covariate follows from others.
    #[error(
        "covariate `{covariate}` is a sum of multiples of others (`{others}`), expected it to say something of its own"
    )]
    Collinear {
        /// Name of the covariate.
        covariate: String,
        /// Names of those it follows from.
        others: String,
    },
    /// A model wants a covariate that the customers do not have.
    #[error("covariate `{covariate}` is missing, expected it among `{known}`")]
    Missing {
        /// Name of the covariate.
        covariate: String,
        /// Names there are.
        known: String,
    },
    /// A covariate is named twice.
    #[error("covariate `{covariate}` is named more than once in `{place}`, expected it once")]
    Repeated {
        /// Name of the covariate.
        covariate: String,
        /// Where.
        place: String,
    },
    /// A covariate has more coefficients than parameters it scales.
    #[error(
        "covariate `{covariate}` has `{coefficients}` coefficients on `{parameters}` parameters, expected no more than parameters"
    )]
    Undetermined {
        /// Name of the covariate.
        covariate: String,
        /// Number of its coefficients.
        coefficients: usize,
        /// Number of parameters these scale.
        parameters: usize,
    },
    /// The model has no such effect.
    #[error("effect `{effect}` is not known to `{model}`, expected {expected}")]
    Effect {
        /// The effect asked for.
        effect: String,
        /// Name of the model.
        model: &'static str,
        /// Those there are.
        expected: String,
    },
    /// No covariate is given any effect.
    #[error("no covariate has an effect on `{model}`, expected at least one")]
    NoCovariate {
        /// Name of the model.
        model: &'static str,
    },
    /// Covariates are not known of every customer that is asked about.
    #[error("`{found}` customers have covariates, expected `{expected}`")]
    Customers {
        /// Customers with covariates.
        found: usize,
        /// Customers asked about.
        expected: usize,
    },
    /// A parameter scaled by covariates is zero or infinite.
    #[error("parameter `{parameter}` at covariates of `{covariates}` is `{value}`, expected a positive finite number")]
    OutOfRange {
        /// Name of the parameter.
        parameter: &'static str,
        /// The covariates.
        covariates: String,
        /// Its value there.
        value: f64,
    },
    /// The parameters are not the model's.
    #[error(transparent)]
    Parameter(#[from] ParameterError),
    /// A fit brings no uncertainty.
    #[error(transparent)]
    Uncertainty(#[from] UncertaintyError),
}

impl CovariateError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFinite { .. } => "covariate-not-finite",
            Self::Count { .. } => "covariate-count",
            Self::Weight { .. } => "covariate-weight",
            Self::Constant { .. } => "covariate-constant",
            Self::Collinear { .. } => "covariate-collinear",
            Self::Missing { .. } => "covariate-missing",
            Self::Repeated { .. } => "covariate-repeated",
            Self::Undetermined { .. } => "covariate-undetermined",
            Self::Effect { .. } => "covariate-effect-unknown",
            Self::NoCovariate { .. } => "covariate-none",
            Self::Customers { .. } => "covariate-customers",
            Self::OutOfRange { .. } => "covariate-out-of-range",
            Self::Parameter(error) => error.code(),
            Self::Uncertainty(_) => "fit-without-covariance",
        }
    }

    /// The values in the sentence, by name.
    #[must_use]
    pub fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotFinite { row, covariate, value } => {
                vec![("row", row.to_string()), ("covariate", covariate.clone()), ("value", value.to_string())]
            }
            Self::Count { row, found, expected } => {
                vec![("row", row.to_string()), ("found", found.to_string()), ("expected", expected.to_string())]
            }
            Self::Weight { row, weight } => vec![("row", row.to_string()), ("weight", weight.to_string())],
            Self::Constant { covariate, value } => {
                vec![("covariate", covariate.clone()), ("value", value.to_string())]
            }
            Self::Collinear { covariate, others } => {
                vec![("covariate", covariate.clone()), ("others", others.clone())]
            }
            Self::Missing { covariate, known } => vec![("covariate", covariate.clone()), ("known", known.clone())],
            Self::Repeated { covariate, place } => vec![("covariate", covariate.clone()), ("place", place.clone())],
            Self::Undetermined { covariate, coefficients, parameters } => vec![
                ("covariate", covariate.clone()),
                ("coefficients", coefficients.to_string()),
                ("parameters", parameters.to_string()),
            ],
            Self::Effect { effect, model, expected } => {
                vec![("effect", effect.clone()), ("model", (*model).to_owned()), ("expected", expected.clone())]
            }
            Self::NoCovariate { model } => vec![("model", (*model).to_owned())],
            Self::Customers { found, expected } => {
                vec![("found", found.to_string()), ("expected", expected.to_string())]
            }
            Self::OutOfRange { parameter, covariates, value } => vec![
                ("parameter", (*parameter).to_owned()),
                ("covariates", covariates.clone()),
                ("value", value.to_string()),
            ],
            Self::Parameter(_) | Self::Uncertainty(_) => Vec::new(),
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NotFinite { .. } => "fill the gap, for example with the mean and a second column that marks it",
            Self::Count { .. } | Self::Customers { .. } | Self::Missing { .. } => {
                "give every customer a value of every covariate, in the order of their names"
            }
            Self::Weight { .. } => "a weight says how many customers share the row",
            Self::Constant { .. } => "leave the covariate out: it cannot tell customers apart",
            Self::Collinear { .. } => {
                "leave one of them out; of the columns that mark each value of an attribute, one has to go"
            }
            Self::Repeated { .. } => "name every covariate once for every effect",
            Self::Undetermined { .. } => "use `lifetime`, or `lifetime-a` and `lifetime-b`, not all three",
            Self::Effect { .. } => "choose one of the effects of the model, or another model",
            Self::NoCovariate { .. } => "name a covariate, or fit the model without any",
            Self::OutOfRange { .. } => {
                "count the covariate from a typical value and in a unit in which customers differ by about one"
            }
            Self::Parameter(error) => error.hint(),
            Self::Uncertainty(_) => "fit again with fewer covariates: the information about these is singular",
        }
    }
}

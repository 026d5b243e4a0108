//! Why a model was not fitted, in a form that pages can show in any language.

use super::Fit;
use crate::covariates::CovariateError;
use crate::optimise::Toward;

/// Why numbers are not the parameters of a model.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ParameterError {
    /// A parameter has no value.
    #[error("parameter `{name}` is missing")]
    Missing {
        /// Its name.
        name: String,
    },
    /// A value has a name that the model does not know.
    #[error("parameter `{name}` is not known: expected {expected}")]
    Unknown {
        /// The name given.
        name: String,
        /// The names of the model.
        expected: String,
    },
    /// There are too many or too few numbers.
    #[error("`{found}` parameters were given, expected `{expected}`")]
    Count {
        /// How many were given.
        found: usize,
        /// How many the model has.
        expected: usize,
    },
    /// A parameter is not a positive number.
    #[error("parameter `{name}` is `{value}`, expected a positive finite number")]
    NotPositive {
        /// Its name.
        name: String,
        /// Its value.
        value: f64,
    },
    /// A parameter that may be negative is not a number.
    #[error("parameter `{name}` is `{value}`, expected a finite number")]
    NotFinite {
        /// Its name.
        name: String,
        /// Its value.
        value: f64,
    },
    /// A horizon, discount or age is negative or not finite.
    #[error("{name} is `{value}`, expected a finite number that is not negative")]
    NotATime {
        /// What it is.
        name: &'static str,
        /// Its value.
        value: f64,
    },
    /// A parameter is not a whole number of its range.
    #[error("parameter `{name}` is `{value}`, expected a whole number from 1 to {most}")]
    NotWhole {
        /// Its name.
        name: String,
        /// Its value.
        value: f64,
        /// The largest that is accepted.
        most: u32,
    },
    /// A log-likelihood of regular gaps was asked of a sample that does not know them.
    #[error("the gaps between purchases are not known, expected the sum of their logarithms for `k` of `{stages}`")]
    GapsUnknown {
        /// k.
        stages: u32,
    },
    /// A horizon lies further ahead than the model looks.
    #[error("{name} is `{value}`, expected at most `{most}`")]
    TooFar {
        /// What it is.
        name: &'static str,
        /// Its value.
        value: f64,
        /// The furthest that is looked at.
        most: f64,
    },
}

impl ParameterError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "parameter-missing",
            Self::Unknown { .. } => "parameter-unknown",
            Self::Count { .. } => "parameter-count",
            Self::NotPositive { .. } => "parameter-not-positive",
            Self::NotFinite { .. } => "parameter-not-finite",
            Self::NotATime { .. } => "parameter-not-a-time",
            Self::NotWhole { .. } => "parameter-not-whole",
            Self::GapsUnknown { .. } => "parameter-gaps-unknown",
            Self::TooFar { .. } => "parameter-too-far",
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Missing { .. } | Self::Unknown { .. } | Self::Count { .. } => {
                "parameters are named as in the model's paper; `patron fit` prints them"
            }
            Self::NotPositive { .. } => "all parameters of this model are positive",
            Self::NotFinite { .. } => "check the amounts it was estimated from",
            Self::NotATime { .. } => "times and rates are counted forward, in the unit of the parameters",
            Self::NotWhole { .. } => "1 is purchases at random moments; larger numbers are more regular purchases",
            Self::GapsUnknown { .. } => GAPS_HINT,
            Self::TooFar { .. } => "choose a nearer horizon or a longer time unit",
        }
    }

    /// Checks number and sign of a model's parameters.
    pub(crate) fn check(names: &[&str], values: &[f64]) -> Result<(), Self> {
        if values.len() != names.len() {
            return Err(Self::Count { found: values.len(), expected: names.len() });
        }
        match names.iter().zip(values).find(|(_, value)| !(value.is_finite() && **value > 0.0)) {
            Some((name, value)) => Err(Self::NotPositive { name: (*name).to_owned(), value: *value }),
            None => Ok(()),
        }
    }
}

const GAPS_HINT: &str =
    "add the column `ln_gaps`: for each customer the sum of ln(time between consecutive purchases), 0 without repeats";

/// Why a model was not fitted.
///
/// [`FitError::code`] is stable and [`FitError::values`] names the numbers of the sentence, so that a page can say it
/// in another language.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum FitError {
    /// The sample is smaller than the model can use.
    #[error("`{customers}` customers are too few for this model: expected at least `{needed}`")]
    TooFewCustomers {
        /// Customers in the sample.
        customers: f64,
        /// The least that is accepted.
        needed: f64,
    },
    /// Not one customer bought again.
    #[error("`0` of `{customers}` customers bought again: expected at least `{needed}`")]
    NobodyRepeats {
        /// Customers in the sample.
        customers: f64,
        /// The least number of repeaters that is accepted.
        needed: f64,
    },
    /// Too few customers bought again.
    #[error("`{repeaters}` of `{customers}` customers bought again: expected at least `{needed}`")]
    TooFewRepeaters {
        /// Customers with a repeat purchase.
        repeaters: f64,
        /// Customers in the sample.
        customers: f64,
        /// The least number of repeaters that is accepted.
        needed: f64,
    },
    /// No time has passed since any first purchase.
    #[error("the longest time since a first purchase is `0`: expected some time of observation")]
    NoTimeObserved,
    /// All customers are alike, so that nothing can be learnt about their differences.
    #[error("all `{customers}` customers have the same history: expected some variation")]
    NoVariation {
        /// Customers in the sample.
        customers: f64,
    },
    /// The regularity of purchases is to be estimated from a sample without the gaps between them.
    #[error(
        "the column `ln_gaps` is missing, expected the sum of the logarithms of each customer's gaps between purchases"
    )]
    GapsUnknown,
    /// Fewer renewals were observed than the model has parameters.
    #[error(
        "customers were due at `{periods}` different renewals, too few for this model: expected at least `{needed}`"
    )]
    TooFewPeriods {
        /// Renewals at which somebody was due.
        periods: usize,
        /// The least that is accepted.
        needed: usize,
    },
    /// Not one customer left.
    #[error("`0` of `{customers}` customers left: expected some who did")]
    NobodyLeaves {
        /// Customers in the sample.
        customers: f64,
    },
    /// Not one customer renewed.
    #[error("`0` of `{customers}` customers renewed: expected some who did")]
    NobodyRenews {
        /// Customers in the sample.
        customers: f64,
    },
    /// The sample cannot tell two sources of variation apart.
    #[error(
        "differences between customers cannot be told from those within: all `{customers}` customers have the same number of purchases and no variance of their own, expected different numbers or some variances"
    )]
    NotIdentified {
        /// Customers in the sample.
        customers: f64,
    },
    /// A history that is not one of whole opportunities.
    #[error(
        "frequency `{frequency}`, recency `{recency}` and age `{age}` were expected to be whole opportunities, with at most one purchase each and at most `{most}` of them"
    )]
    NotOpportunities {
        /// Repeat purchases.
        frequency: u32,
        /// Time from first to last purchase.
        recency: f64,
        /// Time from first purchase to the valuation date.
        age: f64,
        /// The most opportunities that are looked at.
        most: f64,
    },
    /// The likelihood has no inner maximum: a parameter runs to zero or infinity.
    #[error("parameter `{parameter}` runs to {}, expected an inner maximum: {meaning}", limit(*toward))]
    Boundary {
        /// The parameter that runs furthest.
        parameter: &'static str,
        /// Where it runs.
        toward: Toward,
        /// What that says about the customers.
        meaning: &'static str,
        /// The point at which the search was stopped; not an estimate.
        stopped_at: Box<Fit>,
    },
    /// The same of the coefficient of a covariate.
    #[error("coefficient `{coefficient}` runs to {} infinity, expected an inner maximum: {meaning}", sign(*toward))]
    CoefficientBoundary {
        /// Its name.
        coefficient: String,
        /// Where it runs: toward minus infinity is `Zero`, as its exponential does.
        toward: Toward,
        /// What that says about the customers.
        meaning: &'static str,
        /// The point at which the search was stopped; not an estimate.
        stopped_at: Box<Fit>,
    },
    /// The covariates cannot be used.
    #[error(transparent)]
    Covariates(#[from] CovariateError),
    /// The search ended without a maximum.
    #[error("no maximum of the likelihood was found in `{}` evaluations: the slope is still `{gradient_norm}`, expected less than 1e-8", stopped_at.iterations)]
    NotConverged {
        /// Largest derivative of the mean log-likelihood by the logarithm of a parameter.
        gradient_norm: f64,
        /// The point at which the search was stopped; not an estimate.
        stopped_at: Box<Fit>,
    },
}

fn limit(toward: Toward) -> &'static str {
    match toward {
        Toward::Zero => "zero",
        Toward::Infinity => "infinity",
    }
}

fn sign(toward: Toward) -> &'static str {
    match toward {
        Toward::Zero => "minus",
        Toward::Infinity => "plus",
    }
}

impl FitError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooFewCustomers { .. } => "fit-too-few-customers",
            Self::NobodyRepeats { .. } => "fit-nobody-repeats",
            Self::TooFewRepeaters { .. } => "fit-too-few-repeaters",
            Self::NoTimeObserved => "fit-no-time-observed",
            Self::NoVariation { .. } => "fit-no-variation",
            Self::GapsUnknown => "fit-gaps-unknown",
            Self::TooFewPeriods { .. } => "fit-too-few-periods",
            Self::NobodyLeaves { .. } => "fit-nobody-leaves",
            Self::NobodyRenews { .. } => "fit-nobody-renews",
            Self::NotIdentified { .. } => "fit-not-identified",
            Self::NotOpportunities { .. } => "fit-not-opportunities",
            Self::Boundary { .. } => "fit-boundary",
            Self::CoefficientBoundary { .. } => "fit-coefficient-boundary",
            Self::Covariates(error) => error.code(),
            Self::NotConverged { .. } => "fit-not-converged",
        }
    }

    /// The values in the sentence, by name.
    #[must_use]
    pub fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooFewCustomers { customers, needed } | Self::NobodyRepeats { customers, needed } => {
                vec![("customers", customers.to_string()), ("needed", needed.to_string())]
            }
            Self::TooFewRepeaters { repeaters, customers, needed } => vec![
                ("repeaters", repeaters.to_string()),
                ("customers", customers.to_string()),
                ("needed", needed.to_string()),
            ],
            Self::NoTimeObserved | Self::GapsUnknown => Vec::new(),
            Self::NoVariation { customers }
            | Self::NobodyLeaves { customers }
            | Self::NobodyRenews { customers }
            | Self::NotIdentified { customers } => vec![("customers", customers.to_string())],
            Self::TooFewPeriods { periods, needed } => {
                vec![("periods", periods.to_string()), ("needed", needed.to_string())]
            }
            Self::NotOpportunities { frequency, recency, age, most } => vec![
                ("frequency", frequency.to_string()),
                ("recency", recency.to_string()),
                ("age", age.to_string()),
                ("most", most.to_string()),
            ],
            Self::Boundary { parameter, toward, .. } => {
                vec![("parameter", (*parameter).to_owned()), ("toward", limit(*toward).to_owned())]
            }
            Self::CoefficientBoundary { coefficient, toward, .. } => {
                vec![("coefficient", coefficient.clone()), ("toward", format!("{} infinity", sign(*toward)))]
            }
            Self::Covariates(error) => error.values(),
            Self::NotConverged { gradient_norm, stopped_at } => {
                vec![("gradient_norm", gradient_norm.to_string()), ("iterations", stopped_at.iterations.to_string())]
            }
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::TooFewCustomers { .. } => "use a simple rule until there are more customers",
            Self::NobodyRepeats { .. } | Self::TooFewRepeaters { .. } => {
                "observe for longer, or check that orders carry the right customer id"
            }
            Self::NoTimeObserved => "choose a later valuation date, or import more than one day of orders",
            Self::NoVariation { .. } => "check how orders are matched to customers and days",
            Self::GapsUnknown => GAPS_HINT,
            Self::TooFewPeriods { .. } => "observe for longer, or use a model with fewer parameters",
            Self::NobodyLeaves { .. } => "observe for longer, or check that customers who left are in the table",
            Self::NobodyRenews { .. } => "check that renewals are counted after the first payment",
            Self::NotIdentified { .. } => "give the variance of each customer's purchases, or use the plain mean",
            Self::NotOpportunities { .. } => {
                "count time in opportunities to buy (such as years or events), and purchases at one of them as one"
            }
            Self::CoefficientBoundary { .. } => "leave the covariate out, or put its rare values together with others",
            Self::Covariates(error) => error.hint(),
            Self::Boundary { .. } => "use a simple rule, such as the average of all, or observe for longer",
            Self::NotConverged { .. } => "check the time unit and the largest frequencies, or use the simple rule",
        }
    }
}

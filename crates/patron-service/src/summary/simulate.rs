//! An order log drawn from a model, for trying things out and for measuring speed.

use chrono::NaiveDate;
use patron_models::fit::NamedValues;
use patron_models::gamma_gamma::GammaGamma;
use patron_models::transaction::{transaction_model, transaction_models};

use super::order_log::OrderLog;
use super::problem;
use crate::error::{Result, ServiceError};

/// What to draw. Times are in weeks, and so are the parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct Simulation {
    /// Name of the transaction model.
    pub model: String,
    /// Its parameters; the published ones where `None`.
    pub parameters: Option<NamedValues>,
    /// Parameters of the Gamma-Gamma spend; without them the log has no amounts.
    pub spend: Option<NamedValues>,
    /// How many customers.
    pub customers: u32,
    /// Length of the log in weeks.
    pub weeks: u32,
    /// First purchases are spread evenly over so many weeks at the beginning.
    pub start_weeks: u32,
    /// First day of the log.
    pub start: NaiveDate,
    /// The same seed gives the same log.
    pub seed: u64,
}

/// Draws the orders of a simulation.
///
/// # Errors
/// When there is no such model, its parameters are not the model's, or the numbers leave nothing to draw.
pub fn simulate(simulation: &Simulation) -> Result<OrderLog> {
    let model = transaction_model(&simulation.model).ok_or_else(|| {
        let names: Vec<&str> = transaction_models().iter().map(|model| model.name()).collect();
        problem::unknown_model(&simulation.model, &names.join(", "))
    })?;
    let wrong = |error| problem::parameters(&simulation.model, &error);
    let parameters = match &simulation.parameters {
        Some(named) => model.parameters_from(named).map_err(wrong)?,
        None => model.published_parameters().to_vec(),
    };
    let spend = simulation.spend.as_ref().map(GammaGamma::from_named).transpose();
    let spend = spend.map_err(|error| problem::parameters(GammaGamma::NAME, &error))?;
    check(simulation)?;
    let first_days: Vec<u32> = (0..simulation.customers).map(|i| first_day(i, 7 * simulation.start_weeks)).collect();
    let ages: Vec<f64> = first_days.iter().map(|day| f64::from(simulation.weeks) - f64::from(*day) / 7.0).collect();
    let repeats = model.simulate(&parameters, &ages, simulation.seed).map_err(wrong)?;
    let amounts = match spend {
        Some(spend) => {
            let counts: Vec<usize> = repeats.iter().map(|times| times.len() + 1).collect();
            Some(
                spend
                    .simulate(&counts, simulation.seed)
                    .map_err(|error| problem::parameters(GammaGamma::NAME, &error))?,
            )
        }
        None => None,
    };
    OrderLog::new(simulation.start, &first_days, &repeats, amounts.as_deref())
}

fn check(simulation: &Simulation) -> Result<()> {
    let Simulation { customers, weeks, start_weeks, .. } = *simulation;
    let refuse = |name: &str, value: u32, expected: String| {
        Err(ServiceError::new("simulation", format!("{name} is `{value}`, expected {expected}"))
            .hint(format!("say `--{name}` with another number"))
            .value("name", name)
            .value("value", value))
    };
    if customers == 0 {
        return refuse("customers", customers, "at least one".to_owned());
    }
    if !(1..=5200).contains(&weeks) {
        return refuse("weeks", weeks, "from 1 to 5200".to_owned());
    }
    if !(1..=weeks).contains(&start_weeks) {
        return refuse("start-weeks", start_weeks, format!("from 1 to the `{weeks}` weeks of the log"));
    }
    Ok(())
}

/// The first day of customer `i` among `days`: multiples of the golden ratio fill any interval evenly.
fn first_day(i: u32, days: u32) -> u32 {
    let turn = (f64::from(i) * 0.618_033_988_749_894_9).fract();
    (turn * f64::from(days)) as u32
}

//! How many customers are still active.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::fit::{Fit, ParameterError};
use crate::history::{Statistics, WeightedHistory};
use crate::special::normal_quantile;
use crate::transaction::{Alive, MAX_PARAMETERS, Predictor, Terms, TransactionModel};

use super::{HIGH, Uncertainty};

/// Distinct histories that are predicted at a time.
const CHUNK: usize = 16_384;

/// The number of active customers with its 90 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LiveCustomers {
    /// Σ P(alive).
    pub expected: f64,
    /// 5 % quantile.
    pub low: f64,
    /// 95 % quantile.
    pub high: f64,
}

/// The number of active customers: Σ P(alive), with an interval from Σ P (1 − P), for who in fact is, and from the
/// uncertainty of the parameters, which moves all customers together. Normal on the scale ln(n / (N − n)), so that it
/// stays between nobody and everybody.
///
/// None where the fit has no covariance, and where everybody is active for certain.
///
/// # Errors
/// When the parameters are not the model's.
pub fn live_customers(
    model: &dyn TransactionModel,
    fit: &Fit,
    statistics: &Statistics,
) -> Result<Option<LiveCustomers>, ParameterError> {
    let Ok(uncertainty) = Uncertainty::new(Some(fit), None) else { return Ok(None) };
    let parameters = model.parameters_from(&fit.parameters)?;
    // P(alive) does not depend on the horizon.
    let sums_at = |at: &[f64]| -> Result<Sums, ParameterError> {
        Ok(sums(model.predictor(at, Terms::new(0.0, 0.0)?)?.as_ref(), statistics.rows()))
    };
    let here = sums_at(&parameters)?;
    let all = statistics.customers();
    if !(here.expected > 0.0 && here.expected < all) {
        return Ok(None);
    }
    let whole = model.whole_parameters();
    let mut gradient = here.gradient.map_or_else(|| vec![0.0; parameters.len()], |known| known.to_vec());
    let by_differences = here.gradient.is_none();
    let free = |(_, name): &(usize, &&str)| by_differences && !whole.contains(*name);
    for (place, _) in model.parameter_names().iter().enumerate().filter(free) {
        let step = 1e-4 * parameters[place].abs();
        let moved = |by: f64| {
            let mut moved = parameters.clone();
            moved[place] += by;
            sums_at(&moved).map(|sums| sums.expected)
        };
        gradient[place] = (moved(step)? - moved(-step)?) / (2.0 * step);
    }
    let variance = here.variance + uncertainty.variance(&gradient, &[]);
    let share = here.expected / all;
    let middle = (share / (1.0 - share)).ln();
    let reach = normal_quantile(HIGH) * variance.sqrt() / (all * share * (1.0 - share));
    let number = |logit: f64| all / (1.0 + (-logit).exp());
    Ok(Some(LiveCustomers { expected: here.expected, low: number(middle - reach), high: number(middle + reach) }))
}

#[derive(Debug, Clone, Copy)]
struct Sums {
    expected: f64,
    variance: f64,
    /// of `expected` by the parameters, where the predictor knows it
    gradient: Option<[f64; MAX_PARAMETERS]>,
}

impl Sums {
    fn add(&mut self, alive: f64, weight: f64) {
        self.expected += weight * alive;
        self.variance += weight * alive * (1.0 - alive);
    }
}

fn sums(predictor: &dyn Predictor, rows: &[WeightedHistory]) -> Sums {
    let mut sums = Sums { expected: 0.0, variance: 0.0, gradient: Some([0.0; MAX_PARAMETERS]) };
    for chunk in rows.chunks(CHUNK) {
        let known: Option<Vec<Alive>> = chunk.par_iter().map(|row| predictor.alive(&row.history)).collect();
        let Some(known) = known else {
            sums.gradient = None;
            let histories: Vec<_> = chunk.iter().map(|row| row.history).collect();
            for (row, prediction) in chunk.iter().zip(predictor.predict_all(&histories)) {
                sums.add(prediction.probability_alive, row.weight);
            }
            continue;
        };
        for (row, alive) in chunk.iter().zip(known) {
            sums.add(alive.probability, row.weight);
            for (sum, slope) in sums.gradient.iter_mut().flatten().zip(alive.gradient) {
                *sum += row.weight * slope;
            }
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::History;
    use crate::transaction::transaction_model;

    /// Simulated customers of whom it is known who was active: those who bought again within longer than anybody
    /// waits; in BG/NBD nobody stops without having bought.
    #[test]
    fn the_interval_holds_the_number_that_was_active() {
        let model = transaction_model("bg-nbd").unwrap();
        let parameters = [1.5, 8.0, 1.0, 2.5];
        let (watched, ever) = (52.0, 20_000.0);
        let mut held = 0;
        for seed in 0..20 {
            let lives = model.simulate(&parameters, &vec![ever; 600], seed).unwrap();
            let active = lives.iter().filter(|times| times.iter().any(|time| *time > watched)).count() as f64;
            let seen = lives.iter().map(|times| {
                let known: Vec<f64> = times.iter().copied().filter(|time| *time <= watched).collect();
                History::new(known.len() as u32, known.last().copied().unwrap_or(0.0), watched).unwrap()
            });
            let statistics: Statistics = seen.collect();
            let Ok(fit) = model.fit(&statistics) else { continue };
            let live = live_customers(model, &fit, &statistics).unwrap().unwrap();
            assert!(0.0 < live.low && live.low < live.expected && live.expected < live.high && live.high < 600.0);
            held += u32::from((live.low..=live.high).contains(&active));
        }
        // 20 intervals of 90 %: fewer than 15 would be a chance of one in a hundred.
        assert!(held >= 15, "{held}");
    }

    #[test]
    fn where_nobody_stops_there_is_nothing_to_estimate() {
        let model = transaction_model("nbd").unwrap();
        let times = model.simulate(&[1.0, 5.0], &[40.0; 300], 3).unwrap();
        let statistics: Statistics = times
            .iter()
            .map(|times| History::new(times.len() as u32, times.last().copied().unwrap_or(0.0), 40.0).unwrap())
            .collect();
        let fit = model.fit(&statistics).unwrap();
        assert_eq!(live_customers(model, &fit, &statistics).unwrap(), None);
    }
}

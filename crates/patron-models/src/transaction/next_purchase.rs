//! When the next purchase comes.

use serde::{Deserialize, Serialize};

use super::{Terms, TransactionModel};
use crate::fit::ParameterError;
use crate::history::History;

/// Halvings of the horizon: a year is searched to a few seconds.
const HALVINGS: u32 = 24;

/// Times from the valuation date to the next purchase, given that one comes within the horizon.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct NextPurchase {
    /// 5 % come earlier.
    pub low: f64,
    /// Half come earlier.
    pub median: f64,
    /// 5 % come later.
    pub high: f64,
}

/// Quantiles of the time to the next purchase: t with P(return within t) = q · P(return within H), for q of 5 %, 50 %
/// and 95 %. Parameters are taken as known; times are in the unit of the history. None where no purchase is possible.
///
/// # Errors
/// When the parameters are not the model's or the horizon is no time.
pub fn next_purchase(
    model: &dyn TransactionModel,
    parameters: &[f64],
    history: &History,
    horizon: f64,
) -> Result<Option<NextPurchase>, ParameterError> {
    let returns = |within: f64| -> Result<f64, ParameterError> {
        Ok(model.predictor(parameters, Terms::new(within, 0.0)?)?.predict(history).probability_return)
    };
    let all = returns(horizon)?;
    if !(all > 0.0) {
        return Ok(None);
    }
    let quantile = |share: f64| -> Result<f64, ParameterError> {
        let (mut low, mut high) = (0.0, horizon);
        for _ in 0..HALVINGS {
            let middle = 0.5 * (low + high);
            if returns(middle)? < share * all {
                low = middle;
            } else {
                high = middle;
            }
        }
        Ok(0.5 * (low + high))
    };
    Ok(Some(NextPurchase { low: quantile(0.05)?, median: quantile(0.5)?, high: quantile(0.95)? }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transaction::{Clock, transaction_model, transaction_models};

    #[test]
    fn without_a_stop_the_quantiles_are_in_closed_form() {
        // NBD: P(return within t) = 1 − ((α+T)/(α+T+t))^(r+x).
        let (r, alpha, horizon) = (0.8, 6.0, 52.0);
        let history = History::new(4, 20.0, 30.0).unwrap();
        let found = next_purchase(transaction_model("nbd").unwrap(), &[r, alpha], &history, horizon).unwrap().unwrap();
        let whole = 1.0 - (36.0_f64 / (36.0 + horizon)).powf(4.8);
        let exact = |share: f64| 36.0 * ((1.0 - share * whole).powf(-1.0 / 4.8) - 1.0);
        for (time, share) in [(found.low, 0.05), (found.median, 0.5), (found.high, 0.95)] {
            assert!((time - exact(share)).abs() < 1e-5, "{share}: {time} {}", exact(share));
        }
    }

    #[test]
    fn every_model_of_days_knows_an_order_of_times() {
        for model in transaction_models().iter().filter(|model| model.clock() == Clock::Continuous) {
            for (x, t_x, age) in [(0, 0.0, 30.0), (6, 29.0, 30.0), (6, 5.0, 30.0)] {
                let history = History::new(x, t_x, age).unwrap();
                let found = next_purchase(*model, model.published_parameters(), &history, 52.0).unwrap().unwrap();
                assert!(0.0 < found.low && found.low < found.median, "{}: {found:?}", model.name());
                assert!(found.median < found.high && found.high < 52.0, "{}: {found:?}", model.name());
            }
            let none = next_purchase(*model, model.published_parameters(), &History::NEW, 0.0).unwrap();
            assert_eq!(none, None);
        }
    }
}

use patron_models::history::Statistics;
use patron_models::holdout::{self, HoldoutError, Outcomes};
use patron_models::naive::NaiveRule;

use crate::views::{Contestant, FrequencyBar, ReliabilityBin};

use super::forecast::Forecast;
use crate::analyses::lifetime_value::past::Seen;

/// Numbers of repeat purchases that are shown apart.
const SHOWN_FREQUENCIES: u32 = 7;
const BINS: usize = 10;

/// The model and the three naive rules, smallest RMSE first.
pub(super) fn contestants(
    model: &str,
    seen: &[Seen],
    forecast: &Forecast,
    horizon: f64,
    before: &Statistics,
) -> Result<Vec<Contestant>, HoldoutError> {
    let outcomes = Outcomes::new(seen.iter().map(|customer| customer.actual).collect())?;
    let mut contestants = vec![contestant(model, &forecast.expected, &outcomes)?];
    for rule in NaiveRule::all(before) {
        let expected: Vec<f64> =
            seen.iter().map(|customer| rule.expected_purchases(&customer.history, horizon)).collect();
        contestants.push(contestant(rule.name(), &expected, &outcomes)?);
    }
    contestants.sort_by(|left, right| left.rmse.total_cmp(&right.rmse));
    Ok(contestants)
}

fn contestant(id: &str, predicted: &[f64], outcomes: &Outcomes) -> Result<Contestant, HoldoutError> {
    let accuracy = outcomes.accuracy(predicted)?;
    Ok(Contestant {
        id: id.to_owned(),
        predicted_purchases: accuracy.predicted_total,
        bias: accuracy.bias,
        rmse: accuracy.rmse,
        mae: accuracy.mae,
        correlation: accuracy.correlation,
        gini: accuracy.gini,
    })
}

/// Mean purchases in the holdout by repeat purchases before it.
pub(super) fn by_frequency(seen: &[Seen], forecast: &Forecast) -> Vec<FrequencyBar> {
    let bar = |frequency: u32| {
        let and_more = frequency == SHOWN_FREQUENCIES;
        let (mut customers, mut actual, mut expected) = (0_u64, 0.0, 0.0);
        for (customer, expectation) in seen.iter().zip(&forecast.expected) {
            if customer.history.frequency().min(SHOWN_FREQUENCIES) == frequency {
                customers += 1;
                actual += customer.actual;
                expected += expectation;
            }
        }
        let share = mean_of(customers);
        FrequencyBar { frequency, and_more, customers, actual: actual * share, expected: expected * share }
    };
    (0..=SHOWN_FREQUENCIES).map(bar).filter(|bar| bar.customers > 0).collect()
}

/// Stated P(return) against the share that did return, in ten bins of about equal size.
pub(super) fn reliability(seen: &[Seen], forecast: &Forecast) -> Result<Vec<ReliabilityBin>, HoldoutError> {
    let returned: Vec<bool> = seen.iter().map(|customer| customer.actual > 0.0).collect();
    let bins = holdout::reliability(&forecast.returns, &returned, BINS)?;
    let shown = bins.into_iter().map(|bin| ReliabilityBin {
        from: bin.lowest,
        to: bin.highest,
        customers: bin.customers as u64,
        predicted: bin.predicted,
        actual: bin.actual,
    });
    Ok(shown.collect())
}

#[expect(clippy::cast_precision_loss, reason = "customers are far fewer than 2^52")]
fn mean_of(customers: u64) -> f64 {
    if customers == 0 { 0.0 } else { 1.0 / customers as f64 }
}

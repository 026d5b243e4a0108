use patron_models::fit::{Fit, FitError};
use patron_models::gamma_gamma::{GammaGamma, SpendHistory, SpendStatistics};
use patron_models::normal_spend::{Contribution, ContributionStatistics, NormalSpend};
use patron_models::spend::SpendModel;
use serde_json::{Map, Value};

use crate::run::{AUTO, RunContext};
use crate::views::{Notice, Severity};

use super::collect::Sample;
use super::fit::{notice, refused};

/// Largest share of repeat customers whose mean is no gain at which Gamma-Gamma, which leaves them out, is still used.
const LOSING: f64 = 0.01;

/// The model of what a purchase brings; none without amounts, or where all were refused and every purchase counts with
/// the mean of all.
///
/// `auto` takes Gamma-Gamma, and normal spend where more than 1 % of repeat customers have a mean that is not positive;
/// where that is refused, Gamma-Gamma after all.
pub(super) fn spend(sample: &Sample, context: &RunContext, notices: &mut Vec<Notice>) -> Option<Fit> {
    if !context.money.known {
        return None;
    }
    let losing = sample.spends.iter().filter(|(_, mean)| *mean <= 0.0).count();
    let mut first = context.spend_model.as_str();
    if first == AUTO {
        let many = losing as f64 > LOSING * sample.spends.len() as f64;
        first = if many { NormalSpend::NAME } else { GammaGamma::NAME };
    }
    let error = match fit(first, sample) {
        Ok(fit) => {
            if first == NormalSpend::NAME && context.spend_model == AUTO {
                notices.push(losses(losing, sample.spends.len()));
            }
            return usable(fit, notices);
        }
        Err(error) => error,
    };
    if first == NormalSpend::NAME
        && context.spend_model == AUTO
        && let Ok(fit) = fit(GammaGamma::NAME, sample)
    {
        notices.push(refused("spend-losses-left-out", &error, "`gamma-gamma` was used, which leaves losses out"));
        return usable(fit, notices);
    }
    notices.push(refused("spend-model-refused", &error, "every purchase counts with the mean repeat spend"));
    None
}

/// Fits the model of this name to the customers it knows.
fn fit(name: &str, sample: &Sample) -> Result<Fit, FitError> {
    if name == NormalSpend::NAME {
        let known = sample.spends.iter().filter_map(|&(count, mean)| Contribution::new(count, mean, None).ok());
        return NormalSpend::fit(&known.collect::<ContributionStatistics>());
    }
    let known = sample.spends.iter().filter_map(|&(count, mean)| SpendHistory::new(count, mean).ok());
    GammaGamma::fit(&known.collect::<SpendStatistics>())
}

/// A customer without own spend gets the population's mean, which must exist.
fn usable(fit: Fit, notices: &mut Vec<Notice>) -> Option<Fit> {
    let model = SpendModel::from_named(&fit.model, &fit.parameters);
    if model.is_ok_and(|model| model.population_mean().is_ok()) {
        return Some(fit);
    }
    let message = "the fitted spend has no finite mean: every purchase counts with the mean repeat spend";
    notices.push(notice("spend-without-mean", Severity::Warning, message.to_owned(), Map::new()));
    None
}

fn losses(losing: usize, customers: usize) -> Notice {
    let share = (losing as f64 / customers as f64 * 1000.0).round() / 10.0;
    let message = format!(
        "`{losing}` of `{customers}` repeat customers ({share} %) bring nothing or a loss per purchase, more than 1 %: \
         `normal-spend` was used, which allows losses"
    );
    let mut values = Map::new();
    values.insert("losing".to_owned(), Value::from(losing));
    values.insert("customers".to_owned(), Value::from(customers));
    values.insert("share".to_owned(), Value::from(share));
    notice("spend-may-lose", Severity::Info, message, values)
}

use patron_models::history::{History, Statistics};
use patron_models::naive::NaiveRule;
use serde::{Deserialize, Serialize};

/// A rule of thumb that stands in for a model, or was chosen over all of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Naive {
    /// name of the rule; the flat average where it is not said
    #[serde(default)]
    rule: Option<String>,
    /// repeat purchases per customer and time unit, of all customers
    pub(crate) rate: f64,
    /// mean net amount of a repeat purchase; unknown without amounts or repeats
    pub(crate) spend: Option<f64>,
}

impl Naive {
    /// Unknown where no time has passed since any first purchase.
    pub(super) fn of(rule: &str, purchases: &Statistics, repeat_spend: f64, repeats: f64) -> Option<Self> {
        let time = purchases.sum(|history| history.age());
        if time <= 0.0 {
            return None;
        }
        let rate = NaiveRule::flat_average(purchases).expected_purchases(&History::NEW, 1.0);
        // Nobody came back: nothing is expected, whatever a purchase is worth.
        let spend = if rate == 0.0 { Some(0.0) } else { (repeats > 0.0).then(|| repeat_spend / repeats) };
        Some(Self { rule: Some(rule.to_owned()), rate, spend })
    }

    /// Name of the rule.
    pub(crate) fn rule(&self) -> &str {
        self.rule.as_deref().unwrap_or(NaiveRule::FLAT_AVERAGE)
    }
}

/// Mean discount factor of purchases spread evenly over the horizon: (1 - e^(-delta H)) / (delta H).
pub(super) fn discount_factor(horizon: f64, delta: f64) -> f64 {
    let exponent = delta * horizon;
    if exponent == 0.0 { 1.0 } else { -(-exponent).exp_m1() / exponent }
}

#[cfg(test)]
mod tests {
    use patron_models::history::{History, StatisticsBuilder};

    use super::{Naive, discount_factor};

    #[test]
    fn the_flat_average_is_the_mean_rate() {
        let mut builder = StatisticsBuilder::default();
        builder.push(History::new(3, 8.0, 10.0).unwrap());
        builder.push(History::new(0, 0.0, 10.0).unwrap());
        let naive = Naive::of("flat-average", &builder.finish(), 60.0, 3.0).unwrap();
        assert_eq!((naive.rate, naive.spend), (0.15, Some(20.0)));
        assert_eq!(naive.rule(), "flat-average");
        assert_eq!(discount_factor(52.0, 0.0), 1.0);
        assert!((discount_factor(52.0, 0.01) - (1.0 - (-0.52_f64).exp()) / 0.52).abs() < 1e-15);
        let mut nobody = StatisticsBuilder::default();
        nobody.push(History::new(0, 0.0, 0.0).unwrap());
        assert_eq!(Naive::of("flat-average", &nobody.finish(), 0.0, 0.0), None);
    }
}

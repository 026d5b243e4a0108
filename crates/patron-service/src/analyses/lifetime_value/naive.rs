use patron_models::history::{History, Statistics};
use patron_models::naive::NaiveRule;
use serde::{Deserialize, Serialize};

/// The flat average: every customer goes on buying at the mean repeat rate of all, without end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Naive {
    /// repeat purchases per customer and time unit
    pub(crate) rate: f64,
    /// mean net amount of a repeat purchase; unknown without amounts or repeats
    pub(crate) spend: Option<f64>,
}

impl Naive {
    /// Unknown where no time has passed since any first purchase.
    pub(super) fn of(purchases: &Statistics, repeat_spend: f64, repeats: f64) -> Option<Self> {
        let time = purchases.sum(|history| history.age());
        if time <= 0.0 {
            return None;
        }
        let rate = NaiveRule::flat_average(purchases).expected_purchases(&History::NEW, 1.0);
        // Nobody came back: nothing is expected, whatever a purchase is worth.
        let spend = if rate == 0.0 { Some(0.0) } else { (repeats > 0.0).then(|| repeat_spend / repeats) };
        Some(Self { rate, spend })
    }

    /// Purchases within the horizon.
    pub(super) fn purchases(&self, horizon: f64) -> f64 {
        self.rate * horizon
    }

    /// Purchases within the horizon, each discounted: rate (1 - e^(-delta H)) / delta.
    pub(super) fn discounted(&self, horizon: f64, delta: f64) -> f64 {
        if delta == 0.0 { self.purchases(horizon) } else { self.rate * -(-delta * horizon).exp_m1() / delta }
    }
}

#[cfg(test)]
mod tests {
    use patron_models::history::{History, StatisticsBuilder};

    use super::Naive;

    #[test]
    fn the_flat_average_is_the_mean_rate() {
        let mut builder = StatisticsBuilder::default();
        builder.push(History::new(3, 8.0, 10.0).unwrap());
        builder.push(History::new(0, 0.0, 10.0).unwrap());
        let naive = Naive::of(&builder.finish(), 60.0, 3.0).unwrap();
        assert_eq!((naive.rate, naive.spend), (0.15, Some(20.0)));
        assert!((naive.purchases(52.0) - 7.8).abs() < 1e-12);
        assert!((naive.discounted(52.0, 0.0) - 7.8).abs() < 1e-12);
        assert!((naive.discounted(52.0, 0.01) - 15.0 * (1.0 - (-0.52_f64).exp())).abs() < 1e-12);
        let mut nobody = StatisticsBuilder::default();
        nobody.push(History::new(0, 0.0, 0.0).unwrap());
        assert_eq!(Naive::of(&nobody.finish(), 0.0, 0.0), None);
    }
}

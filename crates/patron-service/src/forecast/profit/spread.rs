use patron_models::interval::{GRADIENT, ResidualValue, Uncertainty};
use patron_models::transaction::MAX_PARAMETERS;
use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;
use rand_distr::{Distribution, Gamma, StandardNormal};

/// Draws of the common shocks.
const DRAWS: usize = 2000;
/// Seed of the draws: the same forecast has the same interval.
const SEED: u64 = 20_261_122;

/// What the interval of a total needs; sums over customers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sum {
    pub(super) profit: f64,
    /// mean of what goes with the amount, before fixed marketing
    earned: f64,
    /// own variance, independent between customers
    variance: f64,
    /// by the parameters of both laws, common to all
    gradient: [f64; GRADIENT],
}

impl Default for Sum {
    fn default() -> Self {
        Self { profit: 0.0, earned: 0.0, variance: 0.0, gradient: [0.0; GRADIENT] }
    }
}

impl Sum {
    /// One customer of whose amount the share `kept` stays.
    pub(super) fn of(amount: &ResidualValue, kept: f64, profit: f64) -> Self {
        let gradient = amount.gradient.map(|slope| slope * kept);
        Self { profit, earned: kept * amount.mean, variance: kept * kept * amount.variance, gradient }
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.profit += other.profit;
        self.earned += other.earned;
        self.variance += other.variance;
        for (sum, slope) in self.gradient.iter_mut().zip(other.gradient) {
            *sum += slope;
        }
    }

    /// The 90 % interval of the total, by simulation: what is each customer's own adds up as a gamma law of its summed
    /// variance; the uncertainty of the parameters and the level of all (`level`: standard deviation of its logarithm) move
    /// every customer at once. `None` where an amount has no variance.
    pub(super) fn interval(&self, uncertainty: &Uncertainty, level: f64) -> Option<(f64, f64)> {
        let (of_transactions, of_spend) = self.gradient.split_at(MAX_PARAMETERS);
        let shared = uncertainty.variance(of_transactions, of_spend).sqrt();
        if !(self.variance.is_finite() && shared.is_finite() && self.profit.is_finite()) {
            return None;
        }
        let fixed = self.earned - self.profit;
        let own = (self.earned > 0.0 && self.variance > 0.0)
            .then(|| Gamma::new(self.earned * self.earned / self.variance, self.variance / self.earned).ok())
            .flatten();
        let mut rng = ChaCha8Rng::seed_from_u64(SEED);
        let mut drawn: Vec<f64> = (0..DRAWS)
            .map(|_| {
                let [of_parameters, of_level]: [f64; 2] = std::array::from_fn(|_| StandardNormal.sample(&mut rng));
                let own = own.map_or(self.earned, |own| own.sample(&mut rng));
                (own + shared * of_parameters) * (level * of_level).exp() - fixed
            })
            .collect();
        drawn.sort_by(f64::total_cmp);
        let at = |share: f64| {
            let place = share * (drawn.len() - 1) as f64;
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place among the draws")]
            let (below, part) = (place.floor() as usize, place.fract());
            let next = (below + 1).min(drawn.len() - 1);
            drawn[below] * (1.0 - part) + drawn[next] * part
        };
        Some((at(0.05), at(0.95)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_shocks_do_not_average_out() {
        // 10,000 customers of 100 ± 100 each: own uncertainty 10,000, a hundredth of the total
        let one = Sum { profit: 100.0, earned: 100.0, variance: 1e4, gradient: [0.0; GRADIENT] };
        let mut all = Sum::default();
        for _ in 0..10_000 {
            all.add(&one);
        }
        let width = |level: f64| {
            let (low, high) = all.interval(&Uncertainty::none(), level).unwrap();
            (high - low) / all.profit
        };
        // 2 × 1.645 standard deviations; 2,000 draws give a quantile to 3 %
        assert!((width(0.0) / (2.0 * 1.645 * 0.01) - 1.0).abs() < 0.1, "{}", width(0.0));
        assert!((width(0.1) / (2.0 * 1.645 * 0.1) - 1.0).abs() < 0.1, "{}", width(0.1));
        assert_eq!(all.interval(&Uncertainty::none(), 0.1), all.interval(&Uncertainty::none(), 0.1));
    }
}

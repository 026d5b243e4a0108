use super::log_log::t_quantile;
use super::{LogLog, PriceError};

/// Sums of ln P and ln Q about their means within groups (products), added over the groups: what an elasticity needs that
/// is common to them while each has a level of its own.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct PooledSums {
    /// Observations n.
    pub observations: f64,
    /// Groups g; each costs a degree of freedom.
    pub groups: f64,
    /// Σ (ln P − mean)².
    pub s_pp: f64,
    /// Σ (ln P − mean)(ln Q − mean).
    pub s_pq: f64,
    /// Σ (ln Q − mean)².
    pub s_qq: f64,
}

/// Fewest degrees of freedom n − g − 1 of a pooled estimate.
pub const LEAST_DEGREES: f64 = 3.0;
/// Least standard deviation of ln P within groups: prices that vary by less than one per cent say nothing.
pub const LEAST_VARIATION: f64 = 0.01;

impl PooledSums {
    /// Adds another set of groups.
    pub fn add(&mut self, other: &Self) {
        self.observations += other.observations;
        self.groups += other.groups;
        self.s_pp += other.s_pp;
        self.s_pq += other.s_pq;
        self.s_qq += other.s_qq;
    }

    /// The elasticity E of ln Q = c_group + E ln P + error with its 90 % interval by Student's t with n − g − 1 degrees of
    /// freedom.
    ///
    /// # Errors
    /// When there are fewer than [`LEAST_DEGREES`], or prices vary by less than [`LEAST_VARIATION`].
    pub fn elasticity(&self) -> Result<LogLog, PriceError> {
        let degrees = self.observations - self.groups - 1.0;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of observations")]
        let observations = self.observations.max(0.0) as usize;
        if !(degrees >= LEAST_DEGREES) {
            return Err(PriceError::TooFewDegrees { observations, groups: self.groups });
        }
        let variation = (self.s_pp / (self.observations - self.groups)).sqrt();
        if !(variation >= LEAST_VARIATION) {
            return Err(PriceError::HardlyVaries { variation });
        }
        let elasticity = self.s_pq / self.s_pp;
        let unexplained = (self.s_qq - elasticity * self.s_pq).max(0.0);
        let standard_error = (unexplained / degrees / self.s_pp).sqrt();
        let reach = t_quantile(degrees) * standard_error;
        Ok(LogLog { elasticity, standard_error, low: elasticity - reach, high: elasticity + reach, observations })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Observation, log_log};
    use super::*;

    fn sums(points: &[(f64, f64)]) -> PooledSums {
        let n = points.len() as f64;
        let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(|point| of(point).ln()).sum::<f64>() / n;
        let (p, q) = (mean(|point| point.0), mean(|point| point.1));
        let mut sums = PooledSums { observations: n, groups: 1.0, ..PooledSums::default() };
        for (price, quantity) in points {
            let (dp, dq) = (price.ln() - p, quantity.ln() - q);
            sums.s_pp += dp * dp;
            sums.s_pq += dp * dq;
            sums.s_qq += dq * dq;
        }
        sums
    }

    #[test]
    fn one_group_is_the_plain_estimate() {
        let points = [(10.0, 100.0), (8.0, 130.0), (9.0, 108.0), (11.0, 96.0), (7.5, 131.0)];
        let seen = points.map(|(price, quantity)| Observation { price, quantity });
        let (pooled, plain) = (sums(&points).elasticity().unwrap(), log_log(&seen).unwrap());
        for (found, expected) in [
            (pooled.elasticity, plain.elasticity),
            (pooled.standard_error, plain.standard_error),
            (pooled.low, plain.low),
            (pooled.high, plain.high),
        ] {
            assert!((found - expected).abs() < 1e-12, "{pooled:?} {plain:?}");
        }
    }

    #[test]
    fn levels_of_products_do_not_count() {
        // both at −1.5; one sells a thousand times as much at ten times the price
        let at = |price: f64, level: f64| (price, level * price.powf(-1.5));
        let (small, large) = ([1.0, 1.1, 1.3], [10.0, 12.0, 15.0]);
        let mut all = sums(&small.map(|price| at(price, 50.0)));
        all.add(&sums(&large.map(|price| at(price, 5e6))));
        let found = all.elasticity().unwrap();
        assert!((found.elasticity + 1.5).abs() < 1e-12 && found.standard_error < 1e-6, "{found:?}");
        assert_eq!(found.observations, 6);
    }

    #[test]
    fn what_says_too_little_is_refused() {
        let few = sums(&[(1.0, 5.0), (1.2, 4.0), (1.3, 4.0), (1.1, 5.0)]).elasticity().unwrap_err();
        assert_eq!(few.code(), "price-too-few-degrees");
        let flat = [1.0, 1.001, 0.999, 1.0, 1.002, 1.0].map(|price| (price, 3.0));
        assert_eq!(sums(&flat).elasticity().unwrap_err().code(), "price-hardly-varies");
    }
}

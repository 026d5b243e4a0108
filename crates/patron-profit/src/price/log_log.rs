use patron_models::special::regularised_beta;

use super::two_periods::check;
use super::{Observation, PriceError};

/// Elasticity from many periods: the slope of ln Q on ln P by least squares.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogLog {
    /// The elasticity E of ln Q = c + E ln P + error.
    pub elasticity: f64,
    /// Its standard error, for errors of equal variance.
    pub standard_error: f64,
    /// Lower end of the 90 % interval, by Student's t with n − 2 degrees of freedom.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Observations n.
    pub observations: usize,
}

/// Share of the law of t on each side of the interval.
const TAIL: f64 = 0.05;

/// Elasticity from at least three observations.
///
/// # Errors
/// When there are fewer, a price or quantity is not above 0, or the price does not vary.
pub fn log_log(observations: &[Observation]) -> Result<LogLog, PriceError> {
    check(observations)?;
    let n = observations.len();
    if n < 3 {
        return Err(PriceError::TooFew { observations: n });
    }
    let mean = |of: fn(&Observation) -> f64| observations.iter().map(of).sum::<f64>() / n as f64;
    let (ln_price, ln_quantity) = (mean(|seen| seen.price.ln()), mean(|seen| seen.quantity.ln()));
    let (mut s_pp, mut s_pq, mut s_qq) = (0.0, 0.0, 0.0);
    for seen in observations {
        let (p, q) = (seen.price.ln() - ln_price, seen.quantity.ln() - ln_quantity);
        s_pp += p * p;
        s_pq += p * q;
        s_qq += q * q;
    }
    // Prices that differ by rounding alone say nothing.
    if !(s_pp > 1e-24 * n as f64) {
        return Err(PriceError::NoChange { price: observations[0].price });
    }
    let elasticity = s_pq / s_pp;
    let degrees = (n - 2) as f64;
    let unexplained = (s_qq - elasticity * s_pq).max(0.0);
    let standard_error = (unexplained / degrees / s_pp).sqrt();
    let reach = t_quantile(degrees) * standard_error;
    Ok(LogLog { elasticity, standard_error, low: elasticity - reach, high: elasticity + reach, observations: n })
}

/// The t that is exceeded with probability [`TAIL`]: P(T > t) = I_{ν/(ν+t²)}(ν/2, 1/2)/2 falls in t, so it is halved in.
pub(super) fn t_quantile(degrees: f64) -> f64 {
    let above = |t: f64| 0.5 * regularised_beta(0.5 * degrees, 0.5, degrees / (degrees + t * t));
    let (mut low, mut high) = (0.0, 10.0);
    while high - low > 1e-12 * high {
        let middle = 0.5 * (low + high);
        if above(middle) > TAIL {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constant_elasticity_is_found_and_noise_widens_it() {
        let at = |noise: f64| {
            let seen = |i: u32| {
                let price = 5.0 + f64::from(i % 7);
                let off = if i.is_multiple_of(2) { noise } else { -noise };
                Observation { price, quantity: 900.0 * price.powf(-1.4) * f64::exp(off) }
            };
            log_log(&(0..40).map(seen).collect::<Vec<_>>()).unwrap()
        };
        let exact = at(0.0);
        assert!((exact.elasticity + 1.4).abs() < 1e-12 && exact.standard_error < 1e-6);
        let noisy = at(0.2);
        assert!(noisy.low < -1.4 && -1.4 < noisy.high && noisy.high - noisy.low > 0.1, "{noisy:?}");
        assert_eq!(noisy.observations, 40);
    }

    #[test]
    fn three_points_by_hand() {
        // ln P = 0, 1, 2 and ln Q = 0, 1, 1: slope 1/2, residuals −1/6, 1/3, −1/6, so s² = 1/6 and the error √(1/12);
        // t of 5 % with one degree of freedom is tan(0.45 π) = 6.3138.
        let points = [(0.0, 0.0), (1.0, 1.0), (2.0, 1.0)];
        let points = points.map(|(p, q)| Observation { price: f64::exp(p), quantity: f64::exp(q) });
        let found = log_log(&points).unwrap();
        assert!((found.elasticity - 0.5).abs() < 1e-14);
        assert!((found.standard_error - (1.0_f64 / 12.0).sqrt()).abs() < 1e-14);
        let t = (0.45 * std::f64::consts::PI).tan();
        assert!((found.high - 0.5 - t * found.standard_error).abs() < 1e-9, "{found:?} {t}");
        assert_eq!(log_log(&points[..2]).unwrap_err().to_string(), "`2` observations, expected at least `3`");
        let same = [Observation { price: 3.0, quantity: 1.0 }; 4];
        assert_eq!(log_log(&same).unwrap_err(), PriceError::NoChange { price: 3.0 });
    }
}

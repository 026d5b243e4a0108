//! Quantiles of the laws that intervals are read from.

use patron_models::special::{normal_quantile, regularised_beta};

/// Where I_x(a, b) = probability, by bisection.
pub(crate) fn beta_quantile(a: f64, b: f64, probability: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    // Halving reaches the spacing of numbers well before this.
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if !(middle > low && middle < high) || high - low <= 1e-15 * high {
            break;
        }
        if regularised_beta(a, b, middle) < probability {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

/// Degrees of freedom from which Student's t is the normal law to ten digits of an interval.
const NORMAL: f64 = 1e9;

/// The t that is exceeded with this probability, at most one half.
pub(crate) fn t_above(degrees: f64, probability: f64) -> f64 {
    if degrees >= NORMAL {
        return -normal_quantile(probability);
    }
    // T² / (ν + T²) follows a beta law, and |T| is exceeded twice as often as T.
    let share = beta_quantile(0.5, 0.5 * degrees, 1.0 - 2.0 * probability);
    (degrees * share / (1.0 - share)).sqrt()
}

/// Probability that |T| exceeds that of an estimate with this error. Where nothing is left to chance, an estimate of 0
/// is 0 and another is not.
pub(crate) fn t_two_sided(degrees: f64, estimate: f64, error: f64) -> f64 {
    if estimate == 0.0 {
        return 1.0;
    }
    let t = estimate / error;
    if t.is_infinite() {
        return 0.0;
    }
    regularised_beta(0.5 * degrees, 0.5, degrees / (degrees + t * t))
}

/// The value below which F with these degrees of freedom lies with this probability.
pub(crate) fn f_below(over: f64, under: f64, probability: f64) -> f64 {
    let share = beta_quantile(0.5 * over, 0.5 * under, probability);
    under * share / (over * (1.0 - share))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::assert_close;

    #[test]
    fn quantiles_of_printed_tables() {
        // Student's t: ν = 1 is tan, ν = 2 has a root; F(2, 2) below p is p / (1 − p); F(1, ν) is t².
        assert_close(t_above(1.0, 0.025), (0.475 * std::f64::consts::PI).tan(), 1e-9);
        assert_close(t_above(10.0, 0.025), 2.228_138_852, 1e-8);
        assert_close(t_above(1e6, 0.025), 1.959_966_357, 1e-8);
        assert_close(t_above(1e12, 0.025), 1.959_963_985, 1e-8);
        assert_close(f_below(2.0, 2.0, 0.95), 19.0, 1e-9);
        assert_close(f_below(1.0, 10.0, 0.95), 2.228_138_852_f64.powi(2), 1e-7);
        assert_close(t_two_sided(10.0, -2.228_138_852, 1.0), 0.05, 1e-9);
        assert_eq!((t_two_sided(10.0, 0.0, 0.0), t_two_sided(10.0, 0.1, 0.0)), (1.0, 0.0));
    }
}

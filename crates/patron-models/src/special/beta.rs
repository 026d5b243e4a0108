//! The beta function's logarithm, without the cancellation of three log-gammas.

use super::ln_gamma;

/// Where Stirling's correction series takes over from log-gamma.
const STIRLING_FROM: f64 = 10.0;

/// Δ(x) = ln Γ(x) − (x − ½) ln x + x − ½ ln 2π for x ≥ 10, by its asymptotic series (error below 1e-17).
fn stirling_correction(x: f64) -> f64 {
    const TERMS: [f64; 8] = [
        1.0 / 12.0,
        -1.0 / 360.0,
        1.0 / 1260.0,
        -1.0 / 1680.0,
        1.0 / 1188.0,
        -691.0 / 360_360.0,
        1.0 / 156.0,
        -3617.0 / 122_400.0,
    ];
    let inverse_square = 1.0 / (x * x);
    TERMS.iter().rev().fold(0.0, |sum, term| sum * inverse_square + term) / x
}

/// ln Γ(x + d) − ln Γ(x), keeping its digits when d is small beside x.
///
/// For x > 0 and x + d > 0.
pub(crate) fn ln_gamma_ratio(x: f64, d: f64) -> f64 {
    let y = x + d;
    if x < STIRLING_FROM || y < STIRLING_FROM {
        return ln_gamma(y) - ln_gamma(x);
    }
    (x - 0.5) * (d / x).ln_1p() + d * (y.ln() - 1.0) + (stirling_correction(y) - stirling_correction(x))
}

/// ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b), for a, b > 0; NaN elsewhere.
///
/// Error about 1e-15 relative or absolute, whichever is larger, also where a and b differ by a factor of 1e7:
/// large arguments enter through Stirling corrections so that the leading terms cancel exactly.
#[must_use]
pub fn ln_beta(a: f64, b: f64) -> f64 {
    if !(a > 0.0 && b > 0.0) {
        return f64::NAN;
    }
    let (small, large) = if a < b { (a, b) } else { (b, a) };
    if large < STIRLING_FROM {
        return ln_gamma(small) + (ln_gamma(large) - ln_gamma(small + large));
    }
    if small < STIRLING_FROM {
        return ln_gamma(small) - ln_gamma_ratio(large, small);
    }
    let ratio = small / large;
    let corrections = stirling_correction(small) + (stirling_correction(large) - stirling_correction(small + large));
    let half_ln_two_pi = 0.918_938_533_204_672_8;
    half_ln_two_pi - 0.5 * large.ln() + corrections + (small - 0.5) * (ratio / (1.0 + ratio)).ln()
        - large * ratio.ln_1p()
}

/// E[1/(1 + t p)] of p ~ Beta(a, b), which is ₂F₁(1, a; a+b; −t), for a, b > 0 and t ≥ 0.
///
/// Gauss's continued fraction, whose terms are all positive; about √t · 20 of them at worst. Source: \[DLMF\] 15.7.5.
pub(crate) fn beta_mean_of_inverse(a: f64, b: f64, t: f64) -> f64 {
    let c = a + b;
    // Lentz's method from the first numerator on: 1/(1 + u₁ t/(1 + u₂ t/(1 + …))).
    let (mut value, mut up, mut down) = (1.0, 1.0, 0.0);
    for n in 0..1_000_000_u32 {
        let half = f64::from(n / 2);
        let numerator = if n % 2 == 0 {
            (a + half) * (c - 1.0 + half) / ((c + 2.0 * half - 1.0) * (c + 2.0 * half))
        } else {
            (half + 1.0) * (b + half) / ((c + 2.0 * half) * (c + 2.0 * half + 1.0))
        };
        // (a)(c − 1)/((c − 1) c) is a/c, also where c is one.
        let numerator = t * if n == 0 { a / c } else { numerator };
        down = 1.0 / (1.0 + numerator * down);
        up = 1.0 + numerator / up;
        let change = up * down;
        value *= change;
        // Rounding may keep the factor a step or two beside one for ever.
        if (change - 1.0).abs() < 1e-15 {
            break;
        }
    }
    1.0 / value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::assert_relative;

    #[test]
    fn ln_beta_has_its_high_precision_values() {
        // Computed at 60 digits, rounded to f64.
        for (a, b, value) in [
            (1e6, 1e6, -1_386_300.003_362_921),
            (0.001, 0.002, 7.313_217_104_417_235),
            (2.5, 1e7, -40.01055644442287),
            (0.3, 3e6, -3.378438824171639),
            (12.0, 1.2e8, -205.73372031308194),
            (9.5, 10.5, -13.709925546998462),
            (4.0, 7.0, -6.733401891837359),
        ] {
            assert_relative(ln_beta(a, b), value, 1e-13);
            assert_relative(ln_beta(b, a), value, 1e-13);
        }
    }

    #[test]
    fn ln_gamma_ratio_keeps_small_differences() {
        // ln Γ(1e9 + 1) − ln Γ(1e9) = ln 1e9: three log-gammas would leave six digits of it.
        assert_relative(ln_gamma_ratio(1e9, 1.0), 1e9_f64.ln(), 1e-15);
        assert_relative(ln_gamma_ratio(4.0, 1.0), 4.0_f64.ln(), 1e-15);
        assert_relative(ln_gamma_ratio(8.0, 4.0), (8.0 * 9.0 * 10.0 * 11.0_f64).ln(), 1e-14);
    }

    #[test]
    fn the_mean_of_an_inverse_has_its_high_precision_values() {
        // Computed at 30 digits.
        for (a, b, t, value) in [
            (0.3, 0.4, 0.3, 0.894_970_353_364_247_2),
            (0.3, 0.4, 900.0, 0.099_110_890_862_863_12),
            (0.3, 0.4, 1e5, 0.024_025_282_489_697_99),
            (0.5, 0.5, 900.0, 0.033_314_830_232_638_48),
            (0.8, 2.4, 70.0, 0.145_949_642_582_467_6),
            (0.8, 2.4, 1e5, 0.000_785_867_287_337_873),
            (6.0, 0.2, 900.0, 0.001_154_209_003_262_344_2),
            (2.0, 90.0, 900.0, 0.080_702_741_483_87),
            (2.0, 90.0, 1e5, 0.000_904_719_004_463_948_5),
        ] {
            assert_relative(beta_mean_of_inverse(a, b, t), value, 1e-13);
        }
        // Of a uniform p, ln(1 + t)/t.
        assert_relative(beta_mean_of_inverse(1.0, 1.0, 1e6), 1e6_f64.ln_1p() / 1e6, 1e-12);
        assert_relative(beta_mean_of_inverse(3.0, 5000.0, 0.0), 1.0, 0.0);
    }

    #[test]
    fn outside_its_domain_is_not_a_number() {
        assert!(ln_beta(0.0, 1.0).is_nan());
        assert!(ln_beta(1.0, -2.0).is_nan());
        assert!(ln_beta(f64::NAN, 1.0).is_nan());
    }
}

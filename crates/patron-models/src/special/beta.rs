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
    fn outside_its_domain_is_not_a_number() {
        assert!(ln_beta(0.0, 1.0).is_nan());
        assert!(ln_beta(1.0, -2.0).is_nan());
        assert!(ln_beta(f64::NAN, 1.0).is_nan());
    }
}

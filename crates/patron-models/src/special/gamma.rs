//! The gamma function's logarithm and its first two derivatives.

use special::Gamma;

/// ln |Γ(x)|.
///
/// Infinite at zero and the negative integers. Relative error about 2e-16 away from the zeros at 1 and 2.
#[must_use]
pub fn ln_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// ln Γ(x) for x > 0, to 1e-13 absolute or relative, whichever is larger: half the work of [`ln_gamma`], for samplers
/// that ask for little else.
///
/// Stirling's series at x + n ≥ 8 less the logarithm of x (x+1) … (x+n−1). Source: \[DLMF\] 5.11.1, 5.5.1.
#[inline]
#[must_use]
pub fn ln_gamma_quick(x: f64) -> f64 {
    const HALF_LN_TWO_PI: f64 = 0.918_938_533_204_672_8;
    const TERMS: [f64; 7] =
        [1.0 / 12.0, -1.0 / 360.0, 1.0 / 1260.0, -1.0 / 1680.0, 1.0 / 1188.0, -691.0 / 360_360.0, 1.0 / 156.0];
    let (mut from, mut product) = (x, 1.0);
    while from < 8.0 {
        product *= from;
        from += 1.0;
    }
    let inverse = 1.0 / from;
    let square = inverse * inverse;
    let correction = TERMS.iter().rev().fold(0.0, |sum, term| sum * square + term) * inverse;
    let stirling = (from - 0.5) * from.ln() - from + HALF_LN_TWO_PI + correction;
    if x < 8.0 { stirling - product.ln() } else { stirling }
}

/// ln |Γ(x)| and the sign of Γ(x).
pub(crate) fn ln_gamma_sign(x: f64) -> (f64, f64) {
    let (ln, sign) = libm::lgamma_r(x);
    (ln, if sign < 0 { -1.0 } else { 1.0 })
}

/// ψ(x) = d ln Γ(x) / dx.
///
/// Negative arguments by reflection: ψ(x) = ψ(1 − x) − π / tan(πx).
#[must_use]
pub fn digamma(x: f64) -> f64 {
    if x > 0.0 {
        x.digamma()
    } else if x == x.floor() {
        f64::NAN
    } else {
        (1.0 - x).digamma() - std::f64::consts::PI / (std::f64::consts::PI * x).tan()
    }
}

/// ψ(x + d) − ψ(x), keeping its digits when d is small beside x; 0 for infinite x.
///
/// For x > 0 and x + d > 0.
pub(crate) fn digamma_difference(x: f64, d: f64) -> f64 {
    let y = x + d;
    if x < 20.0 || y < 20.0 {
        return digamma(y) - digamma(x);
    }
    // ψ(x) = ln x − 1/2x − 1/12x² + 1/120x⁴ − 1/252x⁶ + 1/240x⁸ − …, term by term with 1/x − 1/y = s.
    let (u, v) = (1.0 / x, 1.0 / y);
    let s = d * u * v;
    let (square, sum) = (u * u + v * v, u + v);
    let fourth = square * sum; // (u⁴ − v⁴) / s
    let sixth = sum * (u.powi(4) + u * u * v * v + v.powi(4));
    let eighth = fourth * (u.powi(4) + v.powi(4));
    (d * u).ln_1p() + s * (0.5 + sum / 12.0 - fourth / 120.0 + sixth / 252.0 - eighth / 240.0)
}

/// ψ′(x) = d² ln Γ(x) / dx², for x > 0; NaN elsewhere.
#[must_use]
pub fn trigamma(x: f64) -> f64 {
    if x > 0.0 { x.trigamma() } else { f64::NAN }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::assert_relative;

    #[test]
    fn ln_gamma_has_its_high_precision_values() {
        for (x, value) in [
            (1e-10, 23.025_850_929_882_735),
            (0.5, 0.572_364_942_924_700_1),
            (100.5, 361.435_540_467_777_6),
            (1e15, 33_538_776_394_910_670.0),
        ] {
            assert_relative(ln_gamma(x), value, 1e-15);
        }
        // Next to the zero at 2 the argument's own rounding (1e-16 on 1e-9) limits the digits.
        assert_relative(ln_gamma(1.999_999_999), -4.227_843_347_760_001e-10, 1e-6);
    }

    #[test]
    fn the_quick_logarithm_is_the_other_one() {
        for x in [1e-300, 1e-10, 0.3, 1.0, 1.7, 2.0, 3.3, 7.999, 8.0, 20.5, 431.0, 1e9, 1e200] {
            assert!((ln_gamma_quick(x) - ln_gamma(x)).abs() < 1e-13 * (1.0 + ln_gamma(x).abs()), "{x}");
        }
        assert!(ln_gamma_quick(f64::NAN).is_nan());
    }

    #[test]
    fn digamma_and_trigamma_have_their_high_precision_values() {
        assert_relative(digamma(0.1), -10.423_754_940_411_077, 1e-14);
        assert_relative(digamma(10.25), 2.277_704_790_686_724, 1e-14);
        // ψ(-0.5) is near a zero of ψ: the reflection loses one digit.
        assert_relative(digamma(-0.5), 0.036_489_973_978_576_52, 1e-13);
        assert_relative(trigamma(0.7), 2.834_049_156_694_611, 1e-14);
        assert_relative(trigamma(123_456.7), 8.100_038_718_140_785e-6, 1e-14);
        assert!(trigamma(-1.0).is_nan());
    }

    #[test]
    fn small_differences_of_digamma_keep_their_digits() {
        // At 50 digits.
        for (x, d, value) in [
            (25.0, 1e-06, 4.081_066_242_458_594_4e-8),
            (25.0, 40.0, 0.967_932_725_952_262_2),
            (1e9, 1.0, 1e-9),
            (1e300, 1e3, 1e-297),
            (20.5, -0.25, -0.012_576_130_732_338_767),
            (0.02, 3.0, 51.475_441_661_813_24),
            (4000.0, 0.668, 0.000_167_006_930_305_897_97),
        ] {
            assert_relative(digamma_difference(x, d), value, 2e-13);
        }
        assert_relative(digamma_difference(3.0, 1.0), 1.0 / 3.0, 1e-15);
    }

    #[test]
    fn poles_are_not_numbers() {
        assert!(digamma(-2.0).is_nan());
    }
}

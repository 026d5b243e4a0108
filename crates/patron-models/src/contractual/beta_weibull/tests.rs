//! Lifetimes against 40-digit sums, and the hard corners.

use super::{BetaWeibullPredictor, Survival};
use crate::check::{assert_close, assert_relative};
use crate::contractual::{RenewalPredictor, RenewalTerms};

/// α, β, c; renewals made; whether a new customer; discount; payments; expected, discounted, variance, forever.
#[rustfmt::skip]
type Row = ([f64; 3], u32, bool, f64, u32, [f64; 4]);

#[rustfmt::skip]
const LIFETIMES: [Row; 5] = [
    ([0.8, 4.0, 1.3], 0, true, 0.0953, 12, [5.613_982_666_530_197, 4.083_938_109_851_057, 5.752_651_887_125_9, 4.542_845_140_835_3]),
    ([0.8, 4.0, 1.3], 5, false, 0.0953, 12, [6.598_775_659_540_327, 4.508_448_929_679_268, 8.156_862_871_746_068, 5.354_567_561_343_544]),
    ([0.07, 0.3, 0.6], 3, false, 0.01, 24, [22.459_017_061_535_903, 20.099_031_644_679_32, 21.262_118_145_095_21, 88.085_007_135_173_02]),
    ([2.5, 40.0, 2.0], 0, true, 0.004, 60, [4.755_067_229_334_155, 4.701_817_426_695_914, 8.566_519_203_201_85, 4.701_969_088_736_35]),
    ([900.0, 1000.0, 0.4], 1, false, 0.02, 10, [5.254_853_885_17, 4.883_062_834_742_759, 14.134_452_832_602_037, 9.871_323_089_741_663]),
];

#[test]
fn lifetimes_match_high_precision_sums() {
    for (parameters, given, new, discount, payments, [expected, discounted, variance, forever]) in LIFETIMES {
        let predictor = BetaWeibullPredictor::new(&parameters, RenewalTerms::new(payments, discount).unwrap());
        let found = if new { predictor.new_customer() } else { predictor.residual(given) };
        assert_relative(found.expected_payments, expected, 1e-12);
        assert_relative(found.discounted_payments, discounted, 1e-12);
        // A difference of two squares.
        assert_relative(found.variance, variance, 1e-11);
        assert_relative(found.discounted_forever.unwrap(), forever, 1e-12);
    }
}

#[test]
fn for_ever_without_a_closed_form_equals_the_closed_form() {
    // v r ₂F₁ of the paper for c = 1 at 40 digits, with discounts so small that 1e10 terms count.
    for (alpha, beta, renewals, discount, forever) in [
        (0.668, 3.806, 0, 1e-6, 615.291_439_103_088_7),
        (0.668, 3.806, 40, 1e-9, 32_468.747_136_915_496),
        (1.0, 2.0, 3, 1e-7, 69.173_855_842_425_61),
        (0.001, 1000.0, 10, 1e-5, 99_594.447_947_054_29),
        (1000.0, 1000.0, 2, 1e-5, 1.002_992_922_874_231_4),
        (3.0, 0.001, 1, 0.01, 0.491_404_028_100_849_9),
        (0.7, 1.2, 5000, 0.0004, 1_977.715_311_674_893_9),
    ] {
        let predictor = BetaWeibullPredictor::new(&[alpha, beta], RenewalTerms::new(1, discount).unwrap());
        assert_relative(predictor.residual(renewals).discounted_forever.unwrap(), forever, 1e-11);
    }
}

#[test]
fn retention_is_that_of_the_closed_form_and_keeps_its_digits() {
    for (alpha, beta) in [(0.668, 3.806), (1e-3, 1e3), (1e3, 1e-3), (1e-3, 1e-3), (1e3, 1e3)] {
        let survival = Survival::of(&[alpha, beta, 1.0]);
        let mut product = 1.0;
        for t in 1..=5000 {
            let t = f64::from(t);
            assert_relative(survival.retention(t), (beta + (t - 1.0)) / (alpha + beta + (t - 1.0)), 1e-13);
            product *= survival.retention(t);
            // The logarithm of Γ(1000) is 5900: its rounding is 1e-12.
            assert_close(survival.at(t), product, 5e-12 * product + 1e-300);
        }
    }
    // A step that is not one: 1 − r at α of a thousandth and t of thousands, at 40 digits.
    let survival = Survival::of(&[1e-3, 1e3, 0.9]);
    assert_relative(-survival.ln_retention(4000.0).value.exp_m1(), CHURN, 1e-11);
}

const CHURN: f64 = 1.430_778_557_746_245e-7;

#[test]
fn extremes_are_finite_and_sensible() {
    let values = [1e-3, 0.3, 40.0, 1e3];
    for parameters in values.iter().flat_map(|a| values.iter().map(move |b| (*a, *b))) {
        for c in [1e-3, 0.5, 1.0, 3.0, 1e3] {
            let predictor =
                BetaWeibullPredictor::new(&[parameters.0, parameters.1, c], RenewalTerms::new(20, 0.01).unwrap());
            for renewals in [0, 1, 7, 5000] {
                let found = predictor.residual(renewals);
                for probability in [found.probability_next, found.probability_all, predictor.survival(renewals)] {
                    assert!((0.0..=1.0).contains(&probability), "{parameters:?} {c} {renewals}: {found:?}");
                }
                let forever = found.discounted_forever.unwrap();
                assert!(found.discounted_payments <= found.expected_payments * (1.0 + 1e-12));
                assert!(
                    found.discounted_payments <= forever * (1.0 + 1e-12),
                    "{parameters:?} {c} {renewals}: {found:?}"
                );
                assert!(found.expected_payments <= 20.0 && forever <= 101.0);
                let slopes = found.gradient.iter().chain(&found.gradient_forever);
                assert!(
                    slopes.chain([&found.variance]).all(|slope| slope.is_finite()),
                    "{parameters:?} {c}: {found:?}"
                );
            }
        }
    }
}

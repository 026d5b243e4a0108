//! GGompertz/NBD against high-precision values of its formulas.

mod reference;

use reference::{COUNTS, CUSTOMERS, DISCOUNT, EXPECTATION, FUTURES};

use super::GgompertzNbd;
use crate::check::{assert_close, assert_relative};
use crate::history::{History, Statistics};
use crate::transaction::{Terms, TransactionModel};

const INNER: [f64; 5] = [0.553, 10.578, 0.5, 0.02, 0.6];

fn history(x: u32, t_x: f64, age: f64) -> History {
    History::new(x, t_x, age).unwrap()
}

fn log_likelihood(parameters: &[f64], history: History) -> f64 {
    let sample: Statistics = [history].into_iter().collect();
    GgompertzNbd.log_likelihood(parameters, &sample).unwrap().0
}

#[test]
fn likelihood_alive_and_expectation_of_named_customers() {
    let predictor = GgompertzNbd.predictor(&INNER, Terms::new(39.0, 0.0).unwrap()).unwrap();
    for (x, t_x_days, age_days, [ll, alive, in_four, in_horizon]) in CUSTOMERS {
        let customer = history(*x, t_x_days / 7.0, age_days / 7.0);
        assert_relative(log_likelihood(&INNER, customer), *ll, 1e-12);
        let prediction = predictor.predict(&customer);
        assert_relative(prediction.probability_alive, *alive, 1e-11);
        assert_relative(prediction.expected_purchases, *in_horizon, 1e-11);
        let curve = predictor.expected_purchases(&customer, &[39.0, 4.0, 0.0]);
        assert_relative(curve[0], *in_horizon, 1e-11);
        assert_relative(curve[1], *in_four, 1e-11);
        assert_close(curve[2], 0.0, 0.0);
    }
}

#[test]
fn expectation_and_distribution_of_new_customers() {
    let predictor = |time: f64| GgompertzNbd.predictor(&INNER, Terms::new(time, 0.0).unwrap()).unwrap();
    for (time, expected) in EXPECTATION {
        assert_relative(predictor(1.0).expected_purchases(&History::NEW, &[*time])[0], *expected, 1e-12);
    }
    for (time, n, probability) in COUNTS {
        // Relative, down to 7e-13: the sums have positive terms only.
        let probabilities = predictor(*time).count_probabilities(&History::NEW, 25);
        assert_relative(probabilities[*n], *probability, 1e-11);
        assert_relative(predictor(*time).new_customer().probability_return, 1.0 - probabilities[0], 1e-11);
    }
}

#[test]
fn futures_match_high_precision_quadrature() {
    for (parameters, (x, t_x, age), values, gradient) in FUTURES {
        let customer = history(*x, *t_x, *age);
        let predictor = GgompertzNbd.predictor(parameters, Terms::new(52.0, DISCOUNT).unwrap()).unwrap();
        let found = predictor.predict(&customer);
        let [ll, alive, returns, expected, variance, discounted, forever, rate] = *values;
        // A logarithm that may be small beside the terms it is summed of.
        assert_close(log_likelihood(parameters, customer), ll, 1e-12 * (10.0 + ll.abs()));
        assert_relative(found.probability_alive, alive, 1e-10);
        assert_relative(found.probability_return, returns, 1e-10);
        assert_relative(found.expected_purchases, expected, 1e-10);
        assert_close(found.purchase_variance, variance, 1e-10 * (variance + expected * expected));
        assert_relative(found.discounted_purchases, discounted, 1e-10);
        assert_relative(found.discounted_purchases_forever.unwrap(), forever, 1e-10);
        assert_relative(found.purchase_rate, rate, 1e-10);
        let size = gradient.iter().zip(parameters).map(|(slope, p)| (slope * p).abs()).fold(0.0, f64::max);
        for (i, slope) in gradient.iter().enumerate() {
            // A slope may be a small difference of larger ones: digits relative to the largest.
            assert_close(found.gradient[i] * parameters[i], slope * parameters[i], 1e-9 * size);
        }
    }
}

#[test]
fn small_b_and_beta_are_pareto_nbd() {
    use crate::pareto_nbd::ParetoNbd;
    let terms = Terms::new(52.0, DISCOUNT).unwrap();
    let small = 1e-9;
    let here = GgompertzNbd.predictor(&[0.553, 10.578, 11.669 * small, small, 0.606], terms).unwrap();
    let there = ParetoNbd.predictor(&[0.553, 10.578, 0.606, 11.669], terms).unwrap();
    for (x, t_x, age) in [(0, 0.0, 39.0), (3, 20.0, 39.0), (12, 38.0, 39.0)] {
        let (one, other) = (here.predict(&history(x, t_x, age)), there.predict(&history(x, t_x, age)));
        // What b T leaves.
        assert_relative(one.probability_alive, other.probability_alive, 1e-6);
        assert_relative(one.discounted_purchases, other.discounted_purchases, 1e-6);
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 200, failure_persistence: None, ..Default::default() })]

    /// Mean and variance agree with the distribution, which is computed another way.
    #[test]
    fn moments_agree_with_the_distribution_everywhere(
        ln_r in -4.0..4.0_f64, ln_mean_rate in -4.0..2.0_f64, ln_beta in -4.0..5.0_f64, ln_b in -6.0..0.0_f64, ln_s in -4.0..3.0_f64,
        x in 0_u32..200, ln_age in -2.0..6.0_f64, horizon in 0.5..200.0_f64,
    ) {
        let (r, age) = (ln_r.exp(), ln_age.exp());
        let parameters = [r, r / ln_mean_rate.exp(), ln_beta.exp(), ln_b.exp(), ln_s.exp()];
        let customer = history(x, if x == 0 { 0.0 } else { age }, age);
        let reach = (r + f64::from(x)) * horizon / (parameters[1] + age);
        proptest::prop_assume!(reach < 1_000.0); // longer distributions take long
        let predictor = GgompertzNbd.predictor(&parameters, Terms::new(horizon, 0.001).unwrap()).unwrap();
        let found = predictor.predict(&customer);
        // Cut where 1e-13 is left: hence active customers only, and an absolute share in the tolerances.
        let counts = crate::interval::count_distribution(predictor.as_ref(), &customer);
        let over = |f: &dyn Fn(f64) -> f64| counts.iter().enumerate().map(|(n, p)| p * f(n as f64)).sum::<f64>();
        assert_close(over(&|_| 1.0), 1.0, 1e-9);
        assert_close(1.0 - counts[0], found.probability_return, 1e-10);
        assert_close(found.expected_purchases, over(&|n| n), 1e-9 + 1e-8 * found.expected_purchases);
        let second = over(&|n| n * n);
        assert_close(found.purchase_variance + found.expected_purchases.powi(2), second, 1e-7 + 1e-7 * second);
    }
}

//! Pareto/NBD against high-precision values of its formulas.

mod reference;

use reference::{COUNTS, CUSTOMERS, DELTAS, DISCOUNT, EXPECTATION, FUTURES};

use super::ParetoNbd;
use crate::check::{assert_close, assert_relative};
use crate::history::{History, Statistics};
use crate::transaction::{Terms, TransactionModel};

const CDNOW: [f64; 4] = [0.553, 10.578, 0.606, 11.669];

fn history(x: u32, t_x: f64, age: f64) -> History {
    History::new(x, t_x, age).unwrap()
}

fn log_likelihood(parameters: &[f64], history: History) -> f64 {
    let sample: Statistics = [history].into_iter().collect();
    ParetoNbd.log_likelihood(parameters, &sample).unwrap().0
}

#[test]
fn likelihood_alive_and_expectation_of_named_customers() {
    for (x, t_x_days, age_days, [ll, alive, in_four, in_horizon], forever) in CUSTOMERS {
        let customer = history(*x, t_x_days / 7.0, age_days / 7.0);
        assert_relative(log_likelihood(&CDNOW, customer), *ll, 1e-12);
        for (discount, expected) in DELTAS.iter().zip(forever) {
            let predictor = ParetoNbd.predictor(&CDNOW, Terms::new(39.0, *discount).unwrap()).unwrap();
            let prediction = predictor.predict(&customer);
            assert_relative(prediction.probability_alive, *alive, 1e-12);
            assert_relative(prediction.expected_purchases, *in_horizon, 1e-11);
            assert_relative(prediction.discounted_purchases_forever.unwrap(), *expected, 1e-11);
            let curve = predictor.expected_purchases(&customer, &[39.0, 4.0, 0.0]);
            assert_relative(curve[0], *in_horizon, 1e-11);
            assert_relative(curve[1], *in_four, 1e-11);
            assert_close(curve[2], 0.0, 0.0);
        }
    }
}

#[test]
fn expectation_and_distribution_of_new_customers() {
    let predictor = |time: f64| ParetoNbd.predictor(&CDNOW, Terms::new(time, 0.0).unwrap()).unwrap();
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
        let predictor = ParetoNbd.predictor(parameters, Terms::new(52.0, DISCOUNT).unwrap()).unwrap();
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
fn customers_who_never_stop_run_to_a_boundary_and_it_is_named() {
    use crate::fit::FitError;
    // Evenly spaced purchases to the very end: nobody has stopped.
    let statistics: Statistics = (0..2000_u32)
        .map(|i| {
            let (x, age) = (1 + (i * 7919) % 9, 52.0);
            history(x, age, age)
        })
        .collect();
    let error = ParetoNbd.fit(&statistics).unwrap_err();
    let FitError::Boundary { parameter, stopped_at, .. } = &error else {
        panic!("expected a boundary, found {error}");
    };
    assert!(["s", "beta"].contains(parameter), "{parameter}");
    assert!(!stopped_at.converged && stopped_at.covariance.is_empty());
    assert_eq!(error.code(), "fit-boundary");
    assert!(error.to_string().contains("hardly any"), "{error}");
}

#[test]
fn customers_who_stop_at_one_rate_run_to_a_boundary() {
    use crate::fit::FitError;
    // One hazard for all, 40 weeks on average: by chance lifetimes are a little more even than that in some samples.
    let ages: Vec<f64> = (0..3000).map(|i| 50.0 + f64::from(i % 40)).collect();
    let mut boundaries = 0;
    for seed in 0..10 {
        let purchases = ParetoNbd.simulate(&[2.0, 4.0, 1e6, 4e7], &ages, seed).unwrap();
        let seen =
            |(times, age): (&Vec<f64>, &f64)| history(times.len() as u32, times.last().copied().unwrap_or(0.0), *age);
        let statistics: Statistics = purchases.iter().zip(&ages).map(seen).collect();
        match ParetoNbd.fit(&statistics) {
            Err(FitError::Boundary { parameter, .. }) => {
                assert!(["s", "beta"].contains(&parameter), "{parameter}");
                boundaries += 1;
            }
            Ok(fit) => assert!(fit.converged && fit.parameters.get("s").unwrap() > 2.0, "{fit:?}"),
            Err(other) => panic!("{other:?}"),
        }
    }
    assert!(boundaries > 1, "{boundaries} of 10 samples");
}

/// The likelihood of [FHL2005b], by hypergeometric functions in the two forms for alpha ≥ beta and alpha < beta.
fn closed_form([r, alpha, s, beta]: [f64; 4], history: History) -> f64 {
    use crate::special::{ln_gamma, ln_hyp2f1};
    let (x, t_x, age) = (f64::from(history.frequency()), history.recency(), history.age());
    let power = r + s + x;
    let (larger, other) = if alpha >= beta { (alpha, s + 1.0) } else { (beta, r + x) };
    let gap = (alpha - beta).abs();
    let part = |t: f64| {
        let z = gap / (larger + t);
        ln_hyp2f1(power, other, power + 1.0, z).ln_abs - power * (larger + t).ln()
    };
    let ln_active = -(r + x) * (alpha + age).ln() - s * (beta + age).ln();
    let (early, late) = (part(t_x), part(age));
    let stopped = (s / power).ln() + early + (-(late - early).exp()).ln_1p();
    let most = ln_active.max(stopped);
    let bracket = most + ((ln_active - most).exp() + (stopped - most).exp()).ln();
    ln_gamma(r + x) - ln_gamma(r) + r * alpha.ln() + s * beta.ln() + bracket
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 200, failure_persistence: None, ..Default::default() })]

    /// Wherever the parameters are, the quadrature is the closed form.
    #[test]
    fn the_likelihood_is_the_closed_form_everywhere(
        ln_r in -4.0..4.0_f64, ln_alpha in -3.0..5.0_f64, ln_s in -4.0..4.0_f64, ln_beta in -3.0..5.0_f64,
        x in 0_u32..100, ln_age in -2.0..6.0_f64, silence in 0.05..0.95_f64,
    ) {
        let parameters = [ln_r, ln_alpha, ln_s, ln_beta].map(f64::exp);
        let age = ln_age.exp();
        let customer = history(x, if x == 0 { 0.0 } else { silence * age }, age);
        let expected = closed_form(parameters, customer);
        // The closed form takes the difference of two functions; the logarithms it sums may be large.
        assert_close(log_likelihood(&parameters, customer), expected, 1e-9 * (10.0 + expected.abs()));
    }

    /// Mean and variance agree with the distribution, which is computed another way.
    #[test]
    fn moments_agree_with_the_distribution_everywhere(
        ln_r in -4.0..4.0_f64, ln_mean_rate in -4.0..2.0_f64, ln_s in -4.0..3.0_f64, ln_beta in -3.0..5.0_f64,
        x in 0_u32..200, ln_age in -2.0..6.0_f64, horizon in 0.5..200.0_f64,
    ) {
        let (r, age) = (ln_r.exp(), ln_age.exp());
        let parameters = [r, r / ln_mean_rate.exp(), ln_s.exp(), ln_beta.exp()];
        let customer = history(x, if x == 0 { 0.0 } else { age }, age);
        let reach = (r + f64::from(x)) * horizon / (parameters[1] + age);
        proptest::prop_assume!(reach < 1_000.0); // longer distributions take long
        let predictor = ParetoNbd.predictor(&parameters, Terms::new(horizon, 0.001).unwrap()).unwrap();
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

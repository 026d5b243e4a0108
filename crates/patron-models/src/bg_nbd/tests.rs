//! BG/NBD against high-precision values of its formulas.

pub(crate) mod reference;

use reference::{DISCOUNT, FUTURES, PUBLISHED};

use super::BgNbd;
use crate::check::{assert_close, assert_relative};
use crate::history::{History, Statistics};
use crate::transaction::{Terms, TransactionModel};

fn history(x: u32, t_x: f64, age: f64) -> History {
    History::new(x, t_x, age).unwrap()
}

#[test]
fn likelihood_alive_and_expectation_of_named_customers() {
    for set in PUBLISHED {
        let predictor = BgNbd.predictor(&set.parameters, Terms::new(set.horizon, 0.0).unwrap()).unwrap();
        for (x, t_x_days, age_days, ll, alive, in_four, in_horizon) in set.customers {
            let customer = history(*x, t_x_days / 7.0, age_days / 7.0);
            let sample: Statistics = [customer].into_iter().collect();
            assert_relative(BgNbd.log_likelihood(&set.parameters, &sample).unwrap().0, *ll, 1e-13);
            let prediction = predictor.predict(&customer);
            assert_relative(prediction.probability_alive, *alive, 1e-12);
            assert_relative(prediction.expected_purchases, *in_horizon, 1e-11);
            let curve = predictor.expected_purchases(&customer, &[set.horizon, 4.0, 0.0]);
            assert_relative(curve[0], *in_horizon, 1e-11);
            assert_relative(curve[1], *in_four, 1e-11);
            assert_close(curve[2], 0.0, 0.0);
        }
    }
}

#[test]
fn expectation_and_distribution_of_new_customers() {
    for set in PUBLISHED {
        let predictor = BgNbd.predictor(&set.parameters, Terms::new(set.horizon, 0.0).unwrap()).unwrap();
        for (time, expected) in set.expectation {
            assert_relative(predictor.expected_purchases(&History::NEW, &[*time])[0], *expected, 1e-11);
        }
        for (time, n, probability) in set.pmf {
            let predictor = BgNbd.predictor(&set.parameters, Terms::new(*time, 0.0).unwrap()).unwrap();
            // Relative, down to 5e-18: the sums have positive terms only.
            let probabilities = predictor.count_probabilities(&History::NEW, 25);
            assert_relative(probabilities[*n], *probability, 1e-11);
            assert_relative(predictor.count_probabilities(&History::NEW, *n)[*n], *probability, 1e-11);
            assert_relative(predictor.new_customer().probability_return, 1.0 - probabilities[0], 1e-13);
        }
    }
}

#[test]
fn futures_match_high_precision_quadrature() {
    for (parameters, (x, t_x, age), values, gradient) in FUTURES {
        let predictor = BgNbd.predictor(parameters, Terms::new(52.0, DISCOUNT).unwrap()).unwrap();
        let found = predictor.predict(&history(*x, *t_x, *age));
        let [returns, expected, variance, discounted, forever] = *values;
        assert_relative(found.probability_return, returns, 1e-10);
        assert_relative(found.expected_purchases, expected, 1e-10);
        if !variance.is_nan() {
            assert_relative(found.purchase_variance, variance, 1e-10);
        }
        assert_relative(found.discounted_purchases, discounted, 1e-10);
        assert_relative(found.discounted_purchases_forever.unwrap(), forever, 1e-10);
        let size = gradient.iter().zip(parameters).map(|(slope, p)| (slope * p).abs()).fold(0.0, f64::max);
        for (i, slope) in gradient.iter().enumerate() {
            // A slope may be a small difference of larger ones: digits relative to the largest.
            assert_close(found.gradient[i] * parameters[i], slope * parameters[i], 1e-9 * size);
        }
    }
}

#[test]
fn twelve_months_of_discounted_value_of_named_customers() {
    use crate::gamma_gamma::{GammaGamma, SpendHistory};
    // Twelve months of 4.345 weeks at 1 % a month, computed by another program to about 1e-9.
    let spend = GammaGamma::new(&[6.25, 3.74, 15.44]).unwrap();
    let predictor = BgNbd.predictor(&[0.243, 4.414, 0.793, 2.426], Terms::new(52.0, 0.0).unwrap()).unwrap();
    let months: Vec<f64> = (0..=12).map(|month| f64::from(month) * 4.345).collect();
    for (x, t_x_days, age_days, mean, value) in [
        (0, 0.0, 272.0, 0.0, 8.369_491_263_485_667),
        (29, 264.0, 266.0, 26.261_379_310_344_83, 625.423_697_621_818_5),
        (1, 269.0, 269.0, 6.49, 13.392_647_580_303_196),
        (5, 36.0, 261.0, 194.864, 3.034_075_451_375_428),
        (2, 132.0, 234.0, 52.85, 66.437_999_307_076_4),
    ] {
        let curve = predictor.expected_purchases(&history(x, t_x_days / 7.0, age_days / 7.0), &months);
        let each = spend.spend(SpendHistory::new(x, mean).ok().as_ref()).expected().unwrap();
        let found: f64 = (1..=12).map(|month| (curve[month] - curve[month - 1]) / 1.01_f64.powi(month as i32)).sum();
        assert_relative(found * each, value, 1e-8);
    }
}

#[test]
fn hard_arguments() {
    // 30-digit values: P(alive) next to zero, 400 purchases, and a next to 1 where the closed form divides by a − 1.
    let predictor =
        |a: f64, horizon: f64| BgNbd.predictor(&[0.243, 4.414, a, 2.426], Terms::new(horizon, 0.0).unwrap()).unwrap();
    let faded = predictor(0.793, 39.0).predict(&history(29, 10.0, 38.75));
    assert_relative(faded.probability_alive, 4.512_777_528_094_627e-13, 1e-12);
    let busy = predictor(0.793, 39.0).predict(&history(400, 38.0, 38.75));
    assert_relative(busy.expected_purchases, 86.202_701_440_377_46, 1e-11);
    let near_one = predictor(1.000_000_000_1, 52.0).predict(&history(2, 20.0, 38.75));
    assert_relative(near_one.expected_purchases, 1.001_209_751_702_646_6, 1e-11);
}

#[test]
fn one_by_one_and_in_any_batch_to_the_bit() {
    let predictor = BgNbd.predictor(&[0.243, 4.414, 0.793, 2.426], Terms::new(52.0, DISCOUNT).unwrap()).unwrap();
    let customers: Vec<History> = (0..400_u32)
        .map(|i| {
            let (x, age) = (i % 140, 1.0 + f64::from(i % 97));
            history(x, if x == 0 { 0.0 } else { age * f64::from(1 + i % 7) / 8.0 }, age)
        })
        .collect();
    let fresh = BgNbd.predictor(&[0.243, 4.414, 0.793, 2.426], Terms::new(52.0, DISCOUNT).unwrap()).unwrap();
    let single: Vec<_> = customers.iter().rev().map(|customer| fresh.predict(customer)).collect();
    let batch = predictor.predict_all(&customers);
    assert!(batch.iter().eq(single.iter().rev()));
}

#[test]
fn tabulated_futures_equal_direct_ones() {
    use super::ahead::ahead;
    use crate::transaction::Table;
    for values in [[0.243, 4.414, 0.793, 2.426], [3.0, 20.0, 0.4, 0.9], [0.05, 0.8, 0.03, 0.4], [12.0, 90.0, 5.0, 3.0]]
    {
        let parameters = super::Parameters::of(&values);
        let terms = Terms::new(52.0, DISCOUNT).unwrap();
        let table = Table::new(parameters, terms);
        for x in [0, 1, 4, 33, 128, 129] {
            for age in [0.0, 0.3, 1.7, 9.0, 38.9, 260.0, 2600.0] {
                let (tabulated, direct) = (table.get(x, age), ahead(&parameters, f64::from(x), age, terms));
                assert_relative(tabulated.returns, direct.returns, 2e-12);
                assert_relative(tabulated.expected, direct.expected, 2e-12);
                assert_relative(tabulated.factorial_moment, direct.factorial_moment, 2e-12);
                assert_relative(tabulated.discounted, direct.discounted, 2e-12);
                assert_relative(tabulated.forever, direct.forever, 2e-12);
                for i in 0..4 {
                    let off = (tabulated.gradient[i] - direct.gradient[i]).abs() * values[i];
                    assert!(off < 1e-11 * direct.discounted, "{values:?} {x} {age} {i}: {off:e}");
                }
            }
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
    let Err(FitError::Boundary { parameter, stopped_at, .. }) = BgNbd.fit(&statistics) else {
        panic!("expected a boundary");
    };
    assert!(["a", "b"].contains(&parameter));
    assert!(!stopped_at.converged && stopped_at.covariance.is_empty());
    let error = BgNbd.fit(&statistics).unwrap_err();
    assert_eq!(error.code(), "fit-boundary");
    assert!(error.to_string().ends_with("hardly any customer ever stops buying"), "{error}");
}

#[test]
fn customers_who_all_buy_at_one_rate_run_to_a_boundary() {
    use crate::fit::FitError;
    // One rate for all, four weeks between purchases: in this sample the counts vary less than chance has it on average.
    let ages: Vec<f64> = (0..2000).map(|i| 20.0 + f64::from(i % 40)).collect();
    let purchases = BgNbd.simulate(&[1e6, 4e6, 0.8, 2.4], &ages, 2).unwrap();
    let statistics: Statistics = purchases
        .iter()
        .zip(&ages)
        .map(|(times, age)| history(times.len() as u32, times.last().copied().unwrap_or(0.0), *age))
        .collect();
    let Err(FitError::Boundary { parameter, .. }) = BgNbd.fit(&statistics) else {
        panic!("expected a boundary");
    };
    assert!(["r", "alpha"].contains(&parameter), "{parameter}");
    let error = BgNbd.fit(&statistics).unwrap_err();
    assert!(error.to_string().ends_with("customers do not differ in how often they buy"), "{error}");
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 200, failure_persistence: None, ..Default::default() })]

    /// Wherever the parameters are, mean and variance agree with the distribution, which is computed another way.
    #[test]
    fn moments_agree_with_the_distribution_everywhere(
        ln_r in -4.0..4.0_f64, ln_mean_rate in -4.0..2.0_f64, ln_a in -4.0..3.0_f64, ln_b in -3.0..4.0_f64,
        x in 0_u32..300, ln_age in -2.0..6.0_f64, horizon in 0.5..200.0_f64,
    ) {
        let (r, age) = (ln_r.exp(), ln_age.exp());
        let parameters = [r, r / ln_mean_rate.exp(), ln_a.exp(), ln_b.exp()];
        let customer = history(x, if x == 0 { 0.0 } else { age }, age);
        let predictor = BgNbd.predictor(&parameters, Terms::new(horizon, 0.001).unwrap()).unwrap();
        let found = predictor.predict(&customer);
        let reach = (r + f64::from(x)) * horizon / (parameters[1] + age);
        proptest::prop_assume!(reach < 5_000.0); // longer distributions are cut at 100,000 counts
        // Cut where 1e-13 is left: hence active customers only, and an absolute share in the tolerances.
        let counts = crate::interval::count_distribution(predictor.as_ref(), &customer);
        let over = |f: &dyn Fn(f64) -> f64| counts.iter().enumerate().map(|(n, p)| p * f(n as f64)).sum::<f64>();
        assert_close(over(&|_| 1.0), 1.0, 1e-9);
        assert_close(found.expected_purchases, over(&|n| n), 1e-9 + 1e-8 * found.expected_purchases);
        let second = over(&|n| n * n);
        assert_close(found.purchase_variance + found.expected_purchases.powi(2), second, 1e-7 + 1e-7 * second);
        let forever = found.discounted_purchases_forever.unwrap();
        let little = 1.0 + 1e-10;
        assert!(found.discounted_purchases <= little * found.expected_purchases);
        assert!(found.discounted_purchases <= little * forever);
        assert!(found.discounted_purchases >= found.expected_purchases * (-0.001 * horizon).exp() / little);
        assert!(forever.is_finite() && found.gradient.iter().all(|slope| slope.is_finite()));
    }
}

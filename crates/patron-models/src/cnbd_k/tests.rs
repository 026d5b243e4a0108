//! The CNBD-k models against high-precision values, their own simulations, and BG/NBD and MBG/NBD.

mod reference;

use reference::{FUTURES, PUBLISHED};

use super::ahead::Underway;
use super::{BG_CNBD_K, CnbdK, MBG_CNBD_K};
use crate::bg_nbd::{BgNbd, Parameters, Variant};
use crate::check::{assert_close, assert_relative};
use crate::fit::FitError;
use crate::history::{History, Statistics, StatisticsBuilder};
use crate::mbg_nbd::MbgNbd;
use crate::transaction::{Memoryless, Table, Terms, TransactionModel};

fn history(x: u32, t_x: f64, age: f64) -> History {
    History::new(x, t_x, age).unwrap()
}

fn model(stops_at_first: bool) -> CnbdK {
    if stops_at_first { MBG_CNBD_K } else { BG_CNBD_K }
}

/// What is seen of purchase times at an age, with the logarithms of the gaps.
fn seen(times: &[f64], age: f64) -> (History, f64) {
    let seen: Vec<f64> = times.iter().copied().take_while(|time| *time <= age).collect();
    let gaps = seen.iter().zip(std::iter::once(&0.0).chain(&seen)).map(|(time, before)| (time - before).ln()).sum();
    (history(seen.len() as u32, seen.last().copied().unwrap_or(0.0), age), gaps)
}

fn statistics(customers: &[(History, f64)]) -> Statistics {
    let mut builder = StatisticsBuilder::default();
    customers.iter().for_each(|(history, gaps)| builder.push_with_gaps(*history, *gaps, 1.0).unwrap());
    builder.finish()
}

#[test]
fn likelihood_and_alive_of_named_customers() {
    for set in PUBLISHED {
        let predictor = model(set.stops_at_first).predictor(&set.parameters, Terms::new(39.0, 0.0).unwrap()).unwrap();
        for (x, t_x_days, age_days, gaps, ll, alive) in set.customers {
            let customer = history(*x, t_x_days / 7.0, age_days / 7.0);
            let sample = statistics(&[(customer, *gaps)]);
            let found = model(set.stops_at_first).log_likelihood(&set.parameters, &sample).unwrap().0;
            // The logarithms of the gaps and the rest may nearly cancel: digits of the larger.
            assert_close(found, *ll, 1e-13 * (ll.abs() + 2.0 * gaps.abs()));
            assert_relative(predictor.predict(&customer).probability_alive, *alive, 1e-12);
        }
    }
}

#[test]
fn distribution_of_new_customers() {
    for set in PUBLISHED {
        for (time, expected) in set.counts {
            let terms = Terms::new(*time, 0.0).unwrap();
            let predictor = model(set.stops_at_first).predictor(&set.parameters, terms).unwrap();
            let found = predictor.count_probabilities(&History::NEW, 20);
            for (n, probability) in expected.iter().enumerate() {
                assert_relative(found[n], *probability, 1e-11);
            }
        }
    }
}

#[test]
fn expectation_of_new_customers_is_that_of_another_program_as_far_as_it_sums() {
    // That program cuts the series over purchases: exact early, up to 4e-4 short of the sum at long times.
    for (regular, parameters, expected) in [
        (
            BG_CNBD_K,
            [0.2269, 1.463, 0.944, 2.074, 2.0],
            [0.187_190_379_022_78, 0.560_742_020_367_38, 1.208_533_892_677_4, 2.498_050_682_675_68],
        ),
        (
            MBG_CNBD_K,
            [0.533, 1.258, 1.289, 1.845, 3.0],
            [0.185_210_275_586_003, 0.583_475_755_599_271, 1.199_528_898_040_18, 2.181_234_046_799_7],
        ),
    ] {
        let predictor = regular.predictor(&parameters, Terms::new(52.0, 0.0).unwrap()).unwrap();
        let found = predictor.expected_purchases(&History::NEW, &[4.0, 13.0, 39.0, 156.0]);
        for ((found, expected), short) in found.iter().zip(expected).zip([1e-12, 1e-9, 1e-4, 5e-4]) {
            assert!((-1e-12..=short).contains(&(found / expected - 1.0)), "{found} {expected}");
        }
    }
}

#[test]
fn futures_match_high_precision_quadrature() {
    for (k, stops_at_first, rates, (x, t_x, age), alive, values, gradient) in FUTURES {
        let parameters: Vec<f64> = rates.iter().copied().chain([f64::from(*k)]).collect();
        let terms = Terms::new(52.0, 0.001_826_6).unwrap();
        let predictor = model(*stops_at_first).predictor(&parameters, terms).unwrap();
        let customer = history(*x, *t_x, *age);
        let found = predictor.predict(&customer);
        let [returns, expected, variance, discounted, forever] = *values;
        assert_relative(found.probability_alive, *alive, 1e-12);
        assert_relative(found.probability_return, returns, 1e-10);
        assert_relative(found.expected_purchases, expected, 1e-10);
        assert_relative(predictor.expected_purchases(&customer, &[20.0, 52.0])[1], expected, 1e-10);
        assert_relative(found.purchase_variance, variance, 1e-9);
        assert_relative(found.discounted_purchases, discounted, 1e-10);
        assert_relative(found.discounted_purchases_forever.unwrap(), forever, 1e-10);
        let size = gradient.iter().zip(rates).map(|(slope, p)| (slope * p).abs()).fold(0.0, f64::max);
        for (i, slope) in gradient.iter().enumerate() {
            // A slope may be a small difference of larger ones: digits relative to the largest.
            assert_close(found.gradient[i] * rates[i], slope * rates[i], 1e-9 * size);
        }
    }
}

#[test]
fn one_stage_is_the_model_without_memory() {
    for (regular, plain) in [(BG_CNBD_K, &BgNbd as &dyn TransactionModel), (MBG_CNBD_K, &MbgNbd)] {
        let parameters = [0.6, 5.0, 0.8, 2.5];
        let with_k = [0.6, 5.0, 0.8, 2.5, 1.0];
        let ages: Vec<f64> = (0..2000).map(|i| 10.0 + f64::from(i % 50)).collect();
        let purchases = plain.simulate(&parameters, &ages, 3).unwrap();
        assert_eq!(regular.simulate(&with_k, &ages, 3).unwrap(), purchases);
        let sample: Statistics = purchases.iter().zip(&ages).map(|(times, age)| seen(times, *age).0).collect();
        let (value, gradient) = plain.log_likelihood(&parameters, &sample).unwrap();
        let (same, with_zero) = regular.log_likelihood(&with_k, &sample).unwrap();
        assert_eq!((value, &gradient[..]), (same, &with_zero[..4]));
        let (fit, held) = (plain.fit(&sample).unwrap(), regular.holding("k", 1.0).unwrap().fit(&sample).unwrap());
        assert_eq!(fit.parameters.values(), held.parameters.values()[..4]);
        assert_eq!((fit.log_likelihood, fit.aic, fit.bic), (held.log_likelihood, held.aic, held.bic));
        assert_eq!(fit.standard_errors, held.standard_errors);
        let terms = Terms::new(52.0, 0.002).unwrap();
        let (one, other) = (plain.predictor(&parameters, terms).unwrap(), regular.predictor(&with_k, terms).unwrap());
        for (times, age) in purchases.iter().zip(&ages).step_by(100) {
            let customer = seen(times, *age).0;
            assert_eq!(one.predict(&customer), other.predict(&customer));
            assert_eq!(one.count_probabilities(&customer, 9), other.count_probabilities(&customer, 9));
        }
    }
}

#[test]
fn tabulated_futures_equal_direct_ones() {
    let terms = Terms::new(52.0, 0.0018).unwrap();
    for (stages, values) in [(2, [0.58, 2.29, 1.13, 1.58]), (3, [3.0, 20.0, 0.4, 0.9]), (12, [2.0, 1.5, 0.3, 4.0])] {
        let variant = Variant { stages, stops_at_first: true };
        let parameters = Parameters::of(&values);
        for passed in [0, stages - 1] {
            let table = Table::new(Underway { parameters, variant, passed }, terms);
            for (x, age) in [(0, 0.0), (1, 0.3), (6, 38.9), (40, 260.0), (2, 2600.0)] {
                let direct = table.model().ahead(f64::from(x), age, terms);
                let tabulated = table.get(x, age);
                assert_relative(tabulated.returns, direct.returns, 5e-12);
                assert_relative(tabulated.expected, direct.expected, 5e-12);
                assert_relative(tabulated.factorial_moment, direct.factorial_moment, 2e-11);
                assert_relative(tabulated.discounted, direct.discounted, 5e-12);
                assert_relative(tabulated.forever, direct.forever, 5e-12);
                for (i, value) in values.iter().enumerate() {
                    let off = (tabulated.gradient[i] - direct.gradient[i]).abs() * value;
                    assert!(off < 2e-11 * direct.discounted, "k = {stages}, j = {passed}, {x} {age} {i}: {off:e}");
                }
            }
        }
    }
}

/// Who is silent for longer than the usual gap is more likely gone, and more so than a model without memory has it; what
/// the model says is what happens in its own simulation.
#[test]
fn who_is_active_and_returns_agrees_with_a_simulation() {
    let parameters = [1.5, 4.0, 0.6, 2.5, 3.0];
    let ages: Vec<f64> = (0..20_000).map(|i| 10.0 + f64::from(i % 30)).collect();
    // Nearly every active customer has bought again within 3,000 weeks.
    let longer: Vec<f64> = ages.iter().map(|age| age + 3000.0).collect();
    for regular in [BG_CNBD_K, MBG_CNBD_K] {
        let purchases = regular.simulate(&parameters, &longer, 21).unwrap();
        let predictor = regular.predictor(&parameters, Terms::new(6.0, 0.0).unwrap()).unwrap();
        let customers: Vec<History> = purchases.iter().zip(&ages).map(|(times, age)| seen(times, *age).0).collect();
        let found = predictor.predict_all(&customers);
        let mut groups = [[0.0_f64; 5]; 4];
        for ((found, customer), times) in found.iter().zip(&customers).zip(&purchases) {
            let idle = (customer.age() - customer.recency()) / 3.0;
            let group = &mut groups[(idle as usize).min(3)];
            let next = times.get(customer.frequency() as usize);
            group[0] += found.probability_alive;
            group[1] += f64::from(u8::from(next.is_some()));
            group[2] += found.probability_return;
            group[3] += f64::from(u8::from(next.is_some_and(|time| *time <= customer.age() + 6.0)));
            group[4] += found.probability_alive * (1.0 - found.probability_alive);
        }
        for [alive, ever, returns, returned, variance] in groups {
            // Three and a half standard errors, and the few slow ones who have not bought again by then.
            assert_close(ever, alive, 3.5 * variance.sqrt() + 0.003 * alive);
            assert_close(returned, returns, 3.5 * returns.sqrt());
        }
    }
}

#[test]
fn without_the_gaps_regularity_is_not_estimated() {
    let ages: Vec<f64> = (0..400).map(|i| 20.0 + f64::from(i % 40)).collect();
    let purchases = BG_CNBD_K.simulate(&[1.2, 2.5, 0.7, 2.8, 2.0], &ages, 2).unwrap();
    let untold: Statistics = purchases.iter().zip(&ages).map(|(times, age)| seen(times, *age).0).collect();
    let two = BG_CNBD_K.holding("k", 2.0).unwrap();
    for error in [BG_CNBD_K.fit(&untold).unwrap_err(), two.fit(&untold).unwrap_err()] {
        assert_eq!(error, FitError::GapsUnknown);
        assert!(error.to_string().contains("`ln_gaps`") && error.hint().contains("consecutive"));
    }
    let error = two.log_likelihood(&[1.0, 1.0, 1.0, 1.0, 2.0], &untold).unwrap_err();
    assert_eq!(error.code(), "parameter-gaps-unknown");
    assert!(BG_CNBD_K.holding("k", 1.0).unwrap().fit(&untold).is_ok());
    // Held, k is given and not estimated: one parameter less in the criteria.
    let told: Vec<_> = purchases.iter().zip(&ages).map(|(times, age)| seen(times, *age)).collect();
    let (held, searched) = (two.fit(&statistics(&told)).unwrap(), BG_CNBD_K.fit(&statistics(&told)).unwrap());
    assert_eq!(searched.parameters.get("k"), Some(2.0));
    assert_relative(searched.aic - held.aic, 2.0, 1e-9);
    assert_eq!(searched.log_likelihood, held.log_likelihood);
}

#[test]
fn purchases_by_the_calendar_run_to_the_boundary_of_k() {
    // Customers of MBG/NBD who keep their number of purchases but space them evenly, to within a day.
    let ages: Vec<f64> = (0..600).map(|i| 60.0 + f64::from(i % 30)).collect();
    let purchases = MbgNbd.simulate(&[2.0, 8.0, 0.8, 2.0], &ages, 8).unwrap();
    let told: Vec<(History, f64)> = (0..600_u32)
        .zip(purchases.iter().zip(&ages))
        .map(|(i, (times, age))| {
            let wobble = |n: u32| f64::from((i * 31 + n * 17) % 7) / 7.0 - 0.5;
            let pace = 3.0 + f64::from(i % 5) * 0.5;
            let times: Vec<f64> = (1..=times.len() as u32).map(|n| pace * f64::from(n) + 0.3 * wobble(n)).collect();
            seen(&times, *age)
        })
        .collect();
    let error = MBG_CNBD_K.fit(&statistics(&told)).unwrap_err();
    let FitError::Boundary { parameter, stopped_at, .. } = &error else { panic!("expected a boundary: {error}") };
    assert_eq!((*parameter, stopped_at.parameters.get("k"), stopped_at.converged), ("k", Some(12.0), false));
    assert!(error.to_string().ends_with("as by standing order"), "{error}");
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 24, failure_persistence: None, ..Default::default() })]

    /// Wherever the parameters are, mean and variance agree with the distribution, which is computed another way.
    #[test]
    fn moments_agree_with_the_distribution_everywhere(
        ln_r in -4.0..4.0_f64, ln_mean_rate in -4.0..2.0_f64, ln_a in -4.0..3.0_f64, ln_b in -3.0..4.0_f64,
        k in 2_u32..13, x in 0_u32..60, ln_age in -2.0..6.0_f64, idle in 0.0..1.0_f64, horizon in 0.5..200.0_f64,
    ) {
        let (r, age) = (ln_r.exp(), ln_age.exp());
        let parameters = [r, r / ln_mean_rate.exp(), ln_a.exp(), ln_b.exp(), f64::from(k)];
        let customer = history(x, if x == 0 { 0.0 } else { age * (1.0 - 0.9 * idle) }, age);
        let terms = Terms::new(horizon, 0.001).unwrap();
        let predictor = MBG_CNBD_K.predictor(&parameters, terms).unwrap();
        let found = predictor.predict(&customer);
        let reach = (r + f64::from(k * x)) * horizon / (parameters[1] + age) / f64::from(k);
        proptest::prop_assume!(reach < 100.0); // longer distributions take long
        // The distribution is cut where 1e-13 is left, which a customer almost surely gone has nowhere.
        proptest::prop_assume!(found.probability_alive > 1e-2);
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

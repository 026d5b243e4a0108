//! NBD against figures of another program and its own distribution.

use super::Nbd;
use crate::check::{assert_close, assert_relative};
use crate::fit::FitError;
use crate::history::{History, Statistics};
use crate::transaction::{Terms, TransactionModel};

fn history(x: u32, t_x: f64, age: f64) -> History {
    History::new(x, t_x, age).unwrap()
}

#[test]
fn likelihood_and_expectation_of_named_customers() {
    for (parameters, horizon, customers) in NAMED {
        let predictor = Nbd.predictor(parameters, Terms::new(*horizon, 0.0).unwrap()).unwrap();
        for (x, t_x_days, age_days, ll, in_horizon) in *customers {
            let customer = history(*x, t_x_days / 7.0, age_days / 7.0);
            let sample: Statistics = [customer].into_iter().collect();
            // Printed with 15 digits by the program they come from.
            assert_relative(Nbd.log_likelihood(parameters, &sample).unwrap().0, *ll, 1e-12);
            assert_relative(predictor.predict(&customer).expected_purchases, *in_horizon, 1e-13);
            assert_relative(predictor.expected_purchases(&customer, &[*horizon])[0], *in_horizon, 1e-13);
        }
    }
}

#[test]
fn discounted_purchases_are_those_of_a_constant_rate() {
    // Rate 2.4/50 a week; annuity (1 − e^(−0.104))/0.002 and 1/0.002.
    let predictor = Nbd.predictor(&[0.4, 12.0], Terms::new(52.0, 0.002).unwrap()).unwrap();
    let found = predictor.predict(&history(2, 20.0, 38.0));
    assert_relative(found.purchase_rate, 0.048, 1e-14);
    assert_relative(found.discounted_purchases, 0.048 * (1.0 - (-0.104_f64).exp()) / 0.002, 1e-13);
    assert_relative(found.discounted_purchases_forever.unwrap(), 24.0, 1e-13);
    assert_relative(found.probability_return, 1.0 - (50.0_f64 / 102.0).powf(2.4), 1e-13);
    assert_relative(found.purchase_variance, 0.048 * 52.0 * (1.0 + 52.0 / 50.0), 1e-13);
    assert_close(found.probability_alive, 1.0, 0.0);
}

#[test]
fn customers_who_all_buy_at_one_rate_run_to_a_boundary() {
    // One purchase every four weeks: counts vary less than those of one rate by chance.
    let one = |i: u32| {
        let age = 20 + i % 40;
        history(age / 4, f64::from(age / 4) * 4.0, f64::from(age))
    };
    let statistics: Statistics = (0..2000).map(one).collect();
    let error = Nbd.fit(&statistics).unwrap_err();
    assert!(matches!(error, FitError::Boundary { .. }), "{error}");
    assert!(error.to_string().ends_with("customers do not differ in how often they buy"), "{error}");
}

/// Parameters, horizon and customers (x, t_x and T in days, log-likelihood, purchases within the horizon).
type Named = ([f64; 2], f64, &'static [(u32, f64, f64, f64, f64)]);

/// The CDNOW sample and a simulated apparel retailer, computed by another program.
#[rustfmt::skip]
const NAMED: &[Named] = &[
    ([0.3848, 12.07], 39.0, &[
        (0, 0.0, 272.0, -0.553986172249076, 0.294679794664647),
        (0, 0.0, 189.0, -0.451998345098861, 0.384110570770412),
        (29, 264.0, 266.0, -45.6917722322824, 22.8881006590773),
        (26, 216.0, 217.0, -39.9067085544776, 23.8915068493151),
        (1, 269.0, 269.0, -5.4277108378342, 1.06947975897479),
        (8, 226.0, 226.0, -22.3647542560788, 7.37238043093175),
        (1, 1.0, 261.0, -5.39601069256071, 1.09424411705114),
        (5, 36.0, 261.0, -17.1001150698196, 4.25497235810009),
        (2, 213.0, 272.0, -9.04425408738926, 1.82627955903391),
        (2, 158.0, 257.0, -8.94173679872678, 1.90649916542212),
        (2, 58.0, 246.0, -8.86365369058342, 1.96995491542861),
        (2, 132.0, 234.0, -8.775451089186, 2.04417846714183),
    ]),
    ([0.8337, 41.09], 52.0, &[
        (0, 0.0, 728.0, -1.05178712999433, 0.29879660900131),
        (0, 0.0, 728.0, -1.05178712999433, 0.29879660900131),
        (21, 669.0, 728.0, -60.8264919213259, 7.82515955613757),
        (18, 664.0, 728.0, -54.8540314000914, 6.74996484940382),
        (10, 728.0, 728.0, -36.2315076458785, 3.88277896478048),
        (1, 3.0, 728.0, -6.21102302308749, 0.657194844579227),
        (1, 708.0, 728.0, -6.21102302308749, 0.657194844579227),
        (5, 98.0, 728.0, -21.5530783051544, 2.0907877868909),
        (6, 653.0, 728.0, -24.7667810972532, 2.44918602246881),
        (3, 570.0, 728.0, -14.5178124403498, 1.37399131573506),
        (4, 680.0, 728.0, -18.1513362855768, 1.73238955131298),
        (2, 316.0, 728.0, -10.5820414790421, 1.01559308015714),
    ]),
];

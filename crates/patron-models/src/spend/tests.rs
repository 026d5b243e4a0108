use super::*;
use crate::bg_nbd::BgNbd;
use crate::check::{assert_close, assert_relative};
use crate::history::History;
use crate::interval::{Base, Levels, Total, Uncertainty};
use crate::transaction::{Terms, TransactionModel};

fn named(name: &str, parameters: &[(&str, f64)]) -> SpendModel {
    let (names, values): (Vec<&str>, Vec<f64>) = parameters.iter().copied().unzip();
    SpendModel::from_named(name, &NamedValues::new(&names, &values)).unwrap()
}

fn normal() -> SpendModel {
    named("normal-spend", &[("mean", 4.0), ("within", 30.0), ("between", 12.0)])
}

fn gamma_gamma() -> SpendModel {
    named("gamma-gamma", &[("p", 6.25), ("q", 3.74), ("gamma", 15.44)])
}

/// Histories with the means of their purchases: gains, a loss, and nothing bought again.
const CASES: [(u32, f64, f64, Option<f64>); 4] =
    [(0, 0.0, 38.0, None), (2, 30.43, 38.86, Some(22.35)), (5, 20.0, 38.0, Some(-18.0)), (9, 37.0, 38.86, Some(3.0))];

#[test]
fn each_model_uses_the_means_it_knows() {
    assert_eq!(CASES.map(|(x, _, _, mean)| gamma_gamma().uses(x, mean)), [false, true, false, true]);
    assert_eq!(CASES.map(|(x, _, _, mean)| normal().uses(x, mean)), [false, true, true, true]);
    assert!(normal().may_lose() && !gamma_gamma().may_lose());
    // 6.25 × 15.44 / 2.74
    assert_relative(gamma_gamma().population_mean().unwrap(), 35.218_978_102_189_78, 1e-14);
    let error = SpendModel::from_named("lognormal", &NamedValues::default()).unwrap_err();
    assert_eq!(error.to_string(), "spend model `lognormal` is not known, expected `gamma-gamma`, `normal-spend`");
}

#[test]
fn the_total_of_a_base_is_the_sum_over_its_customers_for_either_model() {
    let predictor = BgNbd.predictor(&[0.243, 4.414, 0.793, 2.426], Terms::new(52.0, 0.001_826_6).unwrap()).unwrap();
    let histories = CASES.map(|(x, t_x, age, _)| History::new(x, t_x, age).unwrap());
    let predictions = predictor.predict_all(&histories);
    for model in [normal(), gamma_gamma()] {
        let (mut base, mut expected) = (Base::default(), Total::default());
        for (history, (x, _, _, mean)) in histories.iter().zip(CASES) {
            base.add(predictor.as_ref(), history, &model.purchase(x, mean));
        }
        let laws = model.laws(CASES.iter().map(|&(x, _, _, mean)| (x, mean)));
        for value in laws.values(predictor.as_ref(), &histories, &predictions, &Uncertainty::none()) {
            expected.add(&value);
        }
        let total = base.total(predictor.as_ref());
        // The same products, summed in another order.
        assert_relative(total.mean, expected.mean, 1e-12);
        assert_relative(total.variance, expected.variance, 1e-10);
        for (found, wanted) in total.gradient.iter().zip(expected.gradient) {
            assert_close(*found, wanted, 1e-11 * wanted.abs());
        }
    }
}

#[test]
fn the_interval_of_a_loss_ends_at_the_levels_that_were_asked_for() {
    let predictor = BgNbd.predictor(&[0.243, 4.414, 0.793, 2.426], Terms::new(52.0, 0.0).unwrap()).unwrap();
    let histories = [History::new(5, 20.0, 38.0).unwrap()];
    let predictions = predictor.predict_all(&histories);
    let laws = normal().laws([(5, Some(-18.0))].into_iter());
    let ends = |low: f64, high: f64| {
        let known = Uncertainty::none().with_levels(Levels { low, high });
        laws.values(predictor.as_ref(), &histories, &predictions, &known)[0].interval
    };
    let (usual, wide) = (ends(0.05, 0.95), ends(0.01, 0.99));
    assert!(wide.low < usual.low && usual.low < 0.0 && usual.high < wide.high, "{usual:?} {wide:?}");
}

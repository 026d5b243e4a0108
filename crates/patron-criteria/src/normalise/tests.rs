//! Each method by hand, kept parameters, refusals.

use proptest::prelude::*;

use super::*;
use crate::check::{ROUNDING, assert_all_close, assert_close};

const GAP: f64 = f64::NAN;

fn scores(method: &Method, direction: Direction, values: &[f64]) -> Vec<f64> {
    let fitted = Normaliser::fit(method, direction, Missing::Refuse, values).unwrap();
    fitted.score_all(values).unwrap().values
}

#[test]
fn each_method_by_hand() {
    let values = [10.0, 20.0, 20.0, 50.0];
    let benefit = |method| scores(&method, Direction::Benefit, &values);
    let cost = |method| scores(&method, Direction::Cost, &values);
    assert_all_close(&benefit(Method::MinMax), &[0.0, 0.25, 0.25, 1.0], ROUNDING);
    assert_all_close(&cost(Method::MinMax), &[1.0, 0.75, 0.75, 0.0], ROUNDING);
    assert_all_close(&benefit(Method::Rank), &[0.125, 0.5, 0.5, 0.875], ROUNDING);
    assert_all_close(&cost(Method::Rank), &[0.875, 0.5, 0.5, 0.125], ROUNDING);
    // Mean 25, sum of squares 225 + 25 + 25 + 625 = 900, deviation √300.
    let z = benefit(Method::Z);
    assert_close(z[3], 25.0 / 300.0_f64.sqrt(), ROUNDING);
    assert_close(cost(Method::Z)[3], -z[3], ROUNDING);
    assert_close(benefit(Method::ZShare)[3], patron_models::special::normal_cdf(z[3]), ROUNDING);
    let target = |both_sides| Method::Target { target: 20.0, both_sides };
    assert_all_close(&benefit(target(false)), &[0.0, 1.0, 1.0, 1.0], ROUNDING);
    assert_all_close(&cost(target(false)), &[1.0, 1.0, 1.0, 0.0], ROUNDING);
    assert_all_close(&benefit(target(true)), &[2.0 / 3.0, 1.0, 1.0, 0.0], ROUNDING);
    let knots = Method::Points { knots: vec![(10.0, 0.0), (30.0, 5.0), (40.0, 8.0)] };
    assert_all_close(&benefit(knots), &[0.0, 2.5, 2.5, 8.0], ROUNDING);
    let levels = Method::Ordinal { levels: vec![(10.0, 3.0), (20.0, 9.0), (50.0, 1.0)] };
    assert_all_close(&benefit(levels), &[3.0, 9.0, 9.0, 1.0], ROUNDING);
}

#[test]
fn points_in_proportion() {
    let purchases = [1_000_000.0, 500_000.0, 0.0, -20_000.0, 2_500_000.0];
    let free = Method::Proportion { per: 1_000_000.0, points: 10.0, most: None };
    assert_all_close(&scores(&free, Direction::Benefit, &purchases), &[10.0, 5.0, 0.0, 0.0, 25.0], ROUNDING);
    let bounded = Method::Proportion { per: 1_000_000.0, points: 10.0, most: Some(20.0) };
    assert_all_close(&scores(&bounded, Direction::Benefit, &purchases), &[10.0, 5.0, 0.0, 0.0, 20.0], ROUNDING);
}

#[test]
fn a_later_run_scores_on_the_same_cuts() {
    let methods = [
        Method::MinMax,
        Method::ZShare,
        Method::Z,
        Method::Rank,
        Method::Points { knots: vec![(0.0, 0.0), (1.0, 1.0)] },
        Method::Proportion { per: 2.0, points: 1.0, most: None },
        Method::Target { target: 3.0, both_sides: true },
    ];
    for method in methods {
        let fitted =
            Normaliser::fit(&method, Direction::Benefit, Missing::Neutral, &[1.0, 3.0, 4.0, GAP, 8.5]).unwrap();
        let text = serde_json::to_string(&fitted).unwrap();
        let again: Normaliser = serde_json::from_str(&text).unwrap();
        for value in [-1.0, 1.0, 2.2, 8.5, 20.0, GAP] {
            // A reader of decimals may be off in the last bit.
            assert_close(again.score(value).unwrap(), fitted.score(value).unwrap(), ROUNDING);
        }
    }
    let fitted = Normaliser::fit(&Method::MinMax, Direction::Benefit, Missing::Refuse, &[0.0, 10.0]).unwrap();
    let later = fitted.score_all(&[-5.0, 5.0, 12.0]).unwrap();
    assert_eq!((later.values, later.beyond), (vec![0.0, 0.5, 1.0], 2));
}

#[test]
fn what_is_missing_follows_the_rule() {
    let values = [2.0, GAP, 4.0, 10.0];
    let rule = |missing| {
        let fitted = Normaliser::fit(&Method::MinMax, Direction::Cost, missing, &values);
        fitted.and_then(|fitted| fitted.score_all(&values)).map(|scores| (scores.values[1], scores.missing))
    };
    // Scores 1, 3/4 and 0.
    assert_close(rule(Missing::Neutral).unwrap().0, 1.75 / 3.0, ROUNDING);
    assert_eq!(rule(Missing::Worst).unwrap(), (0.0, 1));
    assert_eq!(rule(Missing::Zero).unwrap(), (0.0, 1));
    assert!(rule(Missing::LeaveOut).unwrap().0.is_nan());
    assert_eq!(rule(Missing::Refuse).unwrap_err(), NormaliseError::Missing { account: 2 });
    // The worst is the worst seen, which need not be 0.
    let rank = Normaliser::fit(&Method::Rank, Direction::Benefit, Missing::Worst, &values).unwrap();
    assert_close(rank.score(GAP).unwrap(), 1.0 / 6.0, ROUNDING);
}

#[test]
fn what_cannot_be_scored_is_refused() {
    let fit = |method: Method, values: &[f64]| {
        Normaliser::fit(&method, Direction::Benefit, Missing::Zero, values).unwrap_err().to_string()
    };
    assert_eq!(fit(Method::MinMax, &[GAP, GAP]), "none of the `2` values is known, expected at least one");
    assert_eq!(fit(Method::Rank, &[3.0, GAP, 3.0]), "all known values are `3`, expected values that vary");
    assert_eq!(fit(Method::Z, &[0.0, 1e-200]), "all known values are `0`, expected values that vary");
    assert_eq!(fit(Method::Z, &[3.0, f64::INFINITY]), "account `2` is `inf`, expected a finite number");
    let levels = || Method::Ordinal { levels: vec![(1.0, 0.0), (2.0, 5.0)] };
    assert_eq!(fit(levels(), &[1.0, 3.0]), "account `2` is `3`, expected one of the levels `1, 2`");
    let falling = Method::Points { knots: vec![(1.0, 5.0), (2.0, 4.0)] };
    assert_eq!(fit(falling, &[1.0]), "knot `2` gives `4` points, expected points that `rise` with the value");
    let unsorted = Method::Points { knots: vec![(2.0, 1.0), (2.0, 4.0)] };
    assert_eq!(fit(unsorted, &[1.0]), "knot or level `2` is `(2, 4)`, expected finite numbers and values that rise");
    let nothing = Method::Proportion { per: 0.0, points: 10.0, most: None };
    assert!(fit(nothing, &[1.0]).starts_with("`10` points for each `0`"));
}

#[test]
fn very_many_values_keep_few_knots() {
    // 50,000 different values, and in their middle one that 100,000 accounts share.
    let single = (0..50_000).map(f64::from);
    let values: Vec<f64> = single.chain(std::iter::repeat_n(24_999.5, 100_000)).collect();
    let fitted = Normaliser::fit(&Method::Rank, Direction::Benefit, Missing::Zero, &values).unwrap();
    let Scale::Rank { knots } = &fitted.scale else { panic!("{:?}", fitted.scale) };
    assert!(knots.len() <= MOST_KNOTS + 2, "{}", knots.len());
    for index in 0..50_000_u32 {
        let below = if index < 25_000 { 0.5 } else { 100_000.5 };
        let exact = (f64::from(index) + below) / 150_000.0;
        assert_close(fitted.score(f64::from(index)).unwrap(), exact, 2.0 / MOST_KNOTS as f64);
    }
    assert_close(fitted.score(24_999.5).unwrap(), 0.5, ROUNDING);
}

proptest! {
    #[test]
    fn scaling_changes_no_score(
        values in prop::collection::vec(-100.0..100.0_f64, 2..20), factor in 0.01..1000.0_f64, shift in -50.0..50.0_f64,
    ) {
        prop_assume!(values.iter().any(|value| (value - values[0]).abs() > 0.1));
        let moved: Vec<f64> = values.iter().map(|value| factor * value + shift).collect();
        for method in [Method::MinMax, Method::ZShare, Method::Rank] {
            let (before, after) =
                (scores(&method, Direction::Benefit, &values), scores(&method, Direction::Benefit, &moved));
            for (before, after) in before.iter().zip(&after) {
                prop_assert!((before - after).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn better_never_scores_less(
        values in prop::collection::vec(-100.0..100.0_f64, 3..20), a in -150.0..150.0_f64, b in -150.0..150.0_f64,
    ) {
        prop_assume!(values.iter().any(|value| (value - values[0]).abs() > 0.1));
        let (low, high) = (a.min(b), a.max(b));
        let target = Method::Target { target: 5.0, both_sides: false };
        for method in [Method::MinMax, Method::ZShare, Method::Z, Method::Rank, target] {
            for direction in [Direction::Benefit, Direction::Cost] {
                let fitted = Normaliser::fit(&method, direction, Missing::Zero, &values).unwrap();
                let (low, high) = (fitted.score(low).unwrap(), fitted.score(high).unwrap());
                let ordered = if direction == Direction::Benefit { low <= high } else { low >= high };
                prop_assert!(ordered);
            }
        }
    }
}

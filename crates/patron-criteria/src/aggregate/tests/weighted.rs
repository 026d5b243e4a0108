//! Properties of the weighted sum.

use proptest::prelude::*;

use crate::aggregate::{AggregateError, Card, Item, weighted_sum};
use crate::check::{ROUNDING, assert_close};
use crate::weights::Weights;

fn total(weights: &Weights, scores: &[f64]) -> f64 {
    weighted_sum(weights, scores, &mut vec![0.0; scores.len()]).unwrap()
}

#[test]
fn gaps_are_shared_by_the_others() {
    let weights = Weights::new(vec![0.5, 0.3, 0.2]).unwrap();
    let mut parts = [9.0; 3];
    let found = weighted_sum(&weights, &[f64::NAN, 1.0, 0.5], &mut parts).unwrap();
    assert_close(found, (0.3 + 0.1) / 0.5, ROUNDING);
    assert_eq!(parts[0], 0.0);
    let none = weighted_sum(&weights, &[f64::NAN; 3], &mut parts).unwrap_err();
    assert_eq!(none, AggregateError::NothingKnown);
    let short = weighted_sum(&weights, &[0.0; 2], &mut parts).unwrap_err();
    assert_eq!(short, AggregateError::Lengths { found: 2, expected: 3 });
}

proptest! {
    #[test]
    fn contributions_add_to_the_score_to_the_bit(
        lines in prop::collection::vec((0.0..10.0_f64, 0.0..1.0_f64), 1..20),
    ) {
        let (raw, scores): (Vec<f64>, Vec<f64>) = lines.into_iter().unzip();
        prop_assume!(raw.iter().sum::<f64>() > 0.1);
        let weights = Weights::proportional(&raw).unwrap();
        let mut parts = vec![0.0; scores.len()];
        let found = weighted_sum(&weights, &scores, &mut parts).unwrap();
        let sum = parts.iter().fold(0.0, |sum, part| sum + part);
        prop_assert_eq!(sum.to_bits(), found.to_bits());
    }

    #[test]
    fn a_weight_of_zero_removes_an_indicator(
        raw in prop::collection::vec(0.1..10.0_f64, 1..10), seed in 0.0..1.0_f64, any in -5.0..5.0_f64,
    ) {
        let scores: Vec<f64> = (0..raw.len()).map(|j| (seed * (j + 1) as f64).fract()).collect();
        let without = total(&Weights::proportional(&raw).unwrap(), &scores);
        let mut longer = (raw.clone(), scores.clone());
        longer.0.push(0.0);
        longer.1.push(any);
        prop_assert_eq!(without, total(&Weights::proportional(&longer.0).unwrap(), &longer.1));
    }

    #[test]
    fn a_better_score_never_lowers_the_total(
        raw in prop::collection::vec(0.0..10.0_f64, 2..10),
        at in 0_usize..10,
        low in 0.0..1.0_f64,
        more in 0.0..1.0_f64,
    ) {
        prop_assume!(raw.iter().sum::<f64>() > 0.1);
        let weights = Weights::proportional(&raw).unwrap();
        let mut scores = vec![0.4; raw.len()];
        let at = at % raw.len();
        scores[at] = low;
        let before = total(&weights, &scores);
        scores[at] = low + more;
        prop_assert!(total(&weights, &scores) >= before);
    }

    #[test]
    fn deductions_never_add(least in 0.0..5.0_f64, more in 0.0..5.0_f64, merit in 0.0..1.0_f64, bad in 0.0..1.0_f64) {
        let items = vec![Item::Merit { points: 10.0 }, Item::Deduction { least, most: least + more }];
        let card = Card::new(items).unwrap();
        let mut parts = [0.0; 2];
        let found = card.score(&[merit, bad], &mut parts).unwrap();
        prop_assert!(parts[1] <= 0.0 && found.raw <= 10.0 * merit);
        let (lowest, highest) = card.range();
        prop_assert!(found.raw >= lowest && found.raw <= highest && (0.0..=100.0).contains(&found.index));
        let worse = card.score(&[merit, bad + 0.5 * (1.0 - bad)], &mut parts).unwrap();
        prop_assert!(worse.raw <= found.raw);
    }
}

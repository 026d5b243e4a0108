//! Known answers, what data cannot say, refusals.

use proptest::prelude::*;

use super::*;
use crate::check::{ROUNDING, assert_all_close, assert_close};
use crate::table::Table;

/// Digits of the known answers.
const PRINTED: f64 = 1e-5;

/// The fighter aircraft of \[HY1981\].
fn fighters() -> Table {
    Table::new(vec![
        vec![2.0, 2.5, 1.8, 2.2],
        vec![1500.0, 2700.0, 2000.0, 1800.0],
        vec![20000.0, 18000.0, 21000.0, 20000.0],
        vec![5.5, 6.5, 4.5, 5.0],
        vec![5.0, 3.0, 7.0, 5.0],
        vec![9.0, 5.0, 7.0, 5.0],
    ])
    .unwrap()
}

#[test]
fn entropy_weighs_fighters_as_known() {
    let found = entropy(&fighters()).unwrap();
    let known = [0.06419, 0.206088, 0.013445, 0.081326, 0.35868, 0.276272];
    assert_all_close(found.weights.values(), &known, PRINTED);
    assert!(found.constant.is_empty());
}

#[test]
fn an_indicator_that_does_not_vary_has_no_weight() {
    let table = Table::new(vec![vec![1.0, 0.0], vec![0.7, 0.7], vec![0.0, 0.0], vec![0.2, 0.4]]).unwrap();
    let by_entropy = entropy(&table).unwrap();
    assert_eq!(by_entropy.constant, [1, 2]);
    assert_eq!([by_entropy.weights.values()[1], by_entropy.weights.values()[2]], [0.0, 0.0]);
    // The first has all in one account: entropy 0. The last has shares 1/3 and 2/3.
    let thirds = -(1.0_f64 / 3.0 * (1.0_f64 / 3.0).ln() + 2.0 / 3.0 * (2.0_f64 / 3.0).ln()) / 2.0_f64.ln();
    assert_close(by_entropy.weights.values()[0], 1.0 / (2.0 - thirds), ROUNDING);
    let by_critic = critic(&table).unwrap();
    assert_eq!((by_critic.constant.as_slice(), by_critic.weights.values()[1]), ([1, 2].as_slice(), 0.0));
    let by_pca = pca(&table, Kept::AboveOne).unwrap();
    assert_all_close(by_pca.weights.values(), &[0.5, 0.0, 0.0, 0.5], ROUNDING);

    let flat = Table::new(vec![vec![1.0; 3], vec![2.0; 3]]).unwrap();
    let expected = WeightError::AllConstant { indicators: 2, accounts: 3 };
    assert_eq!(entropy(&flat).unwrap_err(), expected);
    assert_eq!(critic(&flat).unwrap_err(), expected);
    assert_eq!(pca(&flat, Kept::AboveOne).unwrap_err(), expected);
    let below = Table::new(vec![vec![1.0, -2.0]]).unwrap();
    let message = entropy(&below).unwrap_err().to_string();
    assert_eq!(message, "indicator `1` of account `2` is `-2`, expected at least 0");
}

#[test]
fn critic_by_hand() {
    // The first two are independent of each other; the third is their mean, with r = √(1/2) to both.
    let table = Table::new(vec![vec![0.0, 0.0, 1.0, 1.0], vec![0.0, 1.0, 0.0, 1.0], vec![0.0, 0.5, 0.5, 1.0]]).unwrap();
    let found = critic(&table).unwrap();
    let (third, sixth) = ((1.0_f64 / 3.0).sqrt(), (1.0_f64 / 6.0).sqrt());
    assert_all_close(&found.deviations, &[third, third, sixth], ROUNDING);
    let r = 0.5_f64.sqrt();
    assert_all_close(&found.conflicts, &[2.0 - r, 2.0 - r, 2.0 - 2.0 * r], ROUNDING);
    let sum = 2.0 * third * (2.0 - r) + sixth * (2.0 - 2.0 * r);
    assert_close(found.weights.values()[2], sixth * (2.0 - 2.0 * r) / sum, ROUNDING);
    let same = Table::new(vec![vec![0.0, 0.5, 1.0], vec![0.0, 0.5, 1.0]]).unwrap();
    assert_eq!(critic(&same).unwrap_err(), WeightError::NoConflict);
}

#[test]
fn components_by_hand() {
    // r = 0.6 between two: eigenvalues 1.6 and 0.4, both indicators alike; a third that is independent of both.
    let x = [1.0, 1.0, -1.0, -1.0, 1.0, 1.0, -1.0, -1.0];
    let z = [1.0, -1.0, 1.0, -1.0, 1.0, -1.0, 1.0, -1.0];
    let u = [1.0, 1.0, 1.0, 1.0, -1.0, -1.0, -1.0, -1.0];
    let y: Vec<f64> = x.iter().zip(z).map(|(x, z)| 0.6 * x + 0.8 * z).collect();
    let table = Table::new(vec![x.to_vec(), y, u.to_vec()]).unwrap();
    let first = pca(&table, Kept::AboveOne).unwrap();
    assert_all_close(&first.eigenvalues, &[1.6, 1.0, 0.4], ROUNDING);
    assert_eq!(first.kept, 1);
    assert_close(first.explained, 1.6 / 3.0, ROUNDING);
    assert_all_close(first.weights.values(), &[0.5, 0.5, 0.0], ROUNDING);
    let two = pca(&table, Kept::Share(0.8)).unwrap();
    assert_eq!(two.kept, 2);
    assert_all_close(two.weights.values(), &[0.8 / 2.6, 0.8 / 2.6, 1.0 / 2.6], ROUNDING);
    // With all components every indicator is held in full.
    let all = pca(&table, Kept::Share(1.0)).unwrap();
    assert_all_close(all.weights.values(), &[1.0 / 3.0; 3], ROUNDING);
    assert_eq!(pca(&table, Kept::Share(0.0)).unwrap_err(), WeightError::Share { share: 0.0 });
}

#[test]
fn weights_by_hand_must_add_up() {
    let percent = by_hand(&[35.0, 40.0, 25.0], Total::Hundred).unwrap();
    assert_all_close(percent.values(), &[0.35, 0.40, 0.25], ROUNDING);
    assert_eq!(by_hand(&[6.0, 2.0], Total::Points(8.0)).unwrap().values(), [0.75, 0.25]);
    let tenths = Weights::new(vec![0.1; 10]).unwrap();
    assert_close(tenths.values().iter().sum(), 1.0, ROUNDING);
    let wrong = by_hand(&[35.0, 40.0, 24.0], Total::Hundred).unwrap_err();
    assert_eq!(wrong.to_string(), "the weights sum to `99`, expected `100`");
    let negative = Weights::new(vec![1.5, -0.5]).unwrap_err();
    assert_eq!(negative.to_string(), "the weight of indicator `2` is `-0.5`, expected a number of at least 0");
    assert_eq!(Weights::new(vec![]).unwrap_err(), WeightError::Empty);
    assert_eq!(Weights::proportional(&[0.0, 0.0]).unwrap_err(), WeightError::Nothing { sum: 0.0 });
    assert_eq!(by_hand(&[1.0], Total::Points(0.0)).unwrap_err(), WeightError::Total { total: 0.0 });
}

#[test]
fn kept_weights_are_checked_when_read_again() {
    let weights = Weights::new(vec![0.25, 0.75]).unwrap();
    let text = serde_json::to_string(&weights).unwrap();
    assert_eq!(text, "[0.25,0.75]");
    assert_eq!(serde_json::from_str::<Weights>(&text).unwrap(), weights);
    let wrong = serde_json::from_str::<Weights>("[0.25,0.5]").unwrap_err().to_string();
    assert!(wrong.contains("the weights sum to `0.75`"), "{wrong}");
}

#[test]
fn blends_lie_between_their_parts() {
    let expert = Weights::new(vec![0.5, 0.5, 0.0]).unwrap();
    let data = Weights::new(vec![0.2, 0.6, 0.2]).unwrap();
    let mixed = blend(&[(&expert, 0.75), (&data, 0.25)]).unwrap();
    assert_all_close(mixed.values(), &[0.425, 0.525, 0.05], ROUNDING);
    let product = blend_multiplicative(&[(&expert, 1.0), (&data, 1.0)]).unwrap();
    assert_all_close(product.values(), &[0.25, 0.75, 0.0], ROUNDING);
    assert!(matches!(blend(&[(&expert, 0.5), (&data, 0.6)]), Err(WeightError::Sum { .. })));
    let two = Weights::equal(2).unwrap();
    assert_eq!(
        blend(&[(&expert, 0.5), (&two, 0.5)]).unwrap_err(),
        WeightError::Parts { part: 2, found: 2, expected: 3 }
    );
    let (left, right) = (Weights::new(vec![1.0, 0.0]).unwrap(), Weights::new(vec![0.0, 1.0]).unwrap());
    assert_eq!(blend_multiplicative(&[(&left, 1.0), (&right, 1.0)]).unwrap_err(), WeightError::Nothing { sum: 0.0 });
}

proptest! {
    #[test]
    fn neither_order_nor_unit_decides(
        rows in prop::collection::vec((0.1..9.0_f64, 0.1..9.0_f64, 0.1..9.0_f64), 4..12),
        factor in 0.01..100.0_f64,
    ) {
        let columns: Vec<Vec<f64>> = vec![
            rows.iter().map(|row| row.0).collect(),
            rows.iter().map(|row| row.1).collect(),
            rows.iter().map(|row| row.2).collect(),
        ];
        let mut other: Vec<Vec<f64>> = columns.iter().map(|column| column.iter().rev().copied().collect()).collect();
        let (plain, turned) = (Table::new(columns).unwrap(), Table::new(other.clone()).unwrap());
        other[1].iter_mut().for_each(|value| *value *= factor);
        let scaled = Table::new(other).unwrap();
        // Spreads that are almost even and eigenvalues that are almost equal magnify rounding.
        let near = |a: &Weights, b: &Weights| a.values().iter().zip(b.values()).all(|(a, b)| (a - b).abs() < 1e-8);
        prop_assert!(near(&entropy(&plain).unwrap().weights, &entropy(&scaled).unwrap().weights));
        prop_assert!(near(&critic(&plain).unwrap().weights, &critic(&turned).unwrap().weights));
        let first = |table| pca(table, Kept::Share(1e-9)).unwrap();
        let (straight, turned) = (first(&plain), first(&scaled));
        prop_assert_eq!((straight.kept, turned.kept), (1, 1));
        prop_assume!(straight.eigenvalues[0] - straight.eigenvalues[1] > 1e-3);
        prop_assert!(near(&straight.weights, &turned.weights));
    }
}

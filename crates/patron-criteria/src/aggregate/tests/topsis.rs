//! The fighter aircraft of \[HY1981\], and properties.

use crate::aggregate::{AggregateError, Topsis};
use crate::check::{ROUNDING, assert_all_close, assert_close};
use crate::direction::Direction::{Benefit, Cost};
use crate::table::Table;
use crate::weights::Weights;

/// Digits of the known answers.
const PRINTED: f64 = 1e-5;

const FIGHTERS: [[f64; 6]; 4] = [
    [2.0, 1500.0, 20000.0, 5.5, 5.0, 9.0],
    [2.5, 2700.0, 18000.0, 6.5, 3.0, 5.0],
    [1.8, 2000.0, 21000.0, 4.5, 7.0, 7.0],
    [2.2, 1800.0, 20000.0, 5.0, 5.0, 5.0],
];

fn table(rows: &[[f64; 6]]) -> Table {
    Table::new((0..6).map(|j| rows.iter().map(|row| row[j]).collect()).collect()).unwrap()
}

#[test]
fn fighters_are_as_close_as_published() {
    let weights = Weights::new(vec![0.2, 0.1, 0.1, 0.1, 0.2, 0.3]).unwrap();
    let topsis =
        Topsis::fit(&table(&FIGHTERS), &weights, &[Benefit, Benefit, Benefit, Cost, Benefit, Benefit]).unwrap();
    let known = [
        (0.643277, 0.054557, 0.098383),
        (0.268384, 0.119679, 0.043903),
        (0.613542, 0.057977, 0.092044),
        (0.312291, 0.100937, 0.045836),
    ];
    for (row, (closeness, to_ideal, to_anti_ideal)) in FIGHTERS.iter().zip(known) {
        let found = topsis.score(row).unwrap();
        assert_close(found.closeness, closeness, PRINTED);
        assert_close(found.to_ideal, to_ideal, PRINTED);
        assert_close(found.to_anti_ideal, to_anti_ideal, PRINTED);
        assert_close(found.contributions.iter().sum(), found.closeness, ROUNDING);
        assert_close(found.shortfalls.iter().sum(), 1.0 - found.closeness, ROUNDING);
    }
    // The slowest has nothing of speed, the cheapest lacks nothing in cost.
    let third = topsis.score(&FIGHTERS[2]).unwrap();
    assert_eq!((third.contributions[0], third.shortfalls[3]), (0.0, 0.0));
    let again: Topsis = serde_json::from_str(&serde_json::to_string(&topsis).unwrap()).unwrap();
    // A reader of decimals may be off in the last bit.
    assert_close(again.score(&FIGHTERS[0]).unwrap().closeness, known[0].0, PRINTED);
}

#[test]
fn units_order_and_weights_of_zero_do_not_matter() {
    let directions = [Benefit, Benefit, Benefit, Cost, Benefit, Benefit];
    let weights = Weights::new(vec![0.25, 0.1, 0.15, 0.2, 0.3, 0.0]).unwrap();
    let plain = Topsis::fit(&table(&FIGHTERS), &weights, &directions).unwrap();
    let mut other = FIGHTERS;
    other.reverse();
    for row in &mut other {
        row[1] *= 1.852;
        row[5] = 7.0 - row[5];
    }
    let changed = Topsis::fit(&table(&other), &weights, &directions).unwrap();
    for (row, other) in FIGHTERS.iter().zip(other.iter().rev()) {
        assert_close(plain.score(row).unwrap().closeness, changed.score(other).unwrap().closeness, ROUNDING);
    }
}

#[test]
fn what_has_no_ideal_is_refused() {
    let weights = Weights::new(vec![0.5, 0.5]).unwrap();
    let same = Table::new(vec![vec![1.0, 1.0], vec![2.0, 2.0]]).unwrap();
    assert_eq!(
        Topsis::fit(&same, &weights, &[Benefit, Cost]).unwrap_err(),
        AggregateError::NoDifference { accounts: 2 }
    );
    let zero = Table::new(vec![vec![1.0, 2.0], vec![0.0, 0.0]]).unwrap();
    assert_eq!(Topsis::fit(&zero, &weights, &[Benefit, Cost]).unwrap_err(), AggregateError::AllZero { indicator: 2 });
    let short = Topsis::fit(&same, &weights, &[Benefit]).unwrap_err();
    assert_eq!(short, AggregateError::Lengths { found: 1, expected: 2 });
    let ends = Table::new(vec![vec![0.0, 1.0], vec![3.0, 1.0]]).unwrap();
    let topsis = Topsis::fit(&ends, &weights, &[Benefit, Cost]).unwrap();
    assert_all_close(&[topsis.score(&[0.0, 3.0]).unwrap().closeness], &[0.0], ROUNDING);
    assert_all_close(&[topsis.score(&[1.0, 1.0]).unwrap().closeness], &[1.0], ROUNDING);
}

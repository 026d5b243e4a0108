use proptest::prelude::*;

use super::*;
use crate::answers::Answers;
use crate::check::{assert_all_close, assert_close, shared_answers};
use crate::interval::Level;

const NONE: Draws = Draws { draws: 0, seed: 0 };

#[test]
fn two_items_by_hand() {
    // r = 0.6 between them: Λ has a = (√1.6 + √0.4) / 2 on the diagonal and b = (√1.6 − √0.4) / 2 beside it.
    let found = relative_weights(&[vec![1.0, 0.6], vec![0.6, 1.0]], &[0.7, 0.5]).unwrap();
    let (s, d) = (1.6_f64.sqrt(), 0.4_f64.sqrt());
    let (a, b) = ((s + d) / 2.0, (s - d) / 2.0);
    let determinant = a * a - b * b;
    let beta = [(a * 0.7 - b * 0.5) / determinant, (a * 0.5 - b * 0.7) / determinant];
    let expected = [(a * beta[0]).powi(2) + (b * beta[1]).powi(2), (b * beta[0]).powi(2) + (a * beta[1]).powi(2)];
    assert_all_close(&found, &expected, 1e-12);
    // R² of two items: (r₁² + r₂² − 2 r₁ r₂ r) / (1 − r²).
    assert_close(found.iter().sum(), (0.49 + 0.25 - 2.0 * 0.7 * 0.5 * 0.6) / 0.64, 1e-12);
}

#[test]
fn items_that_have_nothing_in_common_keep_their_own() {
    let found = relative_weights(&[vec![1.0, 0.0], vec![0.0, 1.0]], &[0.6, -0.3]).unwrap();
    assert_all_close(&found, &[0.36, 0.09], 1e-12);
    let same = relative_weights(&[vec![1.0, 1.0], vec![1.0, 1.0]], &[0.6, 0.6]).unwrap_err();
    assert_eq!(same.code(), "driver-collinear");
    let uneven = relative_weights(&[vec![1.0, 0.0]], &[0.6, 0.3]).unwrap_err();
    assert_eq!(uneven, DriverError::Correlations { rows: 1, items: 2 });
}

/// Satisfaction of bank customers on image, expectation, quality and value.
#[test]
fn what_satisfaction_with_a_bank_hangs_on() {
    let names = ["imag1", "expe1", "qual1", "val1", "sat1"];
    let Some(all) = shared_answers("data/bank_satisfaction/bank_satisfaction.csv", &names) else { return };
    let column = |item| (0..all.respondents()).map(|row| all.get(row, item)).collect::<Vec<_>>();
    let items = Answers::new((0..4).map(column).collect()).unwrap();
    let draws = Draws { draws: 200, seed: 7 };
    let found = drivers(&items, &column(4), draws, Level::NINETY).unwrap();
    assert_eq!((found.respondents, found.left_out), (250, 0));
    for (driver, (beta, correlation)) in found.items.iter().zip(BANK) {
        // Computed with plain formulas in another program, to six decimals.
        assert_close(driver.standardised, beta, 1e-6);
        assert_close(driver.correlation, correlation, 1e-6);
        let interval = driver.weight_interval.unwrap();
        assert!(interval.low < interval.high && interval.contains(driver.weight));
        assert!(driver.correlation_interval.contains(driver.correlation));
        assert!(driver.standardised_interval.contains(driver.standardised));
    }
    assert_close(found.items.iter().map(|driver| driver.weight).sum(), found.r_squared, 1e-10);
    assert_close(found.items.iter().map(|driver| driver.share).sum(), 1.0, 1e-12);
    assert_eq!(found, drivers(&items, &column(4), draws, Level::NINETY).unwrap(), "the same seed, the same intervals");
}

/// Standardised coefficient and correlation of each item.
const BANK: [(f64, f64); 4] =
    [(0.135_254, 0.375_740), (0.030_168, 0.474_548), (0.177_218, 0.545_408), (0.580_520, 0.734_673)];

#[test]
fn what_cannot_be_told_is_refused() {
    let column = |values: [f64; 6]| values.map(Some).to_vec();
    let first = column([1.0, 2.0, 3.0, 4.0, 5.0, 5.0]);
    let outcome = column([2.0, 1.0, 4.0, 3.0, 5.0, 4.0]);
    let of = |second, outcome: &[Option<f64>]| {
        let answers = Answers::new(vec![first.clone(), second]).unwrap();
        drivers(&answers, outcome, NONE, Level::NINETY).unwrap_err()
    };
    let twice = column([2.0, 4.0, 6.0, 8.0, 10.0, 10.0]);
    assert_eq!(of(twice.clone(), &outcome), DriverError::Collinear { item: 2 });
    let second = column([1.0, 0.0, 1.0, 1.0, 0.0, 0.0]);
    assert_eq!(of(second.clone(), &column([3.0; 6])), DriverError::Constant);
    assert_eq!(of(second.clone(), &outcome[..5]), DriverError::Lengths { outcomes: 5, respondents: 6 });
    let mut gaps = second;
    gaps[0] = None;
    gaps[5] = None;
    assert_eq!(of(gaps, &outcome), DriverError::TooFew { respondents: 4, items: 2, needed: 5 });
}

#[test]
fn places_on_the_maps() {
    assert_eq!(place(0.4, 3.0, 0.25, 4.0), Place::Concentrate);
    assert_eq!(place(0.4, 4.0, 0.25, 4.0), Place::KeepUp);
    assert_eq!(place(0.1, 4.5, 0.25, 4.0), Place::Overdone);
    assert_eq!(place(0.1, 3.5, 0.25, 4.0), Place::LowPriority);
    assert_eq!(stated(4.5, 0.1, 4.0, 0.25), Stated::Granted);
    assert_eq!(stated(3.5, 0.4, 4.0, 0.25), Stated::Hidden);
}

proptest! {
    /// Relative weights are never below 0, and their sum is what least squares explains.
    #[test]
    fn weights_add_up_to_what_is_explained(rows in prop::collection::vec(prop::array::uniform4(1_u8..=7), 8..40)) {
        let column = |place: usize| rows.iter().map(|row| Some(f64::from(row[place]))).collect::<Vec<_>>();
        let answers = Answers::new(vec![column(0), column(1), column(2)]).unwrap();
        if let Ok(found) = drivers(&answers, &column(3), NONE, Level::NINETY) {
            let weights: f64 = found.items.iter().map(|driver| driver.weight).sum();
            prop_assert!((weights - found.r_squared).abs() < 1e-8);
            prop_assert!(found.items.iter().all(|driver| driver.weight >= 0.0));
        }
    }
}

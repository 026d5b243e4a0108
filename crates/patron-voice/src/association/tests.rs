use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

use super::*;
use crate::check::assert_close;
use crate::interval::Level;

/// Two groups of customers: of the pleased 30 of 40 stay, of the displeased 20 of 50. One column and two values: the odds
/// ratio is that of the table, (30 · 30) / (10 · 20).
#[test]
fn a_table_of_four_by_hand() {
    let groups = [(1.0, true, 30), (1.0, false, 10), (0.0, true, 20), (0.0, false, 30)];
    let rows = groups.iter().flat_map(|(pleased, stayed, count)| vec![(*pleased, *stayed); *count]);
    let (satisfaction, stayed): (Vec<f64>, Vec<bool>) = rows.unzip();
    let design = Design::new(satisfaction, vec![]).unwrap();
    let found = retention(&design, &stayed, Level::NINETY_FIVE).unwrap();
    assert_close(found.odds_ratio, 4.5, 1e-8);
    // The sandwich of a saturated table is the usual Σ 1/count, times n / (n − 2).
    let variance = (1.0 / 30.0 + 1.0 / 10.0 + 1.0 / 20.0 + 1.0 / 30.0) * 90.0 / 88.0;
    assert_close(found.standard_error, f64::sqrt(variance), 1e-8);
    let odds = 4.5_f64.ln();
    let slope = (40.0 * 0.75 * 0.25 + 50.0 * 0.4 * 0.6) / 90.0;
    assert_close(found.per_point, slope * odds, 1e-8);
    assert!(found.interval.low > 0.0 && found.interval.contains(found.per_point));
    assert_eq!((found.customers, found.stayed), (90, 50));
}

/// Who tells without fail who stays has no coefficient: nobody of the very pleased leaves.
#[test]
fn separation_is_refused() {
    let satisfaction: Vec<f64> = (0..40).map(|place| f64::from(place % 10)).collect();
    let held: Vec<f64> = (0..40).map(|place| f64::from(place % 7)).collect();
    let stayed: Vec<bool> = satisfaction.iter().map(|answer| *answer >= 5.0).collect();
    let design = Design::new(satisfaction.clone(), vec![held.clone()]).unwrap();
    let refused = retention(&design, &stayed, Level::NINETY).unwrap_err();
    assert_eq!(refused, AssociationError::Separated { column: 1 });
    // One value of something held does, although satisfaction does not.
    let mixed: Vec<bool> = (0..40).map(|place| place % 3 == 0 || place % 7 == 6).collect();
    let rare: Vec<f64> = (0..40).map(|place| if place % 7 == 6 { 1.0 } else { 0.0 }).collect();
    let design = Design::new(satisfaction, vec![held, rare]).unwrap();
    let refused = retention(&design, &mixed, Level::NINETY).unwrap_err();
    assert_eq!(refused, AssociationError::Separated { column: 3 });
    assert_eq!(retention(&design, &[true; 40], Level::NINETY), Err(AssociationError::Constant));
}

/// The confounder makes both satisfaction and spend; held, a point goes with 2, as it was made.
#[test]
fn what_is_held_is_held() {
    let mut stream = ChaCha8Rng::seed_from_u64(3);
    let mut rows = Vec::new();
    for _ in 0..2000 {
        let size = stream.random::<f64>();
        let satisfaction = 5.0 * size + 2.0 * stream.random::<f64>();
        // Errors that grow with size.
        let noise = (1.0 + 4.0 * size) * (stream.random::<f64>() - 0.5);
        rows.push((satisfaction, size, 10.0 + 2.0 * satisfaction + 30.0 * size + noise));
    }
    let column = |of: fn(&(f64, f64, f64)) -> f64| rows.iter().map(of).collect::<Vec<f64>>();
    let spend = column(|row| row.2);
    let held = Design::new(column(|row| row.0), vec![column(|row| row.1)]).unwrap();
    let found = amount(&held, &spend, Level::NINETY_FIVE).unwrap();
    assert_close(found.per_point, 2.0, 4.0 * found.standard_error);
    assert!(found.standard_error < 0.1 && found.p_value < 1e-6);
    let alone = amount(&Design::new(column(|row| row.0), vec![]).unwrap(), &spend, Level::NINETY_FIVE).unwrap();
    assert!(alone.per_point > 6.0, "without holding size, its share is in: {}", alone.per_point);
}

#[test]
fn logarithms_give_shares() {
    let satisfaction: Vec<f64> = (0..30).map(|place| f64::from(place % 5)).collect();
    let tenth = 1.1_f64.ln();
    let amounts: Vec<f64> = satisfaction
        .iter()
        .enumerate()
        .map(|(place, answer)| (5.0 + tenth * answer + if place % 2 == 0 { 0.01 } else { -0.01 }).exp())
        .collect();
    let design = Design::new(satisfaction, vec![]).unwrap();
    let found = log_amount(&design, &amounts, Level::NINETY).unwrap();
    assert_close(found.per_point, 0.1, 0.01);
    assert!(found.interval.contains(0.1));
    let mut none = amounts;
    none[4] = 0.0;
    let refused = log_amount(&design, &none, Level::NINETY).unwrap_err();
    assert_eq!(refused, AssociationError::NotPositive { customer: 5, amount: 0.0 });
}

#[test]
fn what_does_not_fit_is_refused() {
    let satisfaction: Vec<f64> = (0..10).map(f64::from).collect();
    let double = satisfaction.iter().map(|value| 2.0 * value).collect::<Vec<_>>();
    let collinear = Design::new(satisfaction.clone(), vec![double]).unwrap();
    let outcome: Vec<f64> = (0..10).map(|place| f64::from(place * place % 7)).collect();
    assert_eq!(amount(&collinear, &outcome, Level::NINETY), Err(AssociationError::Collinear { column: 2 }));
    let stayed: Vec<bool> = (0..10).map(|place| place % 2 == 0).collect();
    assert_eq!(retention(&collinear, &stayed, Level::NINETY), Err(AssociationError::Collinear { column: 2 }));
    let few = Design::new(vec![1.0, 2.0, 3.0], vec![]).unwrap_err();
    assert_eq!(few, AssociationError::TooFew { customers: 3, needed: 4 });
    let uneven = Design::new(satisfaction, vec![vec![1.0]]).unwrap_err();
    assert_eq!(uneven.to_string(), "column `2` has `1` rows, expected `10`");
}

//! Printed and hand-made cases.

use proptest::prelude::*;

use super::*;
use crate::check::{ROUNDING, assert_close};
use crate::redundancy::spearman;
use crate::table::Table;

#[test]
fn three_executives_rank_six_applicants() {
    // Printed in [S1956]: rank sums 8, 14, 11, 11, 11, 8, s = 25.5, W = .16.
    let table = Table::new(vec![
        vec![1.0, 6.0, 3.0, 2.0, 5.0, 4.0],
        vec![1.0, 5.0, 6.0, 4.0, 2.0, 3.0],
        vec![6.0, 3.0, 2.0, 5.0, 4.0, 1.0],
    ])
    .unwrap();
    let found = concordance(&table).unwrap();
    assert_close(found.w, 12.0 * 25.5 / (9.0 * 210.0), ROUNDING);
    assert_close(found.w, 0.16, 0.005);
    assert_close(found.chi_squared, 3.0 * 5.0 * found.w, ROUNDING);
    assert!(found.p_value > 0.7 && found.degrees_of_freedom == 5);
}

#[test]
fn the_same_order_is_full_concordance_even_with_ties() {
    let column = vec![1.0, 2.0, 2.0, 5.0, 7.0];
    let scaled: Vec<f64> = column.iter().map(|value| 10.0 * value).collect();
    let found = concordance(&Table::new(vec![column.clone(), scaled, column]).unwrap()).unwrap();
    assert_close(found.w, 1.0, ROUNDING);
    // χ² = 3 · 4 · 1 = 12 with four degrees of freedom: e^−6 (1 + 6).
    assert_close(found.p_value, (-6.0_f64).exp() * 7.0, ROUNDING);
    let flat = Table::new(vec![vec![3.0; 4], vec![4.0; 4]]).unwrap();
    assert_eq!(concordance(&flat).unwrap_err(), AgreementError::NoDifference { assessors: 2 });
    let alone = Table::new(vec![vec![3.0, 4.0]]).unwrap();
    assert_eq!(concordance(&alone).unwrap_err(), AgreementError::TooFew { assessors: 1, accounts: 2 });
}

#[test]
fn scores_lie_apart() {
    let found = spread(&[7.0, 3.0, 5.0, 9.0]).unwrap();
    assert_eq!((found.mean, found.median, found.lowest, found.highest), (6.0, 6.0, 3.0, 9.0));
    assert_eq!((found.lower_quartile, found.upper_quartile), (4.5, 7.5));
    assert_close(found.deviation.unwrap(), (20.0_f64 / 3.0).sqrt(), ROUNDING);
    assert_eq!(spread(&[4.0]).unwrap().deviation, None);
    assert_eq!(spread(&[]).unwrap_err(), AgreementError::NoScores { round: 1 });
    assert!(matches!(spread(&[1.0, f64::NAN]), Err(AgreementError::NotFinite { assessor: 2, .. })));
}

#[test]
fn rounds_come_together() {
    let limits = DelphiLimits { quartile_range: 1.0, median_change: 0.5 };
    let rounds = [vec![2.0, 5.0, 6.0, 7.0, 10.0], vec![4.0, 5.5, 6.0, 6.5, f64::NAN], vec![5.5, 6.0, 6.0, 6.5, 9.0]];
    let found = delphi(&rounds, limits).unwrap();
    assert_eq!((found.rounds[0].median, found.rounds[0].outside.as_slice()), (6.0, [0, 4].as_slice()));
    assert_eq!((found.rounds[0].median_change, found.rounds[1].answers), (None, 4));
    assert_eq!(found.rounds[1].median_change, Some(-0.25));
    assert_eq!(found.rounds[2].quartile_range_change, Some(0.5 - (6.125 - 5.125)));
    assert!(found.converged);
    assert!(!delphi(&rounds[..1], limits).unwrap().converged);
    assert!(!delphi(&rounds, DelphiLimits { median_change: 0.2, ..limits }).unwrap().converged);
    let uneven = delphi(&[vec![1.0, 2.0], vec![1.0]], limits).unwrap_err();
    assert_eq!(uneven, AgreementError::Rounds { round: 2, found: 1, expected: 2 });
    assert_eq!(delphi(&[vec![f64::NAN]], limits).unwrap_err(), AgreementError::NoScores { round: 1 });
}

proptest! {
    #[test]
    fn concordance_is_the_mean_rank_correlation(
        columns in prop::collection::vec(prop::collection::hash_set(0_u32..1_000_000, 6), 2..5),
    ) {
        // Without ties (m W − 1) / (m − 1) is the mean of Spearman's correlations over all pairs.
        let columns: Vec<Vec<f64>> =
            columns.into_iter().map(|set| set.into_iter().map(f64::from).collect()).collect();
        let m = columns.len() as f64;
        let table = Table::new(columns).unwrap();
        let correlations = spearman(&table);
        let pairs: Vec<f64> = (0..table.indicators())
            .flat_map(|i| (0..i).map(move |j| (i, j)))
            .filter_map(|(i, j)| correlations.get(i, j))
            .collect();
        let mean = pairs.iter().sum::<f64>() / pairs.len() as f64;
        let w = concordance(&table).unwrap().w;
        prop_assert!(((m * w - 1.0) / (m - 1.0) - mean).abs() < 1e-10);
    }
}

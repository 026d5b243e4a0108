//! Published inflation factors and reliabilities, pairs by hand.

use super::*;
use crate::check::{ROUNDING, assert_close, shared_file};
use crate::table::Table;

/// Digits of the known answers.
const PRINTED: f64 = 1e-5;

#[test]
fn longley_is_inflated_as_published() {
    let (table, _) = crate::regression::longley();
    let found = inflation(&pearson(&table), table.accounts()).unwrap();
    let published = [135.53244, 1788.51348, 33.61889, 3.58893, 399.15102, 758.98060];
    for (found, published) in found.iter().zip(published) {
        let Inflation::Factor(factor) = found else { panic!("{found:?}") };
        assert_close(*factor, published, PRINTED);
    }
    let named = redundant(&pearson(&table), &spearman(&table), &found);
    let inflated: Vec<usize> =
        named.iter().filter(|pair| pair.reason == Reason::Inflation).map(|pair| pair.indicator).collect();
    assert_eq!(inflated, [0, 1, 2, 4, 5]);
    // Output and year rise together: r = 0.9953.
    let pair = named.iter().find(|pair| (pair.indicator, pair.partner) == (5, 1)).unwrap();
    assert_eq!(pair.reason, Reason::Pearson);
    assert_close(pair.correlation, 0.99527, PRINTED);
}

#[test]
fn ranks_see_what_lines_do_not() {
    let x: Vec<f64> = (1..=10).map(f64::from).collect();
    let power: Vec<f64> = x.iter().map(|value| value.exp()).collect();
    let table = Table::new(vec![x, power, vec![1.0; 10]]).unwrap();
    let (lines, ranks) = (pearson(&table), spearman(&table));
    assert!(lines.get(0, 1).unwrap() < CLOSE);
    assert_close(ranks.get(0, 1).unwrap(), 1.0, ROUNDING);
    assert_eq!((lines.get(0, 2), lines.get(2, 2), lines.constant()), (None, None, [2].as_slice()));
    let found = inflation(&lines, 10).unwrap();
    assert_eq!(found[2], Inflation::Constant);
    let named = redundant(&lines, &ranks, &found);
    assert_eq!(named.len(), 1);
    assert_eq!((named[0].indicator, named[0].partner, named[0].reason), (1, 0, Reason::Spearman));
}

#[test]
fn an_exact_combination_is_named() {
    let a = vec![1.0, 4.0, 2.0, 8.0, 5.0, 7.0];
    let b = vec![3.0, 1.0, 4.0, 1.0, 5.0, 9.0];
    let sum: Vec<f64> = a.iter().zip(&b).map(|(a, b)| a + b).collect();
    let apart = vec![2.0, 7.0, 1.0, 8.0, 2.0, 8.0];
    let table = Table::new(vec![a, b, sum, apart]).unwrap();
    let found = inflation(&pearson(&table), 6).unwrap();
    assert_eq!(found[..3], [Inflation::Exact; 3]);
    assert!(matches!(found[3], Inflation::Factor(factor) if factor >= 1.0));
    assert_eq!(
        inflation(&pearson(&table), 5).unwrap_err(),
        RedundancyError::TooFew { accounts: 5, indicators: 4, needed: 6 }
    );
}

#[test]
fn reliability_by_hand() {
    // Item variances 1, 1 and 4; sums 3, 7, 11 with variance 16: α = 3/2 (1 − 6/16).
    let items = vec![vec![1.0, 2.0, 3.0], vec![1.0, 2.0, 3.0], vec![1.0, 3.0, 5.0]];
    assert_close(cronbach_alpha(&Table::new(items).unwrap()).unwrap(), 1.5 * (1.0 - 6.0 / 16.0), ROUNDING);
    let one = Table::new(vec![vec![1.0, 2.0]]).unwrap();
    assert_eq!(cronbach_alpha(&one).unwrap_err(), RedundancyError::TooFewItems { items: 1, accounts: 2 });
    let even = Table::new(vec![vec![1.0, 2.0], vec![2.0, 1.0]]).unwrap();
    assert_eq!(cronbach_alpha(&even).unwrap_err(), RedundancyError::ConstantSum { items: 2 });
}

#[test]
fn personality_scales_are_as_reliable_as_published() {
    let Some(path) = shared_file("data/bfi/bfi.csv") else { return };
    let text = std::fs::read_to_string(path).unwrap();
    let names: Vec<&str> = text.lines().next().unwrap().split(',').collect();
    // Items that point the other way are turned round on their scale from 1 to 6.
    let turned = ["A1", "C4", "C5", "E1", "E2", "O2", "O5"];
    for (scale, published) in [('A', 0.703756), ('C', 0.729277), ('E', 0.760933), ('N', 0.813303), ('O', 0.602546)] {
        let items: Vec<(usize, bool)> = (1..=5)
            .map(|item| format!("{scale}{item}"))
            .map(|item| (names.iter().position(|name| *name == item).unwrap(), turned.contains(&item.as_str())))
            .collect();
        let mut columns = vec![Vec::new(); 5];
        for line in text.lines().skip(1) {
            let cells: Vec<&str> = line.split(',').collect();
            let answers: Option<Vec<f64>> = items
                .iter()
                .map(|(index, turned)| cells[*index].parse::<f64>().ok().map(|x| if *turned { 7.0 - x } else { x }))
                .collect();
            for (column, answer) in columns.iter_mut().zip(answers.into_iter().flatten()) {
                column.push(answer);
            }
        }
        assert_close(cronbach_alpha(&Table::new(columns).unwrap()).unwrap(), published, PRINTED);
    }
}

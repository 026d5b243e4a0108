//! By hand, against counting pairs, refusals.

use proptest::prelude::*;

use super::*;
use crate::check::{ROUNDING, assert_close};

#[test]
fn two_cards_by_hand() {
    // Ranks 1 2 3 4 5 and 1 3 2 5 4: eight of ten pairs in the same order; Σ d² = 4 and 1 − 6 · 4 / 120.
    let found = compare(&[50.0, 40.0, 30.0, 20.0, 10.0], &[9.0, 7.0, 8.0, 5.0, 6.0], 2).unwrap();
    assert_close(found.kendall, 0.6, ROUNDING);
    assert_close(found.spearman, 0.8, ROUNDING);
    assert_eq!(
        found.disagreements,
        [RankDifference { account: 1, first: 2, second: 3 }, RankDifference { account: 2, first: 3, second: 2 }]
    );
    let turned = compare(&[1.0, 2.0, 3.0, 4.0], &[4.0, 3.0, 2.0, 1.0], 9).unwrap();
    assert_close(turned.kendall, -1.0, ROUNDING);
    assert_close(turned.spearman, -1.0, ROUNDING);
    assert_eq!((turned.disagreements[0].account, turned.disagreements[0].places()), (0, 3));
}

#[test]
fn what_ranks_nobody_is_refused() {
    assert_eq!(compare(&[1.0], &[1.0], 1).unwrap_err(), CompareError::Lengths { first: 1, second: 1 });
    assert_eq!(compare(&[1.0, 2.0], &[3.0, 3.0], 1).unwrap_err(), CompareError::Constant { card: 2, score: 3.0 });
    let message = compare(&[1.0, f64::INFINITY], &[3.0, 4.0], 1).unwrap_err().to_string();
    assert_eq!(message, "card `1` gives account `2` a score of `inf`, expected a finite number");
}

proptest! {
    #[test]
    fn sorting_counts_what_pairs_count(pairs in prop::collection::vec((0_i32..8, -4_i32..4), 2..40)) {
        let (x, y): (Vec<f64>, Vec<f64>) = pairs.iter().map(|(x, y)| (f64::from(*x), f64::from(*y))).unzip();
        prop_assume!(check(&x, &y).is_ok());
        let (mut score, mut of_x, mut of_y) = (0.0, 0.0_f64, 0.0);
        for i in 0..x.len() {
            for j in 0..i {
                let sign = |d: f64| if d == 0.0 { 0.0 } else { d.signum() };
                let (a, b) = (sign(x[i] - x[j]), sign(y[i] - y[j]));
                score += a * b;
                of_x += a * a;
                of_y += b * b;
            }
        }
        let tau = kendall_tau_b(&x, &y).unwrap();
        prop_assert!((tau - score / (of_x * of_y).sqrt()).abs() < 1e-12);
        prop_assert_eq!(tau, kendall_tau_b(&y, &x).unwrap());
    }
}

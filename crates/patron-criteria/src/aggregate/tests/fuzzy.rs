//! Each operator by hand.

use crate::aggregate::AggregateError;
use crate::aggregate::fuzzy::{Operator, evaluate, from_score, from_votes};
use crate::check::{ROUNDING, assert_all_close, assert_close};
use crate::weights::Weights;

/// Scores of very good, good, fair and poor.
const GRADES: [f64; 4] = [95.0, 80.0, 65.0, 40.0];

fn rows() -> Vec<Vec<f64>> {
    vec![vec![0.2, 0.7, 0.1, 0.0], vec![0.0, 0.4, 0.5, 0.1], vec![0.2, 0.3, 0.4, 0.1]]
}

#[test]
fn each_operator_joins_in_its_way() {
    let weights = Weights::new(vec![0.2, 0.5, 0.3]).unwrap();
    let joined = |operator| evaluate(&weights, &rows(), operator, &GRADES).unwrap();
    let min_max = joined(Operator::MinMax);
    assert_all_close(&min_max.memberships, &[0.2, 0.4, 0.5, 0.1], ROUNDING);
    assert_eq!((min_max.grade, min_max.tied), (2, false));
    assert_close(min_max.score, (0.2 * 95.0 + 0.4 * 80.0 + 0.5 * 65.0 + 0.1 * 40.0) / 1.2, ROUNDING);
    assert_all_close(&joined(Operator::ProductMax).memberships, &[0.06, 0.2, 0.25, 0.05], ROUNDING);
    assert_all_close(&joined(Operator::MinSum).memberships, &[0.4, 0.9, 0.9, 0.2], ROUNDING);
    let sum = joined(Operator::ProductSum);
    assert_all_close(&sum.memberships, &[0.1, 0.43, 0.39, 0.08], ROUNDING);
    assert_eq!(sum.grade, 1);
    assert_close(sum.score, 0.1 * 95.0 + 0.43 * 80.0 + 0.39 * 65.0 + 0.08 * 40.0, ROUNDING);
}

#[test]
fn contributions_follow_the_operator_and_add_up() {
    let weights = Weights::new(vec![0.2, 0.5, 0.3]).unwrap();
    let joined = |operator| evaluate(&weights, &rows(), operator, &GRADES).unwrap();
    for operator in [Operator::MinMax, Operator::ProductMax, Operator::MinSum, Operator::ProductSum] {
        let found = joined(operator);
        assert_close(found.contributions.iter().sum(), found.score, ROUNDING);
    }
    // The first: 0.2 of its membership of 0.7 in good, and so on.
    let first = 0.2 * (0.2 * 95.0 + 0.7 * 80.0 + 0.1 * 65.0);
    assert_close(joined(Operator::ProductSum).contributions[0], first, ROUNDING);
    // Very good is decided by the first and the third alike (0.2 each), good and fair by the second (0.4 and 0.5),
    // poor by the second and the third alike (0.1 each).
    let decided = joined(Operator::MinMax).contributions;
    assert_close(decided[0], 0.1 * 95.0 / 1.2, ROUNDING);
    assert_close(decided[1], (0.4 * 80.0 + 0.5 * 65.0 + 0.05 * 40.0) / 1.2, ROUNDING);
    assert_close(decided[2], (0.1 * 95.0 + 0.05 * 40.0) / 1.2, ROUNDING);
}

#[test]
fn a_tie_is_said_and_goes_to_the_better_grade() {
    let one = Weights::new(vec![1.0]).unwrap();
    let found = evaluate(&one, &[vec![0.2, 0.4, 0.4, 0.0]], Operator::ProductSum, &GRADES).unwrap();
    assert_eq!((found.grade, found.tied), (1, true));
}

#[test]
fn memberships_come_from_votes_or_scores() {
    assert_eq!(from_votes(&[1, 2, 1, 0]).unwrap(), [0.25, 0.5, 0.25, 0.0]);
    assert_eq!(from_votes(&[0, 0]).unwrap_err(), AggregateError::NoVotes);
    assert_all_close(&from_score(85.0, &GRADES).unwrap(), &[1.0 / 3.0, 2.0 / 3.0, 0.0, 0.0], ROUNDING);
    assert_eq!(from_score(80.0, &GRADES).unwrap(), [0.0, 1.0, 0.0, 0.0]);
    assert_eq!(from_score(99.0, &GRADES).unwrap(), [1.0, 0.0, 0.0, 0.0]);
    assert_eq!(from_score(5.0, &GRADES).unwrap(), [0.0, 0.0, 0.0, 1.0]);
    assert_eq!(from_score(5.0, &[1.0, 2.0]).unwrap_err(), AggregateError::Centres { grade: 2, centre: 2.0 });
}

#[test]
fn memberships_that_are_none_are_refused() {
    let one = Weights::new(vec![1.0]).unwrap();
    let refused = |row: Vec<f64>| evaluate(&one, &[row], Operator::ProductSum, &GRADES).unwrap_err();
    assert_eq!(
        refused(vec![0.2, 1.3, 0.0, 0.0]).to_string(),
        "grade `2` of indicator `1` is `1.3`, expected from `0` to `1`"
    );
    assert_eq!(refused(vec![0.2]), AggregateError::Grades { found: 1, expected: 4 });
    assert_eq!(refused(vec![0.0; 4]), AggregateError::NothingKnown);
}

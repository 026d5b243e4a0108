use proptest::prelude::*;

use super::*;
use crate::check::{assert_all_close, assert_close};
use crate::interval::Level;
use crate::nps::Tally;
use crate::sample::Sample;

const LEVEL: Level = Level::NINETY_FIVE;

#[test]
fn welch_by_hand() {
    // 1, 2, 3 and 2, 4, 6, 8: variances 1 and 20/3, v 1/3 and 5/3, degrees 4 / (1/18 + 25/27).
    let first = Sample::new(vec![1.0, 2.0, 3.0]).unwrap();
    let second = Sample::new(vec![2.0, 4.0, 6.0, 8.0]).unwrap();
    let found = welch(&first, &second, LEVEL).unwrap();
    assert_close(found.difference, -3.0, 1e-12);
    let degrees = 4.0 / (1.0 / 18.0 + 25.0 / 27.0);
    let reach = crate::quantile::t_above(degrees, 0.025) * 2.0_f64.sqrt();
    assert_close(found.interval.low, -3.0 - reach, 1e-9);
    assert_close(found.p_value, crate::quantile::t_two_sided(degrees, 3.0, 2.0_f64.sqrt()), 1e-12);
    let one = Sample::new(vec![1.0]).unwrap();
    assert_eq!(welch(&one, &second, LEVEL), Err(CompareError::TooFew { answers: 1 }));
    let alike = Sample::new(vec![1.0, 1.0]).unwrap();
    assert_eq!(welch(&alike, &alike, LEVEL), Err(CompareError::Alike));
}

/// Extra hours of sleep by two drugs for the same ten patients, printed in \[S1908\]: mean change 1.58, t = 4.062.
#[test]
fn pairs_of_sleepers() {
    let first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
    let second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    let found = paired(&first, &second, LEVEL).unwrap();
    assert_close(found.difference, 1.58, 1e-12);
    assert_close(found.p_value, 0.002_833, 1e-6);
    assert_close(found.interval.low, 0.7001, 1e-4);
    assert_close(found.interval.high, 2.4599, 1e-4);
    // The same as two groups: less firm, as printed since: t = 1.8608 with 17.776 degrees, p = 0.07939.
    let of = |values: &[f64]| Sample::new(values.to_vec()).unwrap();
    assert_close(welch(&of(&second), &of(&first), LEVEL).unwrap().p_value, 0.079_39, 1e-5);
    assert_eq!(paired(&first, &second[..3], LEVEL), Err(CompareError::Pairs { before: 10, after: 3 }));
}

#[test]
fn shares_of_two_groups() {
    // 56 of 70 and 48 of 80, printed in [N1998b] for its method 10.
    let found = shares((0.8, 70.0), (0.6, 80.0), LEVEL).unwrap();
    assert_close(found.difference, 0.2, 1e-12);
    assert_close(found.interval.low, 0.0524, 5e-5);
    assert_close(found.interval.high, 0.3339, 5e-5);
    // 0 of 10 and 0 of 10 are the same, and may yet differ.
    let none = shares((0.0, 10.0), (0.0, 10.0), LEVEL).unwrap();
    assert_eq!(none.p_value, 1.0);
    assert!(none.interval.contains(0.0) && none.interval.high > 0.2);
    assert_eq!(shares((80.0, 70.0), (0.6, 80.0), LEVEL).unwrap_err().code(), "compare-share");
}

#[test]
fn scores_of_two_waves_by_hand() {
    // Half promoters, half passives against half passives, half detractors: 50 and −50 of 40 each. Together a quarter
    // promotes and a quarter detracts: variance 10⁴ / 2, and z = 100 / √(5000 / 20).
    let (first, second) = (Tally::counted(20, 20, 0).unwrap(), Tally::counted(0, 20, 20).unwrap());
    let found = net_promoter_scores(&first, &second, LEVEL);
    assert_close(found.difference, 100.0, 1e-12);
    assert_close(found.p_value, 2.0 * patron_models::special::normal_cdf(-100.0 / 250.0_f64.sqrt()), 1e-15);
    assert!(found.interval.low > 50.0);
    let same = net_promoter_scores(&first, &first, LEVEL);
    assert_close(same.p_value, 1.0, 1e-12);
}

#[test]
fn many_comparisons_by_hand() {
    let p = [0.01, 0.04, 0.03, 0.005];
    assert_all_close(&holm(&p).unwrap(), &[0.03, 0.06, 0.06, 0.02], 1e-12);
    assert_all_close(&benjamini_hochberg(&p).unwrap(), &[0.02, 0.04, 0.04, 0.02], 1e-12);
    assert_eq!(holm(&[0.5, 1.5]).unwrap_err(), AdjustError { comparison: 2, probability: 1.5 });
    assert!(holm(&[]).unwrap().is_empty());
}

proptest! {
    #[test]
    fn adjusting_keeps_the_order_and_never_lowers(p in prop::collection::vec(0.0_f64..=1.0, 1..20)) {
        for adjusted in [holm(&p).unwrap(), benjamini_hochberg(&p).unwrap()] {
            for (i, one) in p.iter().enumerate() {
                prop_assert!(adjusted[i] >= *one && adjusted[i] <= 1.0);
                for (j, other) in p.iter().enumerate() {
                    prop_assert!(one > other || adjusted[i] <= adjusted[j]);
                }
            }
        }
    }
}

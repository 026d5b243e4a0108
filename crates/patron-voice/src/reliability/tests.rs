use proptest::prelude::*;

use super::*;
use crate::answers::Answers;
use crate::check::{assert_close, shared_answers};
use crate::interval::Level;

/// The tolerance that the file of worked examples states.
const PRINTED: f64 = 1e-5;

const REVERSED: [&str; 7] = ["A1", "C4", "C5", "E1", "E2", "O2", "O5"];

/// Worked example `cronbach_bfi`: five dimensions with reverse keys and gaps, both ways of taking gaps.
#[test]
fn five_dimensions_of_personality() {
    let expected = [
        ("A", 0.703_756, 0.703_018),
        ("C", 0.729_277, 0.726_735),
        ("E", 0.760_933, 0.761_733),
        ("N", 0.813_303, 0.813_964),
        ("O", 0.602_546, 0.600_173),
    ];
    for (dimension, complete, pairwise) in expected {
        let names: Vec<String> = (1..=5).map(|item| format!("{dimension}{item}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let Some(answers) = shared_answers("data/bfi/bfi.csv", &names) else { return };
        let reversed: Vec<bool> = names.iter().map(|name| REVERSED.contains(name)).collect();
        let of = |missing| reliability(&answers, &[0, 1, 2, 3, 4], &reversed, missing, Level::NINETY_FIVE).unwrap();
        assert_close(of(Missing::Complete).alpha, complete, PRINTED);
        assert_close(of(Missing::Pairwise).alpha, pairwise, PRINTED);
        assert!(of(Missing::Complete).respondents < of(Missing::Pairwise).respondents);
        if dimension == "A" {
            agreeableness(&answers, &of(Missing::Pairwise), &of(Missing::Complete));
        }
    }
}

/// What the description of the data set prints about agreeableness, to two digits, and what plain formulas give.
fn agreeableness(answers: &Answers, pairwise: &Reliability, complete: &Reliability) {
    let printed = [0.72, 0.62, 0.60, 0.69, 0.64];
    for (item, printed) in pairwise.items.iter().zip(printed) {
        assert_close(item.alpha_if_dropped.unwrap(), printed, 0.005);
    }
    assert_close(pairwise.standardised, 0.71, 0.005);
    for (item, computed) in complete.items.iter().zip(AGREEABLENESS_ITEM_TOTAL) {
        assert_close(item.item_total.unwrap(), computed, PRINTED);
    }
    // Without reversing the first item it runs against the sum of the others.
    let straight = reliability(answers, &[0, 1, 2, 3, 4], &[false; 5], Missing::Pairwise, Level::NINETY_FIVE).unwrap();
    assert!(straight.items[0].item_total.unwrap() < -0.2 && straight.alpha < 0.5);
    assert!(pairwise.interval.contains(pairwise.alpha));
    // Printed for the data set by [F1965]'s formula: 0.69 to 0.72.
    assert_close(pairwise.interval.low, 0.69, 0.005);
    assert_close(pairwise.interval.high, 0.72, 0.005);
    let one_factor = omega(answers, &[0, 1, 2, 3, 4], &[true, false, false, false, false], Missing::Complete).unwrap();
    assert!((complete.alpha..0.8).contains(&one_factor.omega), "{}", one_factor.omega);
}

/// Computed with plain formulas in another program.
const AGREEABLENESS_ITEM_TOTAL: [f64; 5] = [0.311_401, 0.563_015, 0.588_773, 0.394_794, 0.487_241];

/// Worked examples `cronbach_bank` and `cronbach_servperf`.
#[test]
fn the_bank_and_the_durables() {
    let bank = [
        ("imag", 5, 0.821_855),
        ("expe", 5, 0.843_145),
        ("qual", 5, 0.868_518),
        ("val", 4, 0.831_967),
        ("sat", 4, 0.894_295),
        ("loy", 4, 0.820_639),
    ];
    let durables = ("a", 22, 0.960_97);
    for (file, (name, items, expected)) in bank
        .map(|dimension| ("data/bank_satisfaction/bank_satisfaction.csv", dimension))
        .into_iter()
        .chain([("data/service_quality_durables/service_quality.csv", durables)])
    {
        let name = |item| if name == "a" { format!("a{item:02}") } else { format!("{name}{item}") };
        let names: Vec<String> = (1..=items).map(name).collect();
        let Some(answers) = shared_answers(file, &names.iter().map(String::as_str).collect::<Vec<_>>()) else { return };
        let all: Vec<usize> = (0..items).collect();
        let found = reliability(&answers, &all, &vec![false; items], Missing::Complete, Level::NINETY).unwrap();
        assert_close(found.alpha, expected, PRINTED);
    }
}

#[test]
fn alpha_by_hand() {
    // Items (1, 2, 3, 4) and (2, 2, 4, 4): variances 5/3 and 4/3, covariance 4/3, of the sum 17/3.
    let columns = vec![[1.0, 2.0, 3.0, 4.0].map(Some).to_vec(), [2.0, 2.0, 4.0, 4.0].map(Some).to_vec()];
    let answers = Answers::new(columns).unwrap();
    let found = reliability(&answers, &[0, 1], &[false; 2], Missing::Complete, Level::NINETY).unwrap();
    assert_close(found.alpha, 2.0 * (1.0 - 9.0 / 17.0), 1e-12);
    let r = 4.0 / 20.0_f64.sqrt();
    assert_close(found.standardised, 2.0 * r / (1.0 + r), 1e-12);
    assert_close(found.items[0].item_total.unwrap(), r, 1e-12);
    assert_eq!(found.items[0].alpha_if_dropped, None);
}

#[test]
fn what_cannot_be_judged_is_refused() {
    let columns = vec![vec![Some(1.0), Some(2.0), None], vec![Some(3.0), Some(3.0), Some(4.0)], vec![None; 3]];
    let answers = Answers::new(columns).unwrap();
    let of = |items: &[usize], missing| {
        reliability(&answers, items, &vec![false; items.len()], missing, Level::NINETY).unwrap_err()
    };
    assert_eq!(of(&[0], Missing::Complete), ReliabilityError::TooFewItems { items: 1, needed: 2 });
    assert_eq!(of(&[0, 1], Missing::Complete), ReliabilityError::Constant { item: 2 });
    assert_eq!(of(&[0, 2], Missing::Pairwise).code(), "reliability-too-few");
    assert_eq!(of(&[0, 3], Missing::Pairwise).code(), "reliability-reversed");
    let mirrored = Answers::new(vec![vec![Some(1.0), Some(2.0)], vec![Some(2.0), Some(1.0)]]).unwrap();
    let refused = reliability(&mirrored, &[0, 1], &[false; 2], Missing::Complete, Level::NINETY).unwrap_err();
    assert_eq!(refused, ReliabilityError::ConstantSum { items: 2 });
}

proptest! {
    /// A reversed item, marked as such, changes nothing.
    #[test]
    fn a_reversed_item_counts_the_same(rows in prop::collection::vec(prop::array::uniform3(1_u8..=7), 4..40)) {
        let column = |place: usize| -> Vec<Option<f64>> { rows.iter().map(|row| Some(f64::from(row[place]))).collect() };
        let mirrored = column(0).iter().map(|answer| answer.map(|answer| 8.0 - answer)).collect();
        let straight = Answers::new(vec![column(0), column(1), column(2)]).unwrap();
        let turned = Answers::new(vec![mirrored, column(1), column(2)]).unwrap();
        let one = reliability(&straight, &[0, 1, 2], &[false; 3], Missing::Complete, Level::NINETY);
        let other = reliability(&turned, &[0, 1, 2], &[true, false, false], Missing::Complete, Level::NINETY);
        match (one, other) {
            (Ok(one), Ok(other)) => {
                prop_assert!((one.alpha - other.alpha).abs() < 1e-9 && one.alpha <= 1.0 + 1e-9);
                prop_assert!(one.interval.low <= one.alpha && one.alpha <= one.interval.high + 1e-9);
            }
            (one, other) => prop_assert_eq!(one.err(), other.err()),
        }
    }
}

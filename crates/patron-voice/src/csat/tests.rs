use super::*;
use crate::check::{ROUNDING, assert_close, shared_columns};

/// Worked example `csat_sfo_2017`; 0 and 6 and the word Blank are no answers.
#[test]
fn the_airport() {
    let Some(columns) = shared_columns("data/sfo_survey/sfo_2017.csv", &["Q7ALL"]) else { return };
    let answers = columns[0].iter().filter_map(|cell| cell.parse().ok());
    let answers = answers.filter(|answer| (1.0..=5.0).contains(answer)).collect();
    let found = csat(&Sample::new(answers).unwrap(), &Scale::ONE_TO_FIVE, None, Level::NINETY_FIVE).unwrap();
    assert_eq!(found.answers, 2688);
    // The file of worked examples has five decimals.
    assert_close(found.mean, 4.064_36, 1e-5);
    assert_close(found.top_box, 0.820_685, 1e-6);
    assert_close(found.index, 25.0 * (found.mean - 1.0), 1e-10);
    assert!(!found.small);
}

#[test]
fn boxes_of_usual_scales() {
    assert_eq!(usual_top_box(&Scale::ONE_TO_FIVE), 4.0);
    assert_eq!(usual_top_box(&Scale::ONE_TO_SEVEN), 6.0);
    assert_eq!(usual_top_box(&Scale::ONE_TO_TEN), 9.0);
    assert_eq!(usual_top_box(&Scale::new(0.0, 1.0, 1.0).unwrap()), 1.0);
}

#[test]
fn four_answers_by_hand() {
    // Weights 1, 1, 1, 3 of 1, 3, 4, 5: mean 23 / 6, satisfied 4 / 6, dissatisfied 1 / 6, effective number 36 / 12.
    let sample = Sample::weighted(vec![1.0, 3.0, 4.0, 5.0], vec![1.0, 1.0, 1.0, 3.0]).unwrap();
    let found = csat(&sample, &Scale::ONE_TO_FIVE, None, Level::NINETY_FIVE).unwrap();
    assert_close(found.mean, 23.0 / 6.0, ROUNDING);
    assert_close(found.top_box, 4.0 / 6.0, ROUNDING);
    assert_close(found.bottom_box, 1.0 / 6.0, ROUNDING);
    assert_close(found.effective, 3.0, ROUNDING);
    assert_eq!(found.top_box_interval, wilson(4.0 / 6.0, found.effective, Level::NINETY_FIVE));
    assert!(found.small);
}

#[test]
fn what_does_not_fit_is_refused() {
    let sample = Sample::new(vec![4.0, 6.0]).unwrap();
    let beside = csat(&sample, &Scale::ONE_TO_FIVE, None, Level::NINETY).unwrap_err();
    assert_eq!(
        (beside.code(), beside.hint()),
        ("scale-beside", ScaleError::hint(&Scale::ONE_TO_FIVE.check(6.0).unwrap_err()))
    );
    let sample = Sample::new(vec![4.0]).unwrap();
    let low = csat(&sample, &Scale::ONE_TO_FIVE, Some(3.0), Level::NINETY).unwrap_err();
    assert_eq!(low.to_string(), "satisfied from `3`, expected an answer above `3`, the middle of the scale, up to `5`");
}

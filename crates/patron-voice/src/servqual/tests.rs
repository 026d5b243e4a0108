use proptest::prelude::*;

use super::*;
use crate::check::{ROUNDING, assert_close, shared_answers, shared_columns};

fn standard() -> (Structure, Weights) {
    (Structure::in_order(&SIZES).unwrap(), Weights::even(5).unwrap())
}

/// A respondent who expects 6 everywhere, and perceives 6 and the gap of the dimension.
fn one_respondent(gaps: &[f64; 5]) -> (Answers, Answers) {
    let perceived = gaps.iter().zip(SIZES).flat_map(|(gap, size)| vec![vec![Some(6.0 + gap)]; size]).collect();
    (Answers::new(perceived).unwrap(), Answers::new(vec![vec![Some(6.0)]; 22]).unwrap())
}

/// Worked example `servqual_gaps`: the mean of five gaps is −0.858.
#[test]
fn five_gaps_of_a_forum() {
    let columns = ["gap_perception_minus_expectation"];
    let Some(columns) = shared_columns("data/worked_examples/servqual_dimension_gaps.csv", &columns) else { return };
    let gaps: Vec<f64> = columns[0].iter().map(|gap| gap.parse().unwrap()).collect();
    let (perceived, expected) = one_respondent(&gaps.clone().try_into().unwrap());
    let (structure, even) = standard();
    let found = servqual(&perceived, &expected, &structure, &even, Level::NINETY).unwrap();
    assert_close(found.gap.total.unwrap(), -0.858, 1e-9);
    for (dimension, gap) in found.gap.dimensions.iter().zip(&gaps) {
        assert_close(dimension.unwrap().mean, *gap, ROUNDING);
    }
    // All the weight on reliability leaves its gap.
    let reliability = Weights::new(&[0.0, 100.0, 0.0, 0.0, 0.0]).unwrap();
    let found = servqual(&perceived, &expected, &structure, &reliability, Level::NINETY).unwrap();
    assert_close(found.gap.total.unwrap(), -1.1, 1e-9);
}

#[test]
fn pairs_count_or_do_not() {
    // One dimension of two items. The second respondent has no expectation of the first item, the third of neither.
    let structure = Structure::in_order(&[2]).unwrap();
    let perceived = vec![vec![Some(5.0), Some(1.0), Some(1.0)], vec![Some(4.0), Some(6.0), Some(1.0)]];
    let expected = vec![vec![Some(6.0), None, None], vec![Some(6.0), Some(7.0), None]];
    let (perceived, expected) = (Answers::new(perceived).unwrap(), Answers::new(expected).unwrap());
    let found = servqual(&perceived, &expected, &structure, &Weights::even(1).unwrap(), Level::NINETY).unwrap();
    assert_eq!(found.gap.items[0].unwrap().answers, 1);
    assert_eq!(found.gap.items[1].unwrap().mean, -1.5);
    // −1.5 of both items, and −1 of the one that has a pair.
    assert_eq!(found.gap.dimensions[0].unwrap().mean, -1.25);
    assert_eq!(found.perception.dimensions[0].unwrap().mean, 0.5 * (4.5 + 6.0));
}

#[test]
fn durables_are_perceived_without_expectation() {
    let names: Vec<String> = (1..=22).map(|item| format!("a{item:02}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let Some(answers) = shared_answers("data/service_quality_durables/service_quality.csv", &names) else { return };
    let (structure, weights) = standard();
    let found = servperf(&answers, &structure, &weights, Level::NINETY_FIVE).unwrap();
    // Lowest and highest means of its description, to one decimal.
    assert_close(found.items[20].unwrap().mean, 69.6, 0.05);
    assert_close(found.items[8].unwrap().mean, 89.8, 0.05);
    let total: f64 = found.dimensions.iter().map(|mean| mean.unwrap().mean).sum();
    assert_close(found.total.unwrap(), total / 5.0, 1e-9);
}

#[test]
fn other_items_are_refused() {
    let (structure, weights) = standard();
    let answers = Answers::new(vec![vec![Some(1.0)]; 21]).unwrap();
    let refused = servperf(&answers, &structure, &weights, Level::NINETY).unwrap_err();
    assert_eq!(refused, StructureError::Items { found: 21, expected: 22 });
    let (perceived, _) = one_respondent(&[0.0; 5]);
    let two = Answers::new(vec![vec![Some(1.0); 2]; 22]).unwrap();
    let refused = servqual(&perceived, &two, &structure, &weights, Level::NINETY).unwrap_err();
    assert_eq!(refused, StructureError::Respondents { found: 2, expected: 1 });
}

proptest! {
    /// Without missing answers the gap of means is the mean of gaps.
    #[test]
    fn gaps_are_perceived_less_expected(rows in prop::collection::vec(prop::array::uniform4(1_u8..=7), 1..30)) {
        let column = |place: usize| rows.iter().map(|row| Some(f64::from(row[place]))).collect();
        let perceived = Answers::new(vec![column(0), column(1)]).unwrap();
        let expected = Answers::new(vec![column(2), column(3)]).unwrap();
        let structure = Structure::in_order(&[1, 1]).unwrap();
        let weights = Weights::even(2).unwrap();
        let found = servqual(&perceived, &expected, &structure, &weights, Level::NINETY).unwrap();
        let difference = found.perception.total.unwrap() - found.expectation.total.unwrap();
        prop_assert!((found.gap.total.unwrap() - difference).abs() < 1e-9);
    }
}

use proptest::prelude::*;

use super::*;
use crate::answers::Answers;
use crate::check::{ROUNDING, assert_close};
use crate::interval::Level;

#[test]
fn half_of_the_items_are_enough() {
    let structure = Structure::in_order(&[4, 1]).unwrap();
    let answers = [Some(1.0), None, Some(4.0), None, None];
    assert_eq!(structure.score(0, |item| answers[item]), Some(2.5));
    assert_eq!(structure.score(1, |item| answers[item]), None);
    let fewer = [Some(1.0), None, None, None, Some(3.0)];
    assert_eq!(structure.score(0, |item| fewer[item]), None, "one of four");
}

#[test]
fn a_profile_by_hand() {
    // Two dimensions of two items; the last respondent answers one item of the first and none of the second.
    let columns = vec![
        vec![Some(1.0), Some(3.0), Some(5.0)],
        vec![Some(3.0), Some(5.0), None],
        vec![Some(2.0), Some(2.0), None],
        vec![Some(4.0), None, None],
    ];
    let structure = Structure::in_order(&[2, 2]).unwrap();
    let weights = Weights::new(&[3.0, 1.0]).unwrap();
    let found = profile(&Answers::new(columns).unwrap(), &structure, &weights, Level::NINETY).unwrap();
    let means: Vec<f64> = found.items.iter().map(|mean| mean.unwrap().mean).collect();
    assert_eq!(means, [3.0, 4.0, 2.0, 4.0]);
    // Scores 2, 4, 5 and 3, 2.
    assert_close(found.dimensions[0].unwrap().mean, 11.0 / 3.0, ROUNDING);
    assert_eq!(found.dimensions[1].unwrap().answers, 2);
    assert_close(found.total.unwrap(), 0.75 * 11.0 / 3.0 + 0.25 * 2.5, ROUNDING);
}

#[test]
fn an_index_needs_half_of_its_weight() {
    let weights = Weights::new(&[5.0, 3.0, 2.0]).unwrap();
    assert_close(index(&[Some(80.0), None, None], &weights).unwrap().unwrap(), 80.0, ROUNDING);
    assert_eq!(index(&[None, Some(80.0), None], &weights).unwrap(), None);
    assert_close(index(&[None, Some(80.0), Some(30.0)], &weights).unwrap().unwrap(), 60.0, ROUNDING);
    assert_eq!(index(&[None], &weights), Err(StructureError::Weights { found: 3, expected: 1 }));
}

#[test]
fn what_is_no_structure_is_refused() {
    assert_eq!(Structure::new(2, vec![]), Err(StructureError::NoDimension));
    assert_eq!(Structure::new(2, vec![vec![0], vec![]]), Err(StructureError::NoItem { dimension: 2 }));
    assert_eq!(Structure::new(2, vec![vec![0, 2]]), Err(StructureError::Beyond { item: 3, items: 2 }));
    assert_eq!(Structure::new(2, vec![vec![0], vec![1, 0]]), Err(StructureError::Twice { item: 1 }));
    assert_eq!(Weights::new(&[1.0, -1.0]), Err(StructureError::Weight { place: 2, weight: -1.0 }));
    assert_eq!(Weights::new(&[0.0, 0.0]), Err(StructureError::Weight { place: 1, weight: 0.0 }));
    assert_eq!(Weights::even(0).unwrap_err().code(), "structure-weight");
}

proptest! {
    #[test]
    fn an_index_lies_among_its_parts(parts in prop::collection::vec((0.0_f64..100.0, 0.1_f64..5.0), 1..10)) {
        let (parts, weights): (Vec<f64>, Vec<f64>) = parts.into_iter().unzip();
        let known: Vec<Option<f64>> = parts.iter().copied().map(Some).collect();
        let found = index(&known, &Weights::new(&weights).unwrap()).unwrap().unwrap();
        let (low, high) = parts.iter().fold((f64::MAX, f64::MIN), |(l, h), x| (l.min(*x), h.max(*x)));
        prop_assert!(found >= low - 1e-9 && found <= high + 1e-9);
    }
}

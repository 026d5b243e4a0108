use super::*;
use crate::answers::Answers;
use crate::check::{ROUNDING, assert_close};
use crate::interval::Level;
use crate::scale::Scale;
use crate::structure::{Structure, StructureError, Weights};

#[test]
fn perceived_value_by_hand() {
    // Two dimensions of two items and one, 1 to 5; weights 3 to 1.
    let columns = vec![vec![Some(5.0), Some(1.0), None], vec![Some(3.0), None, None], vec![Some(1.0), None, Some(5.0)]];
    let structure = Structure::in_order(&[2, 1]).unwrap();
    let weights = Weights::new(&[3.0, 1.0]).unwrap();
    let answers = Answers::new(columns).unwrap();
    let found = perceived(&answers, &structure, &Scale::ONE_TO_FIVE, &weights, Level::NINETY).unwrap();
    // (100 + 50) / 2 and 0; then 0 alone, which carries three quarters; the last carries one quarter only.
    assert_eq!(found.respondents, [Some(56.25), Some(0.0), None]);
    assert_close(found.index.unwrap().mean, 28.125, ROUNDING);
    assert_close(found.profile.dimensions[0].unwrap().mean, 37.5, ROUNDING);
    assert_close(found.profile.total.unwrap(), 0.75 * 37.5 + 0.25 * 50.0, ROUNDING);
    let narrow = Scale::new(1.0, 4.0, 1.0).unwrap();
    let refused = perceived(&answers, &structure, &narrow, &weights, Level::NINETY).unwrap_err();
    assert_eq!(refused.code(), "scale-beside");
}

#[test]
fn delivered_value_beside_a_competitor() {
    let ours = Offer {
        product: 80.0,
        service: 70.0,
        personnel: 60.0,
        image: 90.0,
        money: 60.0,
        time: 30.0,
        effort: 20.0,
        mental: 10.0,
    };
    let theirs = Offer { service: 80.0, money: 40.0, ..ours };
    let values = Weights::new(&[4.0, 3.0, 2.0, 1.0]).unwrap();
    let costs = Weights::new(&[7.0, 1.0, 1.0, 1.0]).unwrap();
    let found = advantage(&ours, &theirs, &values, &costs).unwrap();
    // 32 + 21 + 12 + 9 = 74; 42 + 3 + 2 + 1 = 48.
    assert_close(found.ours.value, 74.0, 1e-10);
    assert_close(found.ours.delivered, 26.0, 1e-10);
    assert_close(found.ours.ratio.unwrap(), 74.0 / 48.0, ROUNDING);
    // Service speaks for them by 3, money by 14.
    assert_close(found.advantage, -17.0, 1e-10);
    assert_close(found.parts[1], -3.0, 1e-10);
    assert_close(found.parts[4], -14.0, 1e-10);
    assert_close(found.parts.iter().sum::<f64>(), found.advantage, 1e-10);
    let three = Weights::even(3).unwrap();
    assert_eq!(delivered(&ours, &three, &costs), Err(StructureError::Weights { found: 3, expected: 4 }));
    let unknown = Offer { image: f64::NAN, ..ours };
    assert_eq!(delivered(&unknown, &values, &costs).unwrap_err().code(), "sample-not-finite");
}

#[test]
fn quadrants_of_exchange() {
    let received = [10.0, 40.0, 20.0, 1000.0];
    assert_eq!(threshold(&received, Threshold::Median).unwrap(), 30.0);
    assert_eq!(threshold(&received, Threshold::Mean).unwrap(), 267.5);
    assert_eq!(threshold(&received, Threshold::At(5.0)).unwrap(), 5.0);
    assert!(threshold(&[], Threshold::Median).is_err());
    assert_eq!(exchange(70.0, 40.0, 60.0, 30.0), Exchange::Mutual);
    assert_eq!(exchange(60.0, 20.0, 60.0, 30.0), Exchange::Generous);
    assert_eq!(exchange(50.0, 30.0, 60.0, 30.0), Exchange::Exposed);
    assert_eq!(exchange(50.0, 10.0, 60.0, 30.0), Exchange::Thin);
}

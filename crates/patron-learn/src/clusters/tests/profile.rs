use super::super::{Direction, Missing, Scale, Scaling, Strength, Table, profiles};
use super::{clients, k_means, points};

#[test]
fn a_cluster_is_described_by_hand() {
    let nan = f64::NAN;
    let columns = vec![
        ("noise".to_owned(), vec![1.0, 3.0, 2.0, 1.0, 3.0, 2.0]),
        ("spend".to_owned(), vec![1.0, 2.0, 3.0, 7.0, 8.0, 9.0]),
        ("returns".to_owned(), vec![5.0, 5.0, 5.0, 1.0, 1.0, 1.0]),
    ];
    let table = Table::new(columns).unwrap();
    let scaling = Scaling::fit(&table, &[Scale::Standard; 3], Missing::Median).unwrap();
    let scaled = scaling.apply(&table).unwrap();
    let found = profiles(&table, &scaling, &scaled, &[1, 1, 1, 0, 0, 0], 3).unwrap();
    let named: Vec<&str> = found[0].traits.iter().map(|found| found.feature.as_str()).collect();
    assert_eq!(named, ["returns", "spend", "noise"]);
    // Nothing varies within: an effect without end, a difference of −4 in deviations of 2.
    let returns = &found[0].traits[0];
    assert_eq!(
        (returns.effect, returns.direction, returns.strength),
        (None, Some(Direction::Lower), Some(Strength::Much))
    );
    assert!((returns.difference + 2.0).abs() < 1e-14);
    // 8 against 2, a deviation of 1 within; over all Σ (x − 5)² is 58.
    let spend = &found[0].traits[1];
    assert!((spend.effect.unwrap() - 6.0).abs() < 1e-13);
    assert!((spend.difference - 6.0 / (58.0_f64 / 6.0).sqrt()).abs() < 1e-13);
    assert_eq!((spend.direction, spend.typical, spend.typical_rest), (Some(Direction::Higher), Some(8.0), Some(2.0)));
    let noise = &found[0].traits[2];
    assert_eq!((noise.difference, noise.direction, noise.strength), (0.0, None, None));
    assert_eq!((found[0].customers, found[0].share, found[0].example), (3, 0.5, Some(5)));
    // A cluster that nobody is in says nothing.
    assert_eq!((found[2].customers, found[2].example), (0, None));
    assert!(found[2].traits.iter().all(|found| found.direction.is_none() && found.typical.is_none()));
    assert_eq!(profiles(&table, &scaling, &scaled, &[1, 1, 1, 0, 0], 3).unwrap_err().code(), "cluster-labels");
    assert_eq!(profiles(&table, &scaling, &scaled, &[3, 1, 1, 0, 0, 0], 3).unwrap_err().code(), "cluster-labels");
    // What is missing is in no median, and whoever has no label in no share.
    let gaps = Table::new(vec![("a".to_owned(), vec![1.0, nan, 2.0, 9.0])]).unwrap();
    let scaling = Scaling::fit(&gaps, &[Scale::Standard], Missing::Unlabelled).unwrap();
    let scaled = scaling.apply(&gaps).unwrap();
    let found = profiles(&gaps, &scaling, &scaled, &[0, 0, 1], 2).unwrap();
    assert_eq!((found[0].share, found[0].traits[0].typical), (2.0 / 3.0, Some(1.5)));
    assert_eq!(found[1].example, Some(3));
}

#[test]
fn shops_buy_groceries_and_kitchens_fresh_food() {
    let Some((table, scaling, scaled)) = clients() else { return };
    let (_, labels) = k_means(&points(&scaled.rows, 6), 2);
    let found = profiles(&table, &scaling, &scaled, &labels, 2).unwrap();
    // Difference, Cohen's d, medians in and out, by NumPy on the clusters of scikit-learn 1.9.1.
    let known = [
        ("Detergents_Paper", 1.545_414_708, 2.391_889_602, 4_495.0, 327.5),
        ("Grocery", 1.501_529_233, 2.237_540_951, 11_527.0, 2_406.0),
        ("Milk", 1.412_754_868, 1.970_686_381, 7_690.5, 1_871.0),
        ("Frozen", -0.602_595_315, -0.629_859_705, 1_061.5, 2_225.0),
        ("Fresh", -0.517_113_324, -0.533_693_843, 5_406.5, 10_347.5),
        ("Delicassen", 0.350_538_730, 0.355_121_036, 1_388.5, 749.5),
    ];
    for (found, (feature, difference, effect, typical, rest)) in found[1].traits.iter().zip(known) {
        assert_eq!(found.feature, feature);
        // Nine digits were printed.
        assert!((found.difference - difference).abs() < 1e-9, "{feature}: {}", found.difference);
        assert!((found.effect.unwrap() - effect).abs() < 1e-9, "{feature}: {:?}", found.effect);
        assert_eq!((found.typical, found.typical_rest), (Some(typical), Some(rest)));
    }
    let words: Vec<_> = found[1].traits.iter().map(|found| (found.direction, found.strength)).collect();
    let (higher, lower) = (Some(Direction::Higher), Some(Direction::Lower));
    let (much, somewhat) = (Some(Strength::Much), Some(Strength::Somewhat));
    let expected =
        [(higher, much), (higher, much), (higher, much), (lower, somewhat), (lower, somewhat), (higher, None)];
    assert_eq!(words, expected);
    assert_eq!((found[1].example, found[0].example), (Some(416), Some(246)));
}

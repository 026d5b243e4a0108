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
    let strong = |cluster: usize, direction: Direction| -> Vec<&str> {
        let strong = found[cluster].traits.iter().filter(|found| found.strength == Some(Strength::Much));
        strong.filter(|found| found.direction == Some(direction)).map(|found| found.feature.as_str()).collect()
    };
    assert_eq!(strong(1, Direction::Higher), ["Grocery", "Detergents_Paper", "Milk"]);
    assert_eq!(strong(0, Direction::Lower), ["Grocery", "Detergents_Paper", "Milk"]);
}

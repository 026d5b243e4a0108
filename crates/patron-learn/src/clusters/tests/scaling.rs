use super::super::{ClusterError, Missing, Scale, Scaling, Table};

fn table(columns: &[(&str, &[f64])]) -> Table {
    Table::new(columns.iter().map(|(name, values)| ((*name).to_owned(), values.to_vec())).collect()).unwrap()
}

#[test]
fn each_scale_by_hand() {
    let e = std::f64::consts::E;
    let all = table(&[
        ("visits", &[1.0, 3.0, 5.0, 7.0]),
        ("spend", &[0.0, 0.0, e - 1.0, e - 1.0]),
        ("margin", &[1.0 - e, e - 1.0, 1.0 - e, e - 1.0]),
        ("income", &[10.0, 20.0, 20.0, 1e9]),
    ]);
    let scales = [Scale::Standard, Scale::Log, Scale::SignedLog, Scale::Rank];
    let scaling = Scaling::fit(&all, &scales, Missing::Median).unwrap();
    let found: Vec<(f64, f64)> = scaling.features.iter().map(|feature| (feature.centre, feature.deviation)).collect();
    // 1, 3, 5, 7: variance 5. Logarithms 0 and 1, or −1 and 1. Ranks ⅛, ½, ½, ⅞: variance 2 (⅜)²/4.
    let expected = [(4.0, 5.0_f64.sqrt()), (0.5, 0.5), (0.0, 1.0), (0.5, 0.375 / 2.0_f64.sqrt())];
    for ((centre, deviation), (mean, sd)) in found.into_iter().zip(expected) {
        assert!((centre - mean).abs() < 1e-15 && (deviation - sd).abs() < 1e-15, "{centre} {deviation}");
    }
    let scaled = scaling.apply(&all).unwrap();
    let first = [-3.0 / 5.0_f64.sqrt(), -1.0, -1.0, -(2.0_f64.sqrt())];
    assert!(scaled.rows[..4].iter().zip(first).all(|(found, expected)| (found - expected).abs() < 1e-14));
    // A later run is measured by the same rule, also beyond what was seen.
    let kept = serde_json::to_string(&scaling).unwrap();
    let again: Scaling = serde_json::from_str(&kept).unwrap();
    assert_eq!(again, scaling);
    let later = table(&[("visits", &[9.0]), ("spend", &[3.0]), ("margin", &[0.0]), ("income", &[15.0])]);
    let row = again.apply(&later).unwrap().rows;
    assert!((row[0] - 5.0_f64.sqrt()).abs() < 1e-15 && (row[1] - (4.0_f64.ln() - 0.5) / 0.5).abs() < 1e-14);
    assert!(row[2].abs() < 1e-15);
    // Half way from ⅛ to ½.
    assert!((again.features[3].ranks.as_ref().unwrap().share(15.0) - 0.3125).abs() < 1e-15);
    assert_eq!([5.0, 2e9].map(|value| again.features[3].ranks.as_ref().unwrap().share(value)), [0.0, 1.0]);
}

#[test]
fn many_ranks_are_kept_at_a_thousand_places() {
    let values: Vec<f64> = (0..50_000).map(|at| f64::from(at).powi(2)).collect();
    let all = table(&[("spend", &values)]);
    let scaling = Scaling::fit(&all, &[Scale::Rank], Missing::Median).unwrap();
    let ranks = scaling.features[0].ranks.as_ref().unwrap();
    for at in [0, 777, 25_000, 49_999] {
        // Between two places, 50 ranks apart, a square is nearly a straight line.
        assert!((ranks.share(values[at]) - (at as f64 + 0.5) / 50_000.0).abs() < 5e-4);
    }
    assert!(serde_json::to_string(&scaling).unwrap().len() < 60_000);
}

#[test]
fn what_is_missing_is_filled_and_counted_or_left_out() {
    let nan = f64::NAN;
    let gaps = table(&[("a", &[1.0, nan, 3.0, 8.0]), ("b", &[nan, nan, 0.0, 1.0])]);
    let filled = Scaling::fit(&gaps, &[Scale::Standard; 2], Missing::Median).unwrap();
    assert_eq!((filled.features[0].median, filled.features[1].median), (3.0, 0.5));
    let scaled = filled.apply(&gaps).unwrap();
    assert_eq!((scaled.customers.as_slice(), scaled.filled.as_slice()), (&[0, 1, 2, 3][..], &[1, 2][..]));
    // The mean of a is 4, the median stands in for the second customer; the mean of b is its median.
    assert!((scaled.rows[2] + 1.0 / filled.features[0].deviation).abs() < 1e-15 && scaled.rows[3] == 0.0);
    let left_out = Scaling { missing: Missing::Unlabelled, ..filled }.apply(&gaps).unwrap();
    assert_eq!((left_out.customers.as_slice(), left_out.filled.as_slice()), (&[2, 3][..], &[0, 0][..]));
    assert_eq!(left_out.rows.len(), 4);
}

#[test]
fn features_that_tell_nothing_are_refused_by_name() {
    let nan = f64::NAN;
    let refused = |columns: &[(&str, &[f64])], scale: Scale| {
        Scaling::fit(&table(columns), &vec![scale; columns.len()], Missing::Median).unwrap_err()
    };
    let error = refused(&[("a", &[1.0, 2.0]), ("b", &[0.1, 0.1]), ("c", &[7.0, nan])], Scale::Standard);
    assert_eq!(error, ClusterError::Constant { features: "b, c".to_owned() });
    // Two thirds added up a thousand times differ in their last digits only.
    assert_eq!(refused(&[("a", &[2.0 / 3.0; 1_000])], Scale::Rank).code(), "cluster-constant");
    assert_eq!(refused(&[("a", &[2.0 / 3.0; 1_000])], Scale::Standard).code(), "cluster-constant");
    let error = refused(&[("a", &[1.0, 2.0]), ("b", &[nan, nan])], Scale::Standard);
    assert_eq!(
        error.to_string(),
        "the features `b` are known of no customer, expected at least two different values each"
    );
    let error = refused(&[("profit", &[1.0, -2.0, -3.0])], Scale::Log);
    assert_eq!(error, ClusterError::Negative { feature: "profit".to_owned(), customers: 2 });
    assert_eq!(error.hint(), "use the scale `signed-log`");
    let scaling = Scaling::fit(&table(&[("a", &[1.0, 2.0])]), &[Scale::Log], Missing::Median).unwrap();
    assert_eq!(scaling.apply(&table(&[("b", &[1.0])])).unwrap_err().code(), "cluster-other-features");
    assert_eq!(scaling.apply(&table(&[("a", &[-1.0])])).unwrap_err().code(), "cluster-negative");
    let new = |columns: &[(&str, &[f64])]| {
        let columns = columns.iter().map(|(name, values)| ((*name).to_owned(), values.to_vec()));
        Table::new(columns.collect()).unwrap_err().code()
    };
    assert_eq!(new(&[]), "cluster-names");
    assert_eq!(new(&[("a", &[1.0]), ("a", &[1.0])]), "cluster-names");
    assert_eq!(new(&[("a", &[1.0]), ("b", &[1.0, 2.0])]), "cluster-columns");
    assert_eq!(new(&[("a", &[])]), "cluster-columns");
    assert_eq!(new(&[("a", &[1.0, f64::INFINITY])]), "cluster-infinite");
}

use proptest::prelude::*;

use super::super::{
    ClusterError, KMeans, KMeansPlan, Missing, Mixture, MixturePlan, Points, Scale, Scaling, Shape, Table,
};
use super::super::{choose_k_means, choose_mixture, silhouette};
use super::{flowers, k_means, points};

/// Σ of squares in another order.
const ROUNDING: f64 = 1e-9;

/// Few different values, so that equal rows and ties are common.
fn rows() -> impl Strategy<Value = Vec<[f64; 2]>> {
    prop::collection::vec([0..12_i32, 0..6_i32].prop_map(|row| row.map(f64::from)), 12..120)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_customers_does_not_matter((rows, order) in rows().prop_flat_map(|rows| {
        let order: Vec<usize> = (0..rows.len()).collect();
        (Just(rows), Just(order).prop_shuffle())
    })) {
        let first = points(rows.as_flattened(), 2);
        let shuffled: Vec<[f64; 2]> = order.iter().map(|&at| rows[at]).collect();
        let second = points(shuffled.as_flattened(), 2);
        prop_assume!(first.distinct() >= 4);
        let plan = KMeansPlan { clusters: 4, starts: 3, seed: 9 };
        let ((one, labels), (other, moved)) = (KMeans::fit(&first, &plan).unwrap(), KMeans::fit(&second, &plan).unwrap());
        prop_assert_eq!(one, other);
        prop_assert!(order.iter().zip(&moved).all(|(&at, label)| labels[at] == *label));
        let plan = MixturePlan { starts: 2, ..MixturePlan::new(2, Shape::Diagonal, 9) };
        prop_assert_eq!(Mixture::fit(&first, &plan), Mixture::fit(&second, &plan));
    }

    #[test]
    fn everybody_is_nearest_to_the_mean_of_their_cluster(rows in rows(), clusters in 1..6_usize, seed in 0..50_u64) {
        let points = points(rows.as_flattened(), 2);
        prop_assume!(points.distinct() >= clusters);
        let (found, labels) = KMeans::fit(&points, &KMeansPlan { clusters, starts: 1, seed }).unwrap();
        let square = |row: &[f64; 2], centre: &[f64]| (row[0] - centre[0]).powi(2) + (row[1] - centre[1]).powi(2);
        let mut total = 0.0;
        for (row, &label) in rows.iter().zip(&labels) {
            let own = square(row, &found.centres[label as usize]);
            total += own;
            prop_assert!(found.centres.iter().all(|centre| own <= square(row, centre) + ROUNDING));
        }
        prop_assert!((total - found.inertia).abs() <= ROUNDING * (1.0 + total));
        for (cluster, centre) in found.centres.iter().enumerate() {
            let members: Vec<&[f64; 2]> =
                rows.iter().zip(&labels).filter(|(_, label)| **label as usize == cluster).map(|(row, _)| row).collect();
            prop_assert!(!members.is_empty() && members.len() == found.sizes[cluster]);
            for feature in 0..2 {
                let mean = members.iter().map(|row| row[feature]).sum::<f64>() / members.len() as f64;
                prop_assert!((mean - centre[feature]).abs() < ROUNDING);
            }
        }
    }

    #[test]
    fn the_unit_of_a_standardised_feature_does_not_matter(factor in 0.001..1_000.0_f64, shift in -50.0..50.0_f64) {
        let labels = |factor: f64, shift: f64| {
            let column = |feature: usize| flowers().chunks_exact(4).map(|row| row[feature]).collect::<Vec<f64>>();
            let first = column(0).into_iter().map(|x| x * factor + shift).collect();
            let table = Table::new(vec![("a".to_owned(), first), ("b".to_owned(), column(2))]).unwrap();
            let scaling = Scaling::fit(&table, &[Scale::Standard; 2], Missing::Median).unwrap();
            let (found, labels) = k_means(&points(&scaling.apply(&table).unwrap().rows, 2), 3);
            (found.inertia, labels)
        };
        let ((inertia, before), (again, after)) = (labels(1.0, 0.0), labels(factor, shift));
        prop_assert!((inertia - again).abs() < 1e-7 * inertia);
        prop_assert_eq!(before, after);
    }

    #[test]
    fn more_clusters_leave_less(rows in rows()) {
        let points = points(rows.as_flattened(), 2);
        let most = points.distinct().min(7);
        let mut before = f64::INFINITY;
        for clusters in 1..=most {
            let inertia = k_means(&points, clusters).0.inertia;
            // The best of thirty starts is the optimum or close to it.
            prop_assert!(inertia < before, "{clusters}: {inertia} {before}");
            before = inertia;
        }
    }
}

#[test]
fn every_row_its_own_cluster_leaves_nothing() {
    let rows = [[0.0, 0.0], [1.0, 0.0], [0.0, 2.0], [1.0, 0.0]];
    let (found, labels) = k_means(&points(rows.as_flattened(), 2), 3);
    assert_eq!((found.inertia, found.sizes.as_slice()), (0.0, &[2, 1, 1][..]));
    assert_eq!(labels, [1, 0, 2, 0]);
    let error = KMeans::fit(&points(rows.as_flattened(), 2), &KMeansPlan::new(4, 1)).unwrap_err();
    assert_eq!(error, ClusterError::TooFew { distinct: 3, clusters: 4 });
}

#[test]
fn an_empty_cluster_is_given_the_furthest_row() {
    use super::super::lloyd::lloyd;
    // Two centres on one side: the second is nearest to nobody.
    let rows = points(&[0.0, 1.0, 2.0, 10.0, 11.0], 1);
    let settled = lloyd(&rows, vec![3.0, 100.0]).unwrap();
    assert_eq!((settled.centres, settled.inertia), (vec![1.0, 10.5], 2.5));
}

#[test]
fn threads_and_runs_agree_to_the_bit() {
    let many: Vec<f64> = (0..60_000_u32).map(|at| (f64::from(at) * 0.618_033_988_749_895).fract().powi(3)).collect();
    let fitted = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let points = points(&many, 2);
            let (found, labels) = KMeans::fit(&points, &KMeansPlan { clusters: 5, starts: 3, seed: 1 }).unwrap();
            let mixture = Mixture::fit(&points, &MixturePlan { starts: 1, ..MixturePlan::new(2, Shape::Full, 1) });
            let score = silhouette(&points, &labels, 5, 1).unwrap();
            (found, labels, mixture, score)
        })
    };
    let one = fitted(1);
    assert_eq!(one.0.started_on, 20_000);
    assert_eq!(one.3.customers, 2_000);
    assert_eq!(fitted(2), one);
    assert_eq!(fitted(3), one);
}

#[test]
fn a_silhouette_of_a_sample_is_near_that_of_everybody() {
    // Each of 150 flowers forty times, moved by hundredths.
    let many: Vec<f64> = (0..40_u32)
        .flat_map(|copy| {
            flowers().into_iter().map(move |x| x + 0.01 * (f64::from(copy) * 0.618_033_988_749_895).fract())
        })
        .collect();
    let points = points(&many, 4);
    let (_, labels) = k_means(&points, 3);
    let found = silhouette(&points, &labels, 3, 5).unwrap();
    let value = |at: usize| {
        let (mut sums, mut counts) = ([0.0; 3], [0.0; 3]);
        for (other, row) in many.chunks_exact(4).enumerate().filter(|(other, _)| *other != at) {
            let square: f64 = row.iter().zip(&many[4 * at..]).map(|(x, y)| (x - y).powi(2)).sum();
            sums[labels[other] as usize] += square.sqrt();
            counts[labels[other] as usize] += 1.0;
        }
        let own = labels[at] as usize;
        let inside = sums[own] / counts[own];
        let outside = (0..3).filter(|label| *label != own).map(|label| sums[label] / counts[label]);
        let outside = outside.fold(f64::INFINITY, f64::min);
        (outside - inside) / inside.max(outside)
    };
    let values: Vec<f64> = (0..6_000).map(value).collect();
    let mean = values.iter().sum::<f64>() / 6_000.0;
    let deviation = (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / 6_000.0).sqrt();
    // Three standard errors of 2,000 customers.
    assert!((found.mean - mean).abs() < 3.0 * deviation / 2_000.0_f64.sqrt(), "{} {mean}", found.mean);
    assert_eq!(found.customers, 2_000);
    assert!(found.astray < 0.05 && found.by_cluster.iter().all(|mean| mean.is_some_and(|mean| mean > 0.3)));
}

#[test]
fn silhouettes_by_hand() {
    // 0 and 1 against 4; the last is alone and counts 0. s is 1 − 1/4 and 1 − 1/3.
    let rows = points(&[0.0, 1.0, 4.0], 1);
    let found = silhouette(&rows, &[0, 0, 1], 2, 1).unwrap();
    assert!((found.mean - (0.75 + 2.0 / 3.0) / 3.0).abs() < 1e-15);
    assert_eq!((found.by_cluster[1], found.astray), (Some(0.0), 0.0));
    // 1 with 4 instead: nearer to 0, s = 1/3 − 1.
    let found = silhouette(&rows, &[0, 1, 1], 2, 1).unwrap();
    assert!((found.mean - (-2.0 / 3.0 + 0.25) / 3.0).abs() < 1e-15 && found.astray == 1.0 / 3.0);
    assert_eq!(silhouette(&rows, &[0, 0, 0], 2, 1).unwrap_err().code(), "cluster-too-few");
    assert_eq!(silhouette(&rows, &[0, 0], 2, 1).unwrap_err().code(), "cluster-labels");
    assert_eq!(silhouette(&rows, &[0, 0, 2], 2, 1).unwrap_err().code(), "cluster-labels");
}

#[test]
fn what_cannot_be_grouped_says_why() {
    let code =
        |values: &[f64], width: usize, weights: Option<&[f64]>| Points::new(values, width, weights).unwrap_err().code();
    assert_eq!(code(&[], 1, None), "cluster-width");
    assert_eq!(code(&[1.0, 2.0, 3.0], 2, None), "cluster-width");
    assert_eq!(code(&[1.0], 0, None), "cluster-width");
    assert_eq!(code(&[1.0, f64::NAN], 1, None), "cluster-not-finite");
    assert_eq!(code(&[1.0, 2.0], 1, Some(&[1.0])), "cluster-weight");
    assert_eq!(code(&[1.0, 2.0], 1, Some(&[1.0, 0.0])), "cluster-weight");
    let rows = points(&[1.0, 2.0, 3.0], 1);
    for plan in [KMeansPlan::new(0, 1), KMeansPlan::new(65, 1), KMeansPlan { clusters: 2, starts: 0, seed: 1 }] {
        assert_eq!(KMeans::fit(&rows, &plan).unwrap_err().code(), "cluster-plan");
    }
    assert_eq!(choose_k_means(&rows, 1..=3, &KMeansPlan::new(0, 1)).unwrap_err().code(), "cluster-plan");
    // Every number tried is in the table, those that failed with the reason.
    let choice = choose_k_means(&rows, 2..=5, &KMeansPlan::new(0, 1)).unwrap();
    assert_eq!(choice.tried.iter().filter(|tried| tried.outcome.is_ok()).count(), 2);
    assert_eq!(choice.tried[3].outcome, Err(ClusterError::TooFew { distinct: 3, clusters: 5 }));
    let plan = MixturePlan::new(0, Shape::Full, 1);
    let choice = choose_mixture(&rows, 1..=3, &plan).unwrap();
    assert_eq!((choice.best, choice.tried[2].outcome.as_ref().unwrap_err().code()), (1, "cluster-collapsed"));
    assert_eq!(choose_mixture(&rows, 3..=9, &plan).unwrap_err().code(), "cluster-collapsed");
}

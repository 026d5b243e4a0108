//! Against figures of scikit-learn 1.9.1, each the best of 60 starts and more, run until nothing moved.

use super::super::KMeansPlan;
use super::super::{KMeans, Mixture, MixturePlan, Points, Shape, choose_k_means, choose_mixture, silhouette};
use super::{assert_relative, clients, flowers, k_means, points};

/// The same minimum: what differs is the order of sums.
const SAME: f64 = 1e-9;
/// Ten starts against the best of 3,000: with many clusters there are many minima, a customer or two apart.
const NEAR: f64 = 0.01;
/// The same maximum, left when a pass gains less than 10⁻⁹ per customer.
const SETTLED: f64 = 1e-6;

fn best(points: &Points, clusters: usize) -> (KMeans, Vec<u32>) {
    KMeans::fit(points, &KMeansPlan { clusters, starts: 200, seed: 7 }).unwrap()
}

#[track_caller]
fn same(points: &Points, known: &[(usize, f64, f64, &[usize])]) {
    for &(clusters, inertia, score, sizes) in known {
        let (found, labels) = best(points, clusters);
        assert_relative(found.inertia, inertia, SAME);
        assert_eq!(found.sizes, sizes);
        assert_relative(silhouette(points, &labels, clusters, 1).unwrap().mean, score, SAME);
    }
}

/// 3,000 starts without exchanges end no lower.
#[track_caller]
fn near(points: &Points, known: &[(usize, f64)]) {
    for &(clusters, inertia) in known {
        let found = |starts| KMeans::fit(points, &KMeansPlan { clusters, starts, seed: 7 }).unwrap().0.inertia;
        let (many, ten) = (found(200), found(10));
        assert!(many <= inertia * (1.0 + SAME), "{clusters}: {many} {inertia}");
        assert!(ten <= inertia * (1.0 + NEAR), "{clusters}: {ten} {inertia}");
    }
}

#[test]
fn flowers_fall_into_the_same_clusters() {
    let flowers = points(&flowers(), 4);
    // k, inertia, mean silhouette, sizes
    let known: [(usize, f64, f64, &[usize]); 4] = [
        (2, 178.854_417_808_7, 0.652_416_851_084, &[98, 52]),
        (3, 91.816_502_276_3, 0.535_353_303_213, &[56, 50, 44]),
        (4, 67.305_859_279_1, 0.499_127_526_910, &[50, 43, 41, 16]),
        (5, 58.894_221_664_4, 0.450_028_660_616, &[50, 35, 32, 17, 16]),
    ];
    same(&flowers, &known);
    near(&flowers, &[(6, 50.959_527_188_9), (7, 43.671_837_540_6)]);
    let choice = choose_k_means(&flowers, 2..=7, &KMeansPlan::new(0, 7)).unwrap();
    assert_eq!((choice.best, choice.customers, choice.tried.len()), (2, 150, 6));
}

#[test]
fn weights_count() {
    let weights: Vec<f64> = (0..150).map(|at| f64::from(1 + at % 3)).collect();
    let weighted = Points::new(&flowers(), 4, Some(&weights)).unwrap();
    let (found, _) = k_means(&weighted, 3);
    assert_relative(found.inertia, 184.502_582_420_5, SAME);
    assert_eq!(found.sizes, [51, 50, 49]);
    assert_relative(k_means(&weighted, 4).0.inertia, 131.614_919_876_8, SAME);
    // A weight of three is three customers.
    let many: Vec<f64> =
        (flowers().chunks_exact(4).zip(&weights)).flat_map(|(row, weight)| row.repeat(*weight as usize)).collect();
    let copied = points(&many, 4);
    assert_eq!((copied.customers(), copied.distinct()), (300, 150));
    assert_relative(k_means(&copied, 3).0.inertia, 184.502_582_420_5, SAME);
}

#[test]
fn mixtures_of_flowers_are_as_likely() {
    let flowers = points(&flowers(), 4);
    let known = [
        (Shape::Diagonal, 1, -744.450_617_26, 1_528.986_316_88),
        (Shape::Diagonal, 2, -415.351_246_16, 915.883_292_32),
        (Shape::Diagonal, 3, -333.855_007_51, 797.986_532_66),
        (Shape::Full, 1, -440.251_042_20, 950.650_978_52),
        (Shape::Full, 2, -275.278_743_74, 695.865_911_00),
        (Shape::Full, 3, -260.489_317_08, 741.446_587_10),
    ];
    for (shape, components, ln_likelihood, bic) in known {
        let found =
            Mixture::fit(&flowers, &MixturePlan { starts: 30, ..MixturePlan::new(components, shape, 7) }).unwrap();
        assert_relative(found.ln_likelihood, ln_likelihood, SETTLED);
        assert_relative(found.bic(), bic, SETTLED);
        assert!(!found.floored());
    }
    let choice = choose_mixture(&flowers, 1..=4, &MixturePlan::new(0, Shape::Full, 7)).unwrap();
    assert_eq!((choice.best, choice.tried.len()), (2, 4));
}

#[test]
fn clients_of_a_wholesaler_fall_into_the_same_clusters() {
    let Some((.., scaled)) = clients() else { return };
    let clients = points(&scaled.rows, 6);
    let known: [(usize, f64, f64, &[usize]); 2] = [
        (2, 1_844.064_068_754_2, 0.290_328_486_997, &[252, 188]),
        (3, 1_553.339_538_040_6, 0.259_199_418_388, &[212, 147, 81]),
    ];
    same(&clients, &known);
    let known =
        [(4, 1_386.655_065_779_7), (5, 1_266.077_523_058_0), (6, 1_173.827_078_717_3), (7, 1_085.664_574_883_1)];
    near(&clients, &known);
    assert_eq!(choose_k_means(&clients, 2..=7, &KMeansPlan::new(0, 7)).unwrap().best, 2);
}

#[test]
fn mixtures_of_clients_are_as_likely() {
    let Some((.., scaled)) = clients() else { return };
    let clients = points(&scaled.rows, 6);
    let known = [
        (Shape::Diagonal, 1, -3_745.997_727_66, 7_565.036_752_04),
        (Shape::Diagonal, 2, -3_415.594_139_29, 6_983.357_646_76),
        (Shape::Diagonal, 3, -3_251.052_831_10, 6_733.403_101_82),
        (Shape::Full, 1, -3_215.970_744_90, 6_596.284_407_43),
        (Shape::Full, 2, -3_049.783_167_56, 6_434.338_945_11),
        (Shape::Full, 3, -2_881.366_333_83, 6_267.934_969_98),
    ];
    for (shape, components, ln_likelihood, bic) in known {
        let found =
            Mixture::fit(&clients, &MixturePlan { starts: 30, ..MixturePlan::new(components, shape, 7) }).unwrap();
        // As likely, or likelier where a better start was found.
        assert!(found.ln_likelihood > ln_likelihood * (1.0 + SETTLED));
        assert!(found.bic() < bic + SETTLED * bic);
        assert!(!found.floored());
    }
}

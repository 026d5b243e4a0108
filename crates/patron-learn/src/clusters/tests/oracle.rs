//! Against figures of scikit-learn 1.9.1, each the best of 60 starts and more, run until nothing moved.

use super::super::KMeansPlan;
use super::super::{Mixture, MixturePlan, Points, Shape, choose_k_means, choose_mixture, silhouette};
use super::{assert_relative, flowers, k_means, points};

/// The same minimum: what differs is the order of sums.
const SAME: f64 = 1e-9;
/// The same maximum, left when a pass gains less than 10⁻⁹ per customer.
const SETTLED: f64 = 1e-6;

#[test]
fn flowers_fall_into_the_same_clusters() {
    let flowers = points(&flowers(), 4);
    // k, inertia, mean silhouette, sizes
    let known: [(usize, f64, f64, &[usize]); 5] = [
        (2, 178.854_417_808_7, 0.652_416_851_084, &[98, 52]),
        (3, 91.816_502_276_3, 0.535_353_303_213, &[56, 50, 44]),
        (4, 67.305_859_279_1, 0.499_127_526_910, &[50, 43, 41, 16]),
        (5, 58.894_221_664_4, 0.450_028_660_616, &[50, 35, 32, 17, 16]),
        (6, 50.959_527_188_9, 0.313_669_291_229, &[35, 32, 26, 24, 17, 16]),
    ];
    for (clusters, inertia, score, sizes) in known {
        let (found, labels) = k_means(&flowers, clusters);
        assert_relative(found.inertia, inertia, SAME);
        assert_eq!(found.sizes, sizes);
        assert_relative(silhouette(&flowers, &labels, clusters, 1).unwrap().mean, score, SAME);
    }
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
        let found = Mixture::fit(&flowers, &MixturePlan { components, shape, starts: 30, seed: 7 }).unwrap();
        assert_relative(found.ln_likelihood, ln_likelihood, SETTLED);
        assert_relative(found.bic(), bic, SETTLED);
        assert!(!found.floored());
    }
    let choice = choose_mixture(&flowers, 1..=4, &MixturePlan::new(0, Shape::Full, 7)).unwrap();
    assert_eq!((choice.best, choice.tried.len()), (2, 4));
}

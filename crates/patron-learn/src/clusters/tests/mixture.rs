use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;
use rand_distr::{Distribution, StandardNormal};

use super::super::{ClusterError, Mixture, MixturePlan, Shape};
use super::{flowers, points};

/// Two groups in two features: 700 around 0 and 0, correlated by 0.8; 300 around 4 and −1, independent.
fn drawn() -> Vec<f64> {
    let mut random = ChaCha8Rng::seed_from_u64(11);
    let mut normal = || -> f64 { StandardNormal.sample(&mut random) };
    (0..1_000)
        .flat_map(|at| {
            let (x, y) = (normal(), normal());
            if at % 10 < 7 { [x, 0.8 * x + 0.6 * y] } else { [4.0 + 0.5 * x, -1.0 + 1.5 * y] }
        })
        .collect()
}

#[test]
fn what_was_drawn_is_recovered() {
    let drawn = drawn();
    let points = points(&drawn, 2);
    let found = Mixture::fit(&points, &MixturePlan::new(2, Shape::Full, 3)).unwrap();
    let [large, small] = [&found.components[0], &found.components[1]];
    // Three standard errors: √(0.21/1000) of shares, deviation/√n of means, √2 variance/√n of variances.
    assert!((large.share - 0.7).abs() < 0.044, "{}", large.share);
    assert!(large.mean.iter().all(|mean| mean.abs() < 0.12));
    assert!((small.mean[0] - 4.0).abs() < 0.09 && (small.mean[1] + 1.0).abs() < 0.26);
    assert!((large.covariance[0][1] - 0.8).abs() < 0.15 && small.covariance[0][1].abs() < 0.14);
    assert!((small.covariance[0][0] - 0.25).abs() < 0.07 && (small.covariance[1][1] - 2.25).abs() < 0.56);
    assert_eq!((found.parameters(), found.customers, found.floored()), (11, 1_000.0, false));
    let (labels, sureness) = found.labels(&points).unwrap();
    let wrong = labels.iter().enumerate().filter(|(at, label)| (at % 10 < 7) != (**label == 0)).count();
    assert!(wrong < 20 && sureness.iter().all(|p| (0.5..=1.0).contains(p)), "{wrong}");
    for row in found.responsibilities(&points).unwrap().chunks_exact(2) {
        assert!((row.iter().sum::<f64>() - 1.0).abs() < 1e-14);
    }
    assert_eq!(found.labels(&super::points(&drawn, 1)).unwrap_err().code(), "cluster-width");
    // ln L is Σ ln Σ π N(x): written out from the parameters.
    let density = |row: &[f64]| {
        let of = found.components.iter().map(|component| {
            let [[a, b], [_, d]] = [0, 1].map(|at| [component.covariance[at][0], component.covariance[at][1]]);
            let (x, y, determinant) = (row[0] - component.mean[0], row[1] - component.mean[1], a * d - b * b);
            let square = (d * x * x - 2.0 * b * x * y + a * y * y) / determinant;
            component.share * (-0.5 * square).exp() / (std::f64::consts::TAU * determinant.sqrt())
        });
        of.sum::<f64>().ln()
    };
    let total: f64 = drawn.chunks_exact(2).map(density).sum();
    assert!((total - found.ln_likelihood).abs() < 1e-7, "{total} {}", found.ln_likelihood);
    let kept = serde_json::to_string(&found).unwrap();
    assert_eq!(serde_json::from_str::<Mixture>(&kept).unwrap().labels(&points).unwrap().0, labels);
}

#[test]
fn the_likelihood_never_falls() {
    // Rounding of a sum over 150 customers.
    const ROUNDING: f64 = 1e-9;
    let flowers = flowers();
    // With a feature that hardly varies in two groups, the floor is at work as well.
    let stuck: Vec<f64> = flowers
        .chunks_exact(4)
        .enumerate()
        .flat_map(|(at, row)| [row[0], row[2], if at < 100 { 0.0 } else { row[3] }])
        .collect();
    for shape in [Shape::Diagonal, Shape::Full] {
        for components in 2..=4 {
            for (values, width) in [(&flowers, 4), (&stuck, 3)] {
                let Ok(found) = Mixture::fit(&points(values, width), &MixturePlan::new(components, shape, 5)) else {
                    continue;
                };
                assert!(found.path.windows(2).all(|pair| pair[1] >= pair[0] - ROUNDING), "{:?}", found.path);
                assert_eq!(found.path.last(), Some(&found.ln_likelihood));
                assert_eq!(found.floored(), width == 3 || found.components.iter().any(|each| each.floored > 0));
                if width == 3 && shape == Shape::Diagonal {
                    let least = found.components.iter().map(|each| each.covariance[2][2]).fold(1.0, f64::min);
                    assert_eq!(least, found.floor);
                }
            }
        }
    }
}

#[test]
fn a_component_that_holds_one_point_is_refused() {
    // Sixty customers who never bought, all alike, and forty who differ.
    let mut values = vec![0.0; 120];
    values.extend(flowers()[200..280].iter().map(|x| x + 3.0));
    for shape in [Shape::Diagonal, Shape::Full] {
        let error = Mixture::fit(&points(&values, 2), &MixturePlan::new(2, shape, 1)).unwrap_err();
        assert!(matches!(error, ClusterError::Collapsed { components: 2, .. }), "{error}");
    }
    // Three customers far away are too few for a covariance of their own.
    let mut values = flowers();
    values.extend([50.0, 51.0, 52.0, 53.0, 51.0, 53.0, 50.0, 52.0, 53.0, 50.0, 52.0, 51.0]);
    let error = Mixture::fit(&points(&values, 4), &MixturePlan::new(2, Shape::Full, 1)).unwrap_err();
    assert_eq!(error.code(), "cluster-collapsed");
}

#[test]
fn a_mixture_that_still_moves_is_refused() {
    let flowers = points(&flowers(), 4);
    let plan = MixturePlan::new(3, Shape::Full, 5);
    let passes = Mixture::fit(&flowers, &plan).unwrap().path.len();
    assert!(passes > 20, "{passes}");
    let error = Mixture::fit(&flowers, &MixturePlan { most_passes: 20, ..plan }).unwrap_err();
    assert_eq!(error, ClusterError::NotConverged { passes: 20 });
    assert_eq!(error.to_string(), "not settled after `20` passes");
}

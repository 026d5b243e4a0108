mod matching;
mod mixture;
mod oracle;
mod profile;
mod properties;
mod scaling;
mod speed;

use std::path::PathBuf;

use super::{KMeans, KMeansPlan, Missing, Points, Scale, Scaled, Scaling, Table};

/// Three groups of fifty flowers with four measures that vary together, of which two groups touch: no random numbers, so
/// that anybody makes the same.
fn flowers() -> Vec<f64> {
    const PRIMES: [f64; 16] =
        [2.0, 3.0, 5.0, 7.0, 11.0, 13.0, 17.0, 19.0, 23.0, 29.0, 31.0, 37.0, 41.0, 43.0, 47.0, 53.0];
    const GROUPS: [([f64; 4], [f64; 4]); 3] = [
        ([5.0, 3.4, 1.5, 0.25], [0.35, 0.38, 0.17, 0.1]),
        ([5.9, 2.8, 4.3, 1.3], [0.5, 0.3, 0.47, 0.2]),
        ([6.6, 3.0, 5.5, 2.0], [0.6, 0.3, 0.55, 0.27]),
    ];
    let flower = |at: usize| {
        let (means, deviations) = GROUPS[at / 50];
        // A sum of four even spreads, nearly normal.
        let z: [f64; 4] = std::array::from_fn(|feature| {
            let sum = (0..4).fold(-2.0, |sum, part| {
                let x = (at + 1) as f64 * PRIMES[4 * feature + part].sqrt();
                sum + x - x.floor()
            });
            sum * 3.0_f64.sqrt()
        });
        std::array::from_fn::<f64, 4, _>(|feature| {
            means[feature] + deviations[feature] * (0.8 * z[feature] + 0.6 * z[0])
        })
    };
    (0..150).flat_map(flower).collect()
}

/// Logarithms of the yearly spend of 440 clients in six product groups, standardised; `None` where the file is not there.
fn clients() -> Option<(Table, Scaling, Scaled)> {
    const GROUPS: [&str; 6] = ["Fresh", "Milk", "Grocery", "Frozen", "Detergents_Paper", "Delicassen"];
    let path = "data/wholesale_customers/wholesale_customers.csv";
    let folder = std::env::var_os("PATRON_SHARED_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let Ok(text) = std::fs::read_to_string(folder.join(path)) else {
        eprintln!("skipped: `{path}` is not in the developers' data folder");
        return None;
    };
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    let rows: Vec<Vec<f64>> =
        lines.map(|line| line.split(',').map(|cell| cell.trim().parse().unwrap()).collect()).collect();
    let column = |name: &str| {
        let at = header.iter().position(|known| known.trim() == name).unwrap();
        (name.to_owned(), rows.iter().map(|row| row[at]).collect())
    };
    let table = Table::new(GROUPS.map(column).to_vec()).unwrap();
    let scaling = Scaling::fit(&table, &[Scale::Log; 6], Missing::Median).unwrap();
    let scaled = scaling.apply(&table).unwrap();
    Some((table, scaling, scaled))
}

fn points(values: &[f64], width: usize) -> Points {
    Points::new(values, width, None).unwrap()
}

fn k_means(points: &Points, clusters: usize) -> (KMeans, Vec<u32>) {
    KMeans::fit(points, &KMeansPlan { clusters, starts: 30, seed: 7 }).unwrap()
}

#[track_caller]
fn assert_relative(found: f64, expected: f64, tolerance: f64) {
    let error = (found - expected).abs() / expected.abs();
    assert!(error <= tolerance, "found {found:.12e}, expected {expected:.12e}: relative error {error:e}");
}

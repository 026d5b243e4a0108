use std::time::Instant;

use super::super::{KMeans, KMeansPlan, Mixture, MixturePlan, Points, Shape, choose_k_means};

/// A million customers with eight skewed features that hang together.
fn million() -> Vec<f64> {
    const STEPS: [f64; 8] = [2.0, 3.0, 5.0, 7.0, 11.0, 13.0, 17.0, 19.0];
    (0..1_000_000_u32)
        .flat_map(|at| {
            let spread = |step: f64| (f64::from(at + 1) * step.sqrt()).fract();
            let size = -(1.0 - spread(23.0)).ln();
            STEPS.map(|step| 0.6 * size - 0.8 * (1.0 - spread(step)).ln())
        })
        .collect()
}

#[test]
#[ignore = "takes a minute; prints how long each step takes"]
fn a_million_customers() {
    let values = million();
    let began = Instant::now();
    let points = Points::new(&values, 8, None).unwrap();
    println!("points: {:?}", began.elapsed());
    // Counts and a flag first: many rows alike, long ties.
    let coarse: Vec<f64> = values
        .chunks_exact(8)
        .flat_map(|row| {
            [0, 1, 2, 3, 4, 5, 6, 7].map(|at| match at {
                0 => f64::from(u8::from(row[0] > 2.0)),
                at if at < 6 => row[at].floor(),
                at => row[at],
            })
        })
        .collect();
    let began = Instant::now();
    println!("points with ties: {} {:?}", Points::new(&coarse, 8, None).unwrap().distinct(), began.elapsed());
    for clusters in [2, 4, 6, 8, 10] {
        let began = Instant::now();
        let (found, _) = KMeans::fit(&points, &KMeansPlan::new(clusters, 1)).unwrap();
        println!("k-means {clusters}: {:?}, {} passes, inertia {}", began.elapsed(), found.passes, found.inertia);
    }
    let began = Instant::now();
    let choice = choose_k_means(&points, 2..=10, &KMeansPlan::new(0, 1)).unwrap();
    println!("choice of {}: {:?}", choice.best, began.elapsed());
    for shape in [Shape::Diagonal, Shape::Full] {
        let began = Instant::now();
        match Mixture::fit(&points, &MixturePlan::new(4, shape, 1)) {
            Ok(found) => {
                let fitted = began.elapsed();
                let labelled = found.labels(&points).unwrap().0.len();
                assert_eq!(labelled, 1_000_000);
                println!("{shape:?}: {fitted:?}, {} passes, labels {:?}", found.path.len(), began.elapsed() - fitted);
            }
            Err(error) => println!("{shape:?}: {error}"),
        }
    }
}

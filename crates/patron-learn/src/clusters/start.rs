//! Where centres begin: k-means++ \[AV2007\].

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

use super::Points;
use super::points::squared_distance;

/// Rows of `count` centres, one after another. The first is drawn in proportion to weight, each next in proportion to
/// weight times squared distance to the nearest so far; of 2 + ⌊ln k⌋ draws the one that leaves least is kept.
///
/// There are at least `count` distinct rows.
pub(super) fn k_means_plus_plus(points: &Points, count: usize, seed: u64) -> Vec<f64> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let first = drawn(points.weights().iter().copied(), &mut random);
    let mut centres = points.row(first).to_vec();
    let mut nearest: Vec<f64> = distances(points, first, None);
    for _ in 1..count {
        let draws = 2 + (count as f64).ln() as usize;
        let mut best: Option<(f64, usize, Vec<f64>)> = None;
        for _ in 0..draws {
            let seat = drawn(nearest.iter().zip(points.weights()).map(|(square, weight)| square * weight), &mut random);
            let left = distances(points, seat, Some(&nearest));
            let cost: f64 = left.iter().zip(points.weights()).map(|(square, weight)| square * weight).sum();
            if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
                best = Some((cost, seat, left));
            }
        }
        if let Some((_, seat, left)) = best {
            centres.extend_from_slice(points.row(seat));
            nearest = left;
        }
    }
    centres
}

/// Squared distances to one row, or to the nearest so far where that is less.
fn distances(points: &Points, seat: usize, so_far: Option<&[f64]>) -> Vec<f64> {
    let centre = points.row(seat);
    let squares = points.rows().chunks_exact(points.width()).map(|row| squared_distance(row, centre));
    match so_far {
        None => squares.collect(),
        Some(so_far) => squares.zip(so_far).map(|(square, &least)| square.min(least)).collect(),
    }
}

/// A position, each with a chance in proportion to its share; never one whose share is 0.
fn drawn(shares: impl Iterator<Item = f64> + Clone, random: &mut ChaCha8Rng) -> usize {
    let mut left = random.random::<f64>() * shares.clone().sum::<f64>();
    let mut last = 0;
    for (at, share) in shares.enumerate() {
        if share > 0.0 {
            last = at;
            left -= share;
            if left < 0.0 {
                break;
            }
        }
    }
    last
}

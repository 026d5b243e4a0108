//! One customer at a time from cluster to cluster \[HW1979\], where passes over all of them have come to rest.

use super::lloyd::{Settled, lloyd};
use super::points::squared_distance;
use super::{ClusterError, Points};

/// Most distinct rows: among more, a single one makes no difference.
const MOST_ROWS: usize = 2_000;
/// Most times that rows are moved and passes come to rest again.
const MOST_ROUNDS: usize = 100;
/// What a move has to gain, in parts of what the row costs where it is: more than rounding.
const WORTH_MOVING: f64 = 1e-9;

/// Moves rows whose move lowers Σ w |x − c|², centres moving along: out of a cluster of weight W it falls by
/// W/(W − w) w d², into one it rises by W/(W + w) w d². Passes settle what has moved. Never ends higher than it began.
pub(super) fn exchanged(points: &Points, mut settled: Settled) -> Result<Settled, ClusterError> {
    if points.distinct() > MOST_ROWS {
        return Ok(settled);
    }
    for _ in 0..MOST_ROUNDS {
        let mut centres = settled.centres.clone();
        if !round(points, &settled.labels, &mut centres) {
            break;
        }
        let next = lloyd(points, centres)?;
        // Rounding could let two equally good divisions take turns.
        if !(next.inertia < settled.inertia) {
            break;
        }
        settled = Settled { passes: settled.passes + next.passes, ..next };
    }
    Ok(settled)
}

/// One look at each row; whether any moved.
fn round(points: &Points, labels: &[u32], centres: &mut [f64]) -> bool {
    let width = points.width();
    let mut weights = vec![0.0; centres.len() / width];
    let mut rows = vec![0_usize; weights.len()];
    for (&label, weight) in labels.iter().zip(points.weights()) {
        weights[label as usize] += weight;
        rows[label as usize] += 1;
    }
    let mut moved = false;
    for (seat, &label) in labels.iter().enumerate() {
        let (row, weight, own) = (points.row(seat), points.weights()[seat], label as usize);
        if rows[own] < 2 {
            continue;
        }
        let square = |cluster: usize| squared_distance(row, &centres[cluster * width..(cluster + 1) * width]);
        let saved = weights[own] / (weights[own] - weight) * square(own);
        let costs = (0..weights.len())
            .filter(|cluster| *cluster != own)
            .map(|cluster| (weights[cluster] / (weights[cluster] + weight) * square(cluster), cluster));
        let Some((cost, to)) = costs.reduce(|best, next| if next.0 < best.0 { next } else { best }) else { continue };
        if cost < saved * (1.0 - WORTH_MOVING) {
            let (left, joined) = (weights[own] - weight, weights[to] + weight);
            for (feature, x) in row.iter().enumerate() {
                let (from, into) = (centres[own * width + feature], centres[to * width + feature]);
                centres[own * width + feature] = from - weight * (x - from) / left;
                centres[to * width + feature] = into + weight * (x - into) / joined;
            }
            (weights[own], weights[to]) = (left, joined);
            rows[own] -= 1;
            rows[to] += 1;
            moved = true;
        }
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_moves_where_passes_alone_would_leave_it() {
        // 0 is 2 from the mean of −4 and 0 and 2.25 from that of the others, nearer to its own. Yet to leave two saves
        // 2/1 · 4 = 8, and to join four costs 4/5 · 5.0625 = 4.05.
        let points = Points::new(&[-4.0, 0.0, 2.0, 2.0, 2.0, 3.0], 1, None).unwrap();
        let rest = lloyd(&points, vec![-2.0, 2.25]).unwrap();
        assert_eq!((rest.centres.as_slice(), rest.inertia), (&[-2.0, 2.25][..], 8.75));
        let better = exchanged(&points, rest).unwrap();
        assert_eq!(better.labels, [0, 1, 1, 1]);
        // A handful of sums.
        assert!((better.inertia - 4.8).abs() < 1e-14 && (better.centres[1] - 1.8).abs() < 1e-15);
    }
}

use rayon::prelude::*;

use super::points::squared_distance;
use super::{ClusterError, Points};

/// Most customers whose distances are all measured.
pub const MOST_IN_SILHOUETTE: usize = 2_000;

/// How much nearer customers are to their own cluster than to the next \[R1987\]; weights play no part.
#[derive(Debug, Clone, PartialEq)]
pub struct Silhouette {
    /// Mean of s over the customers measured, from −1 to 1.
    pub mean: f64,
    /// Mean of s by cluster; `None` where nobody of it was measured.
    pub by_cluster: Vec<Option<f64>>,
    /// Share of the customers measured that are nearer to another cluster, s < 0.
    pub astray: f64,
    /// Customers measured.
    pub customers: usize,
}

/// s = (b − a) / max(a, b), where a is the mean distance to the others of one's cluster and b the smallest mean distance
/// to the customers of another; 0 for whoever is alone in a cluster, and where a = b = 0.
///
/// Exact among at most [`MOST_IN_SILHOUETTE`] customers: of more a seeded sample, measured against each other.
///
/// # Errors
/// When labels do not fit the rows, or those measured are all of one cluster.
pub fn silhouette(points: &Points, labels: &[u32], clusters: usize, seed: u64) -> Result<Silhouette, ClusterError> {
    of_rows(points, &points.by_row(labels, clusters)?, clusters, seed)
}

/// The same with labels by distinct row.
pub(super) fn of_rows(points: &Points, labels: &[u32], clusters: usize, seed: u64) -> Result<Silhouette, ClusterError> {
    let (sample, from) = points.sample(MOST_IN_SILHOUETTE, seed);
    let labels: Vec<usize> = from.iter().map(|&seat| labels[seat as usize] as usize).collect();
    let counts: Vec<f64> = sample.counts().iter().map(|count| f64::from(*count)).collect();
    let mut sizes = vec![0.0; clusters];
    labels.iter().zip(&counts).for_each(|(&label, count)| sizes[label] += count);
    let distinct = sizes.iter().filter(|size| **size > 0.0).count();
    if distinct < 2 {
        return Err(ClusterError::TooFew { distinct, clusters: 2 });
    }
    let values: Vec<f64> = (0..labels.len())
        .into_par_iter()
        .map(|at| {
            let mut sums = vec![0.0; clusters];
            for other in 0..labels.len() {
                let distance = squared_distance(sample.row(at), sample.row(other)).sqrt();
                sums[labels[other]] += counts[other] * distance;
            }
            value(&sums, &sizes, labels[at])
        })
        .collect();
    let customers = sample.customers();
    let (mut totals, mut astray) = (vec![0.0; clusters], 0.0);
    for ((&label, count), value) in labels.iter().zip(&counts).zip(&values) {
        totals[label] += count * value;
        astray += if *value < 0.0 { *count } else { 0.0 };
    }
    Ok(Silhouette {
        mean: totals.iter().sum::<f64>() / customers as f64,
        by_cluster: totals.iter().zip(&sizes).map(|(total, size)| (*size > 0.0).then(|| total / size)).collect(),
        astray: astray / customers as f64,
        customers,
    })
}

fn value(sums: &[f64], sizes: &[f64], own: usize) -> f64 {
    if sizes[own] <= 1.0 {
        return 0.0;
    }
    let inside = sums[own] / (sizes[own] - 1.0);
    let others = sums.iter().zip(sizes).enumerate().filter(|(at, (_, size))| *at != own && **size > 0.0);
    let outside = others.map(|(_, (sum, size))| sum / size).fold(f64::INFINITY, f64::min);
    let larger = inside.max(outside);
    if larger > 0.0 { (outside - inside) / larger } else { 0.0 }
}

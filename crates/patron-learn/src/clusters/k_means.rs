use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::exchange::exchanged;
use super::lloyd::{Settled, lloyd};
use super::points::squared_distance;
use super::start::k_means_plus_plus;
use super::{ClusterError, MOST_CLUSTERS, MOST_TO_START, Order, Points, numbering};

/// How k-means goes about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KMeansPlan {
    /// Clusters, k.
    pub clusters: usize,
    /// Starts, of which the best is kept.
    pub starts: usize,
    /// Seed of the starts.
    pub seed: u64,
}

/// Groups around centres, in standard deviations of the features where rows were standardised.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KMeans {
    /// Means of the clusters, by cluster and feature; the largest cluster first.
    pub centres: Vec<Vec<f64>>,
    /// Customers, by cluster.
    pub sizes: Vec<usize>,
    /// Σ w |x − c|², over all customers and their nearest centres.
    pub inertia: f64,
    /// Passes over all rows until none changed its cluster.
    pub passes: usize,
    /// Customers on whom the starts were compared.
    pub started_on: usize,
}

impl KMeansPlan {
    /// Ten starts.
    #[must_use]
    pub fn new(clusters: usize, seed: u64) -> Self {
        Self { clusters, starts: 10, seed }
    }

    pub(super) fn check(&self, points: &Points) -> Result<(), ClusterError> {
        let Self { clusters, starts, .. } = *self;
        if clusters == 0 || clusters > MOST_CLUSTERS || starts == 0 {
            return Err(ClusterError::Plan { clusters, starts });
        }
        if points.distinct() < clusters {
            return Err(ClusterError::TooFew { distinct: points.distinct(), clusters });
        }
        Ok(())
    }
}

impl KMeans {
    /// Minimises Σ w |x − c|² from several starts of k-means++ \[AV2007\] by Lloyd's passes \[L1982\], and gives the
    /// label of each customer. Among at most 2,000 different rows single ones are then moved while that helps \[HW1979\].
    ///
    /// Of more than [`MOST_TO_START`] customers a seeded sample that large chooses the start, and passes over everybody
    /// go on from its centres until nobody changes. A local minimum: another start can end lower.
    ///
    /// # Errors
    /// When the plan asks for no or too many clusters or no start, there are fewer different rows than clusters, or
    /// rows still move after 2,000 passes.
    pub fn fit(points: &Points, plan: &KMeansPlan) -> Result<(Self, Vec<u32>), ClusterError> {
        plan.check(points)?;
        let (mut sample, _) = points.sample(MOST_TO_START, plan.seed);
        if sample.distinct() < plan.clusters {
            sample = std::borrow::Cow::Borrowed(points);
        }
        let mut settled = best_start(&sample, plan)?;
        if sample.customers() < points.customers() {
            settled = lloyd(points, settled.centres)?;
        }
        let (found, labels) = Self::numbered(points, &settled, sample.customers());
        Ok((found, points.by_customer(&labels)))
    }

    /// With labels by distinct row.
    pub(super) fn numbered(points: &Points, settled: &Settled, started_on: usize) -> (Self, Vec<u32>) {
        let centres: Vec<Vec<f64>> = settled.centres.chunks_exact(points.width()).map(<[f64]>::to_vec).collect();
        let mut sizes = vec![0; centres.len()];
        for (&label, &count) in settled.labels.iter().zip(points.counts()) {
            sizes[label as usize] += count as usize;
        }
        let (inertia, passes) = (settled.inertia, settled.passes);
        let mut found = Self { centres, sizes, inertia, passes, started_on };
        let numbers = numbering(&found.sizes, &found.centres, Order::Size);
        found.renumber(&numbers);
        (found, settled.labels.iter().map(|&label| numbers[label as usize]).collect())
    }

    /// Gives each cluster a new number, such as one of [`numbering`]; labels have to follow.
    pub fn renumber(&mut self, numbers: &[u32]) {
        let (centres, sizes) = (self.centres.clone(), self.sizes.clone());
        for ((&number, centre), size) in numbers.iter().zip(centres).zip(sizes) {
            self.centres[number as usize] = centre;
            self.sizes[number as usize] = size;
        }
    }

    /// The cluster whose centre is nearest to each customer, of equally near ones the first; for a later run too, in the
    /// same scaling.
    ///
    /// # Errors
    /// When rows are not as wide as centres.
    pub fn labels(&self, points: &Points) -> Result<Vec<u32>, ClusterError> {
        points.check_width(self.centres.iter().map(Vec::as_slice))?;
        let labels: Vec<u32> =
            points.rows().par_chunks(points.width()).map(|row| nearest(&self.centres, row)).collect();
        Ok(points.by_customer(&labels))
    }
}

/// Number of the nearest centre.
fn nearest(centres: &[Vec<f64>], row: &[f64]) -> u32 {
    let squares = centres.iter().map(|centre| squared_distance(centre, row));
    let least = |best: (u32, f64), (at, square): (u32, f64)| if square < best.1 { (at, square) } else { best };
    (0..).zip(squares).fold((0, f64::INFINITY), least).0
}

/// The best of several starts; of equally good ones the first.
pub(super) fn best_start(points: &Points, plan: &KMeansPlan) -> Result<Settled, ClusterError> {
    let settled: Vec<Settled> = (0..plan.starts as u64)
        .into_par_iter()
        .map(|start| {
            let centres = k_means_plus_plus(points, plan.clusters, plan.seed.wrapping_add(start));
            exchanged(points, lloyd(points, centres)?)
        })
        .collect::<Result<_, _>>()?;
    let best = settled.into_iter().reduce(|best, next| if next.inertia < best.inertia { next } else { best });
    best.ok_or(ClusterError::Plan { clusters: plan.clusters, starts: plan.starts })
}

//! How many clusters there are.

use std::ops::RangeInclusive;

use super::k_means::{KMeans, KMeansPlan, best_start};
use super::silhouette::{Silhouette, of_rows};
use super::{ClusterError, MOST_TO_START, Mixture, MixturePlan, Points};

/// Numbers of clusters that were tried with k-means.
#[derive(Debug, Clone, PartialEq)]
pub struct KMeansChoice {
    /// The number with the greatest mean silhouette; of equal ones the smallest.
    pub best: usize,
    /// Every number tried, in order.
    pub tried: Vec<KMeansTried>,
    /// Customers they were tried on.
    pub customers: usize,
}

/// One number of clusters.
#[derive(Debug, Clone, PartialEq)]
pub struct KMeansTried {
    /// k
    pub clusters: usize,
    /// Σ w |x − c|² and the silhouette, or why there are none.
    pub outcome: Result<(f64, Silhouette), ClusterError>,
}

/// Numbers of components that were tried with a mixture.
#[derive(Debug, Clone, PartialEq)]
pub struct MixtureChoice {
    /// The number with the least BIC; of equal ones the smallest.
    pub best: usize,
    /// Every number tried, in order, with its fit or why there is none.
    pub tried: Vec<MixtureTried>,
}

/// One number of components.
#[derive(Debug, Clone, PartialEq)]
pub struct MixtureTried {
    /// k
    pub components: usize,
    /// The fit, or why there is none.
    pub outcome: Result<Mixture, ClusterError>,
}

/// Tries each number of clusters and takes the one whose mean silhouette \[R1987\] is greatest; starts and seed are those
/// of the plan. One cluster has no silhouette: numbers begin at 2.
///
/// All on the same customers: everybody, or a seeded sample of [`MOST_TO_START`]; silhouettes as in
/// [`silhouette`](super::silhouette).
///
/// # Errors
/// When the plan asks for no start, no number is in range, or each of them fails: then the first reason.
pub fn choose_k_means(
    points: &Points,
    clusters: RangeInclusive<usize>,
    plan: &KMeansPlan,
) -> Result<KMeansChoice, ClusterError> {
    let none = ClusterError::Plan { clusters: *clusters.start(), starts: plan.starts };
    if *clusters.start() < 2 || clusters.is_empty() {
        return Err(none);
    }
    let (sample, _) = points.sample(MOST_TO_START, plan.seed);
    let tried: Vec<KMeansTried> = clusters
        .map(|clusters| {
            let one = KMeansPlan { clusters, ..*plan };
            let outcome = one.check(&sample).and_then(|()| {
                let settled = best_start(&sample, &one)?;
                let (found, labels) = KMeans::numbered(&sample, &settled, sample.customers());
                Ok((found.inertia, of_rows(&sample, &labels, clusters, plan.seed)?))
            });
            KMeansTried { clusters, outcome }
        })
        .collect();
    let scored = tried.iter().map(|tried| {
        let score = tried.outcome.as_ref().map(|(_, silhouette)| -silhouette.mean);
        (tried.clusters, score.map_err(Clone::clone))
    });
    Ok(KMeansChoice { best: least(scored, none)?, customers: sample.customers(), tried })
}

/// Tries each number of components and takes the one with the least BIC \[S1978\]; shape, starts and seed are those of the
/// plan, and the customers those of [`Mixture::fit`].
///
/// # Errors
/// When no number is in range, or each of them fails: then the first reason.
pub fn choose_mixture(
    points: &Points,
    components: RangeInclusive<usize>,
    plan: &MixturePlan,
) -> Result<MixtureChoice, ClusterError> {
    let none = ClusterError::Plan { clusters: *components.start(), starts: plan.starts };
    let tried: Vec<MixtureTried> = components
        .map(|components| {
            let outcome = Mixture::fit(points, &MixturePlan { components, ..*plan });
            MixtureTried { components, outcome }
        })
        .collect();
    let scored =
        tried.iter().map(|tried| (tried.components, tried.outcome.as_ref().map(Mixture::bic).map_err(Clone::clone)));
    Ok(MixtureChoice { best: least(scored, none)?, tried })
}

fn least(
    scored: impl Iterator<Item = (usize, Result<f64, ClusterError>)>,
    none: ClusterError,
) -> Result<usize, ClusterError> {
    let (mut best, mut why) = (None::<(f64, usize)>, None);
    for (count, score) in scored {
        match score {
            Ok(score) if best.is_none_or(|(least, _)| score < least) => best = Some((score, count)),
            Ok(_) => {}
            Err(error) => why = why.or(Some(error)),
        }
    }
    best.map(|(_, count)| count).ok_or(why.unwrap_or(none))
}

//! What sets a cluster apart from everybody else.

use serde::{Deserialize, Serialize};

use super::points::squared_distance;
use super::scaling::median;
use super::{ClusterError, Scaled, Scaling, Table};

/// From here on an effect is strong, and from here on it is worth a word \[C1988\].
const MUCH: f64 = 0.8;
const SOMEWHAT: f64 = 0.5;

/// A cluster against the rest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// Number of the cluster.
    pub cluster: u32,
    /// Customers in it.
    pub customers: usize,
    /// Their share of all customers with a label.
    pub share: f64,
    /// Position in the table of the customer nearest to the mean of the cluster, of equally near ones the first;
    /// `None` of a cluster without customers.
    pub example: Option<u32>,
    /// All features, the one that sets it apart most first.
    pub traits: Vec<Trait>,
}

/// How a cluster differs from the rest in one feature.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Trait {
    /// Name of the feature.
    pub feature: String,
    /// Mean in the cluster less mean of the rest, in standard deviations over all customers with a label.
    pub difference: f64,
    /// The same difference in pooled standard deviations within cluster and rest, Cohen's d; `None` where neither varies.
    pub effect: Option<f64>,
    /// Which way it differs; `None` where it does not.
    pub direction: Option<Direction>,
    /// How strongly; `None` where that is not worth a word.
    pub strength: Option<Strength>,
    /// Median in the cluster of the values that are known, in the unit of the feature.
    pub typical: Option<f64>,
    /// Median of the rest.
    pub typical_rest: Option<f64>,
}

/// Which way a feature differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Above the rest.
    Higher,
    /// Below the rest.
    Lower,
}

/// How strongly a feature differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// An effect of 0.8 and more.
    Much,
    /// An effect of 0.5 and more.
    Somewhat,
}

/// Profiles of all clusters, by number. Differences are those of the scaled features, so that of money on a logarithm
/// they are ratios; typical values are those of the table. `labels` in the order of the rows of `scaled`.
///
/// # Errors
/// When labels do not fit the rows, or table, scaling and rows are not of the same features.
pub fn profiles(
    table: &Table,
    scaling: &Scaling,
    scaled: &Scaled,
    labels: &[u32],
    clusters: usize,
) -> Result<Vec<Profile>, ClusterError> {
    let width = scaling.features.len();
    if scaled.width != width || table.names().len() != width || scaled.rows.len() != scaled.customers.len() * width {
        return Err(ClusterError::Width { values: scaled.rows.len(), width });
    }
    let beyond = labels.iter().position(|&label| label as usize >= clusters);
    let short = (labels.len() != scaled.customers.len()).then_some(labels.len().min(scaled.customers.len()));
    if let Some(position) = beyond.or(short) {
        return Err(ClusterError::Labels { position, clusters });
    }
    let sums = Sums::of(scaled, labels, clusters);
    Ok((0..clusters as u32).map(|cluster| profile(table, scaled, labels, &sums, cluster)).collect())
}

/// Count, mean and Σ (x − mean)² of each feature, by cluster.
#[derive(Debug)]
struct Sums {
    counts: Vec<f64>,
    means: Vec<Vec<f64>>,
    squares: Vec<Vec<f64>>,
}

impl Sums {
    fn of(scaled: &Scaled, labels: &[u32], clusters: usize) -> Self {
        let mut counts = vec![0.0; clusters];
        let (mut means, mut squares) =
            (vec![vec![0.0; scaled.width]; clusters], vec![vec![0.0; scaled.width]; clusters]);
        for (row, &label) in scaled.rows.chunks_exact(scaled.width).zip(labels) {
            let at = label as usize;
            counts[at] += 1.0;
            for ((mean, square), x) in means[at].iter_mut().zip(&mut squares[at]).zip(row) {
                let gap = x - *mean;
                *mean += gap / counts[at];
                *square += gap * (x - *mean);
            }
        }
        Self { counts, means, squares }
    }

    /// Count, mean and Σ (x − mean)² of one feature over all clusters but one, or over all.
    fn over(&self, feature: usize, but: Option<usize>) -> (f64, f64, f64) {
        let chosen = || (0..self.counts.len()).filter(|&at| Some(at) != but && self.counts[at] > 0.0);
        let count: f64 = chosen().map(|at| self.counts[at]).sum();
        let mean = chosen().map(|at| self.counts[at] * self.means[at][feature]).sum::<f64>() / count;
        let between = |at: usize| self.counts[at] * (self.means[at][feature] - mean).powi(2);
        (count, mean, chosen().map(|at| self.squares[at][feature] + between(at)).sum())
    }
}

fn profile(table: &Table, scaled: &Scaled, labels: &[u32], sums: &Sums, cluster: u32) -> Profile {
    let own = cluster as usize;
    let typical = |column: &[f64], inside: bool| {
        let chosen = scaled.customers.iter().zip(labels).filter(|(_, label)| (**label == cluster) == inside);
        let mut known: Vec<f64> = chosen.map(|(&at, _)| column[at as usize]).filter(|value| !value.is_nan()).collect();
        (!known.is_empty()).then(|| median(&mut known))
    };
    let mut traits: Vec<Trait> = (0..scaled.width)
        .map(|feature| {
            let column = &table.columns()[feature];
            let name = table.names()[feature].clone();
            let (typical, typical_rest) = (typical(column, true), typical(column, false));
            Trait { typical, typical_rest, ..difference(name, sums, feature, own) }
        })
        .collect();
    // Stable: of equal ones the feature that comes first.
    traits.sort_by(|left, right| size(right).total_cmp(&size(left)));
    let nearest = scaled.rows.chunks_exact(scaled.width).zip(labels).zip(&scaled.customers);
    let example = nearest
        .filter(|((_, label), _)| **label == cluster)
        .map(|((row, _), &customer)| (squared_distance(row, &sums.means[own]), customer))
        .reduce(|best, next| if next.0 < best.0 { next } else { best })
        .map(|(_, customer)| customer);
    let customers = sums.counts[own];
    Profile {
        cluster,
        customers: customers as usize,
        share: customers / sums.counts.iter().sum::<f64>(),
        example,
        traits,
    }
}

fn difference(feature: String, sums: &Sums, at: usize, own: usize) -> Trait {
    let (inside, mean, squares) = (sums.counts[own], sums.means[own][at], sums.squares[own][at]);
    let (outside, mean_rest, squares_rest) = sums.over(at, Some(own));
    let (all, _, squares_all) = sums.over(at, None);
    let mut found = Trait {
        feature,
        difference: 0.0,
        effect: None,
        direction: None,
        strength: None,
        typical: None,
        typical_rest: None,
    };
    let (gap, deviation) = (mean - mean_rest, (squares_all / all).sqrt());
    // Nobody inside, nobody outside, or no difference but rounding: nothing to say.
    if inside == 0.0 || outside == 0.0 || !(gap.abs() > 1e-12 * deviation) {
        return found;
    }
    let pooled = ((squares + squares_rest) / (inside + outside - 2.0)).sqrt();
    found.difference = gap / deviation;
    found.effect = (pooled > 1e-12 * deviation).then(|| gap / pooled);
    found.direction = Some(if gap > 0.0 { Direction::Higher } else { Direction::Lower });
    found.strength = match size(&found) {
        size if size >= MUCH => Some(Strength::Much),
        size if size >= SOMEWHAT => Some(Strength::Somewhat),
        _ => None,
    };
    found
}

/// How far apart cluster and rest are in units of what varies within them; without end where nothing does.
fn size(found: &Trait) -> f64 {
    match (found.effect, found.direction) {
        (Some(effect), _) => effect.abs(),
        (None, Some(_)) => f64::INFINITY,
        (None, None) => 0.0,
    }
}

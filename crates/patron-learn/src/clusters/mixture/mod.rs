//! Customers as drawn from several normal distributions \[DLR1977\].

mod density;
mod fit;
mod moments;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use density::Densities;

use super::points::GRAIN;
use super::{ClusterError, Order, Points, numbering};

/// Which normal distributions are allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// Features of a component vary independently.
    Diagonal,
    /// Any covariance.
    Full,
}

/// How a mixture is fitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MixturePlan {
    /// Components, k.
    pub components: usize,
    /// Which distributions are allowed.
    pub shape: Shape,
    /// Starts, of which the best after a few passes goes on.
    pub starts: usize,
    /// Most passes of one start; a mixture that still moves after them is refused.
    pub most_passes: usize,
    /// Seed of the starts.
    pub seed: u64,
}

impl MixturePlan {
    /// Five starts of at most 5,000 passes.
    #[must_use]
    pub fn new(components: usize, shape: Shape, seed: u64) -> Self {
        Self { components, shape, starts: 5, most_passes: 5_000, seed }
    }
}

/// One normal distribution of a mixture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Component {
    /// π, its share of the customers.
    pub share: f64,
    /// μ, by feature.
    pub mean: Vec<f64>,
    /// Σ, by feature and feature; zeros off the diagonal where features vary independently.
    pub covariance: Vec<Vec<f64>>,
    /// In how many directions its variance was held at the floor.
    pub floored: usize,
}

/// p(x) = Σ π N(x; μ, Σ), by maximum likelihood under a floor on every variance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mixture {
    /// The largest share first.
    pub components: Vec<Component>,
    /// Which distributions were allowed.
    pub shape: Shape,
    /// Least variance in any direction of any component, in the square of the features' unit.
    pub floor: f64,
    /// ln L over the customers it was fitted on.
    pub ln_likelihood: f64,
    /// ln L after each pass of the start that was kept; never falls but for rounding.
    pub path: Vec<f64>,
    /// Customers it was fitted on, in weights.
    pub customers: f64,
}

impl Mixture {
    /// Free parameters: k − 1 shares, k d means, and k d variances or k d (d + 1)/2 covariances.
    #[must_use]
    pub fn parameters(&self) -> usize {
        let (k, d) = (self.components.len(), self.components.first().map_or(0, |component| component.mean.len()));
        let covariances = match self.shape {
            Shape::Diagonal => d,
            Shape::Full => d * (d + 1) / 2,
        };
        k - 1 + k * d + k * covariances
    }

    /// −2 ln L + p ln n \[S1978\]; smaller is better.
    #[must_use]
    pub fn bic(&self) -> f64 {
        -2.0 * self.ln_likelihood + self.parameters() as f64 * self.customers.ln()
    }

    /// Whether some variance was held at the floor: the likelihood then says more about the floor than about the
    /// customers.
    #[must_use]
    pub fn floored(&self) -> bool {
        self.components.iter().any(|component| component.floored > 0)
    }

    /// P(component | x) = π N(x; μ, Σ) / p(x), customer by customer and component by component.
    ///
    /// # Errors
    /// When rows are not as wide as means.
    pub fn responsibilities(&self, points: &Points) -> Result<Vec<f64>, ClusterError> {
        let (shares, count) = (self.by_row(points)?, self.components.len());
        let seats = points.by_customer(&(0..points.distinct() as u32).collect::<Vec<u32>>());
        Ok(seats
            .into_iter()
            .flat_map(|seat| &shares[seat as usize * count..(seat as usize + 1) * count])
            .copied()
            .collect())
    }

    /// The likeliest component of each customer and its probability; of equally likely ones the first.
    ///
    /// # Errors
    /// When rows are not as wide as means.
    pub fn labels(&self, points: &Points) -> Result<(Vec<u32>, Vec<f64>), ClusterError> {
        let shares = self.by_row(points)?;
        let best: Vec<(u32, f64)> = shares.chunks_exact(self.components.len()).map(likeliest).collect();
        let seats = points.by_customer(&(0..points.distinct() as u32).collect::<Vec<u32>>());
        Ok(seats.into_iter().map(|seat| best[seat as usize]).unzip())
    }

    fn by_row(&self, points: &Points) -> Result<Vec<f64>, ClusterError> {
        points.check_width(self.components.iter().map(|component| component.mean.as_slice()))?;
        let densities = Densities::of(&self.components, self.shape);
        let (count, width) = (self.components.len(), points.width());
        let mut found = vec![0.0; points.distinct() * count];
        found.par_chunks_mut(GRAIN * count).zip(points.rows().par_chunks(GRAIN * width)).for_each(|(shares, rows)| {
            let mut scratch = vec![0.0; 2 * width];
            for (shares, row) in shares.chunks_exact_mut(count).zip(rows.chunks_exact(width)) {
                densities.share(row, shares, &mut scratch);
            }
        });
        Ok(found)
    }

    /// Gives each component a new number, such as one of [`numbering`].
    pub fn renumber(&mut self, numbers: &[u32]) {
        let components = self.components.clone();
        for (&number, component) in numbers.iter().zip(components) {
            self.components[number as usize] = component;
        }
    }

    fn in_order(mut self) -> Self {
        // Shares in billionths: a customer more or less decides, not the rounding of a sum.
        let sizes: Vec<usize> =
            self.components.iter().map(|component| (component.share * 1e9).round() as usize).collect();
        let means: Vec<Vec<f64>> = self.components.iter().map(|component| component.mean.clone()).collect();
        self.renumber(&numbering(&sizes, &means, Order::Size));
        self
    }
}

fn likeliest(shares: &[f64]) -> (u32, f64) {
    let better = |best: (u32, f64), (at, &share): (u32, &f64)| if share > best.1 { (at, share) } else { best };
    (0..).zip(shares).fold((0, f64::NEG_INFINITY), better)
}

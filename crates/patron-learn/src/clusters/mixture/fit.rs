use super::moments::Moments;
use super::{Component, Mixture, MixturePlan, Shape};
use crate::clusters::k_means::{KMeansPlan, best_start};
use crate::clusters::{ClusterError, MOST_TO_START, Points};

/// Floor on variances, in parts of the mean variance of the features: a standard deviation of one hundredth.
const FLOOR: f64 = 1e-4;
/// Passes after which starts are compared.
const FIRST_PASSES: usize = 100;
/// ln L per customer gained by a pass, under which nothing moves any more.
const SETTLED: f64 = 1e-9;

impl Mixture {
    /// Fits by expectation and maximisation \[DLR1977\]. Each start is a k-means from one start of its own; after 100
    /// passes the likeliest goes on until a pass gains less than 10⁻⁹ per customer, and the next where it collapses or
    /// does not settle.
    ///
    /// Weights count as customers. Of more than [`MOST_TO_START`] customers a seeded sample that large is fitted, and
    /// likelihood and BIC are those of the sample; labels and responsibilities can be had for everybody.
    ///
    /// # Errors
    /// When the plan asks for no or too many components or no start, there are fewer different rows than components,
    /// or no start settles without a collapse: a component with fewer customers than features and one, or with every
    /// variance at the floor.
    pub fn fit(points: &Points, plan: &MixturePlan) -> Result<Self, ClusterError> {
        let (sample, _) = points.sample(MOST_TO_START, plan.seed);
        let clusters = KMeansPlan { clusters: plan.components, starts: plan.starts, seed: plan.seed };
        clusters.check(&sample)?;
        let floor = FLOOR * mean_variance(&sample);
        let first = FIRST_PASSES.min(plan.most_passes);
        let mut why = None;
        let mut begun: Vec<Course> = Vec::new();
        for start in 0..plan.starts as u64 {
            let one = KMeansPlan { starts: 1, seed: plan.seed.wrapping_add(start), ..clusters };
            match Course::begin(&sample, &one, plan.shape, floor).and_then(|course| course.go_on(&sample, first)) {
                Ok(course) => begun.push(course),
                Err(error) => why = why.or(Some(error)),
            }
        }
        // Stable: of equally likely ones the first start stays first.
        begun.sort_by(|left, right| right.ln_likelihood().total_cmp(&left.ln_likelihood()));
        for course in begun {
            match course.go_on(&sample, plan.most_passes) {
                Ok(course) if course.settled => return Ok(course.mixture(&sample)),
                Ok(_) => why = why.or(Some(ClusterError::NotConverged { passes: plan.most_passes })),
                Err(error) => why = why.or(Some(error)),
            }
        }
        Err(why.unwrap_or(ClusterError::NotConverged { passes: 0 }))
    }
}

/// A start on its way.
#[derive(Debug)]
struct Course {
    components: Vec<Component>,
    shape: Shape,
    floor: f64,
    path: Vec<f64>,
    settled: bool,
}

impl Course {
    fn begin(points: &Points, plan: &KMeansPlan, shape: Shape, floor: f64) -> Result<Self, ClusterError> {
        let settled = best_start(points, plan)?;
        let centres: Vec<Vec<f64>> = settled.centres.chunks_exact(points.width()).map(<[f64]>::to_vec).collect();
        let moments = Moments::of_labels(points, &settled.labels, &centres, shape);
        let components = moments.components(&centres, floor);
        let course = Self { components, shape, floor, path: Vec::new(), settled: false };
        course.check(&moments)?;
        Ok(course)
    }

    fn go_on(mut self, points: &Points, most: usize) -> Result<Self, ClusterError> {
        let customers: f64 = points.weights().iter().sum();
        while !self.settled && self.path.len() < most {
            let moments = Moments::expected(points, &self.components, self.shape);
            self.settled = moments.ln_likelihood - self.ln_likelihood() < SETTLED * customers;
            self.path.push(moments.ln_likelihood);
            if !self.settled {
                let origins: Vec<Vec<f64>> = self.components.iter().map(|component| component.mean.clone()).collect();
                self.components = moments.components(&origins, self.floor);
                self.check(&moments)?;
            }
        }
        Ok(self)
    }

    fn ln_likelihood(&self) -> f64 {
        self.path.last().copied().unwrap_or(f64::NEG_INFINITY)
    }

    /// Whether each component still describes more than a point.
    fn check(&self, moments: &Moments) -> Result<(), ClusterError> {
        let width = self.components[0].mean.len();
        let collapsed = |(component, &customers): (&Component, &f64)| {
            !(customers >= (width + 1) as f64) || component.floored == width
        };
        match self.components.iter().zip(moments.weights()).position(collapsed) {
            Some(component) => Err(ClusterError::Collapsed {
                component,
                components: self.components.len(),
                customers: moments.weights()[component],
            }),
            None => Ok(()),
        }
    }

    fn mixture(self, points: &Points) -> Mixture {
        let customers = points.weights().iter().sum();
        let ln_likelihood = self.ln_likelihood();
        let Self { components, shape, floor, path, .. } = self;
        Mixture { components, shape, floor, ln_likelihood, path, customers }.in_order()
    }
}

/// Mean over the features of their variances.
fn mean_variance(points: &Points) -> f64 {
    let (total, width): (f64, usize) = (points.weights().iter().sum(), points.width());
    let rows = || points.rows().chunks_exact(width).zip(points.weights());
    let variance = |feature: usize| {
        let mean = rows().map(|(row, weight)| weight * row[feature]).sum::<f64>() / total;
        rows().map(|(row, weight)| weight * (row[feature] - mean).powi(2)).sum::<f64>() / total
    };
    (0..width).map(variance).sum::<f64>() / width as f64
}

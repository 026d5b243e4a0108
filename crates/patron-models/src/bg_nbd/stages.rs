//! The chance that the next purchase is still on its way, where a gap is k stages long.
//!
//! S(R, z) = Σ_{j<k} (R)ⱼ/j! zʲ with z = (T − t_x)/(α+T): the j-th term is the share of customers of whom j stages
//! have passed since the last purchase. All terms are positive; for k = 1 the sum is 1.

/// What every customer with one number of purchases shares.
#[derive(Debug, Clone)]
pub(crate) struct Stages(Vec<Stage>);

/// The j-th term: (R)ⱼ/j! and the first two derivatives of its logarithm by R.
#[derive(Debug, Clone, Copy)]
struct Stage {
    coefficient: f64,
    by_shape: f64,
    by_shape_twice: f64,
}

/// ln S with its derivatives, as moments over the stages.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Waiting {
    /// ln S.
    pub(crate) ln: f64,
    /// ∂ ln S/∂R.
    pub(crate) by_shape: f64,
    /// ∂² ln S/∂R².
    pub(crate) by_shape_twice: f64,
    /// Mean of the stages passed, z ∂ ln S/∂z.
    pub(crate) passed: f64,
    /// Variance of the stages passed.
    pub(crate) passed_variance: f64,
    /// Covariance of the stages passed with ∂ ln term/∂R, the derivative of their mean by R.
    pub(crate) passed_by_shape: f64,
}

impl Stages {
    pub(crate) fn new(shape: f64, stages: u32) -> Self {
        let mut next = Stage { coefficient: 1.0, by_shape: 0.0, by_shape_twice: 0.0 };
        let stage = |j: u32| {
            let this = next;
            let step = shape + f64::from(j);
            next.coefficient *= step / f64::from(j + 1);
            next.by_shape += 1.0 / step;
            next.by_shape_twice -= 1.0 / (step * step);
            this
        };
        Self((0..stages).map(stage).collect())
    }

    /// The shares of the stages at z, summing to one.
    pub(crate) fn shares(&self, z: f64) -> Vec<f64> {
        let mut power = 1.0;
        let term = |stage: &Stage| {
            let term = stage.coefficient * power;
            power *= z;
            term
        };
        let mut terms: Vec<f64> = self.0.iter().map(term).collect();
        let sum: f64 = terms.iter().sum();
        terms.iter_mut().for_each(|term| *term /= sum);
        terms
    }

    /// Derivative by R of the logarithm of each term.
    pub(crate) fn slopes(&self) -> impl Iterator<Item = f64> + '_ {
        self.0.iter().map(|stage| stage.by_shape)
    }

    #[inline]
    pub(crate) fn waiting(&self, z: f64) -> Waiting {
        if self.0.len() == 1 {
            return Waiting::default();
        }
        let (mut sum, mut power, mut j) = (0.0, 1.0, 0.0);
        let (mut by_shape, mut twice, mut passed, mut square, mut mixed) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for stage in &self.0 {
            let term = stage.coefficient * power;
            sum += term;
            by_shape += term * stage.by_shape;
            twice += term * (stage.by_shape * stage.by_shape + stage.by_shape_twice);
            passed += term * j;
            square += term * j * j;
            mixed += term * j * stage.by_shape;
            power *= z;
            j += 1.0;
        }
        let [by_shape, twice, passed, square, mixed] = [by_shape, twice, passed, square, mixed].map(|part| part / sum);
        Waiting {
            ln: sum.ln(),
            by_shape,
            by_shape_twice: twice - by_shape * by_shape,
            passed,
            passed_variance: square - passed * passed,
            passed_by_shape: mixed - passed * by_shape,
        }
    }
}

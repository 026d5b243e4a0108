//! What a sum over many purchases needs to know of one of them.

use crate::gamma_gamma::SpendLaw;
use crate::normal_spend::ContributionLaw;

/// What a purchase of one customer brings, Z, whose law depends on an unknown θ of the customer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Purchase {
    /// E Z
    pub mean: f64,
    /// E[Var(Z | θ)], of one purchase around the customer's own mean; NaN where infinite.
    pub noise: f64,
    /// E[E(Z | θ)²], of that mean; NaN where infinite.
    pub square: f64,
    /// Derivatives of the mean by the three parameters of the spend model.
    pub gradient: [f64; 3],
}

impl Purchase {
    /// A purchase that counts as one.
    pub const ONE: Self = Self { mean: 1.0, noise: 0.0, square: 1.0, gradient: [0.0; 3] };
}

impl From<&SpendLaw> for Purchase {
    /// Given ν, amounts have mean p/ν and variance p/ν².
    fn from(law: &SpendLaw) -> Self {
        let noise = law.shape * law.mean_square_scale();
        Self { mean: law.mean_or_nan(), noise, square: law.shape * noise, gradient: law.gradient() }
    }
}

impl From<&ContributionLaw> for Purchase {
    /// Given μ, contributions have mean μ and variance within².
    fn from(law: &ContributionLaw) -> Self {
        let square = law.variance() + law.mean() * law.mean();
        Self { mean: law.mean(), noise: law.within().powi(2), square, gradient: law.gradient() }
    }
}

//! How far residual value may lie from its mean: of one customer and of a total.
//!
//! A customer's discounted spend within the horizon is S = d̄ · (Z₁ + … + Z_N): N purchases of the transaction model,
//! amounts of the spend model, each discounted by the mean factor d̄ of that customer's purchases. Given the number,
//! the sum of n amounts is scale · BetaPrime(p n, tail), so that the distribution of S is known exactly
//! ([`ResidualSpend::quantile_exact`]) and its mean and variance in closed form, from which millions of quantiles are
//! approximated in bulk ([`residual_values`]). Without a spend model the same is said of d̄ · N.

mod base;
mod bulk;
mod exact;
mod fast;
mod levels;
mod live;
mod purchase;
mod residual;
mod total;
mod uncertainty;

pub use base::Base;
pub use bulk::{GRADIENT, ResidualValue, residual_values};
pub use exact::count_distribution;
pub(crate) use fast::root;
pub use levels::Levels;
pub use live::{LiveCustomers, live_customers};
pub use purchase::Purchase;
pub use residual::ResidualSpend;
pub use total::{Total, total_interval};
pub use uncertainty::{Uncertainty, UncertaintyError};

/// Lower level of the intervals shown: 5 %.
pub const LOW: f64 = 0.05;
/// Upper level of the intervals shown: 95 %.
pub const HIGH: f64 = 0.95;

/// The 5 % and the 95 % quantile.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The 5 % quantile.
    pub low: f64,
    /// The 95 % quantile.
    pub high: f64,
}

impl Interval {
    /// The interval of the quantity times `factor`, such as a margin; a negative factor exchanges the ends.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        let (one, other) = (self.low * factor, self.high * factor);
        Self { low: one.min(other), high: one.max(other) }
    }
}

#[cfg(test)]
mod tests;

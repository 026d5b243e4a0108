//! Purchases at a rate of one's own until the end of a lifetime that has nothing to do with the rate.
//!
//! λ ~ Gamma(r, rate α); the lifetime has survival S(t) and density f(t) over customers ([`Lifetime`]); both are
//! independent. With k = r + x, a customer with x purchases, the last at t_x, observed to T, has \[SMC1987, BG2012\]
//!
//! L = Γ(r+x)/Γ(r) · α^r · \[ e(T) + ∫ₜₓᵀ (α+τ)^−k f(τ) dτ \],   e(t) = (α+t)^−k S(t).
//!
//! The bracket is "still active" and "stopped at some τ since"; its shares are P(alive) and 1 − P(alive). Given active,
//! λ ~ Gamma(r+x, rate α+T) and the rest of the lifetime are still independent and depend on x and T alone.
//!
//! [`share`] evaluates the integral, [`likelihood`] the sample, [`customers`] and [`ahead`] one customer.

mod ahead;
mod arranged;
mod counts;
mod customers;
mod fit;
mod jet;
mod likelihood;
mod panels;
mod share;
mod simulate;
#[cfg(test)]
mod tests;

use std::fmt::Debug;

pub(crate) use arranged::Arranged;
pub(crate) use customers::LifetimeCustomers;
pub(crate) use fit::{LifetimeFit, fit};
pub(crate) use jet::{has_second, second};
pub(crate) use likelihood::Sample;
pub(crate) use panels::march;
pub(crate) use simulate::simulate;

/// The distribution of lifetimes over customers, with its parameters in place.
///
/// Derivatives are by all P parameters of the model, of which r and α, the first two, play no part here; E is the
/// length of a number with its first, or its first and second, derivatives ([`jet`]).
pub(crate) trait Lifetime<const P: usize, const E: usize>: Copy + Debug + Send + Sync + 'static {
    /// ln S(t).
    fn ln_survival(&self, t: f64) -> [f64; E];

    /// ln f(t).
    fn ln_density(&self, t: f64) -> [f64; E];

    /// ln S(t+s) − ln S(t), with its digits where s is small, and its gradient.
    fn ln_survival_ahead(&self, t: f64, s: f64) -> (f64, [f64; P]);

    /// f(t)/S(t).
    fn hazard(&self, t: f64) -> f64;

    /// A bound of |d ln f/dt| and |d ln S/dt| at t.
    fn steepness(&self, t: f64) -> f64;

    /// The distance from 0 to where S, continued below 0, is singular; infinite where it is nowhere.
    fn scale(&self) -> f64;

    /// The rate at which S changes its nature all along, 0 where it is a power: b of an exponential e^(bt).
    fn pace(&self) -> f64;

    /// The pace that is left at t: 0 where S is a plain exponential to the last digit.
    fn pace_at(&self, t: f64) -> f64;
}

/// Purchases at rates Gamma(r, rate α) until the end of a lifetime.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Until<L> {
    pub(crate) r: f64,
    pub(crate) alpha: f64,
    pub(crate) life: L,
}

impl<L> Until<L> {
    /// The distance from 0 to the nearest singularity of anything here.
    fn scale<const P: usize, const E: usize>(&self) -> f64
    where
        L: Lifetime<P, E>,
    {
        self.alpha.min(self.life.scale())
    }

    /// A measure of age in which everything is smooth at the scale of one: ln(1 + T/scale) + pace · T.
    fn coordinate<const P: usize, const E: usize>(&self, age: f64) -> f64
    where
        L: Lifetime<P, E>,
    {
        (age / self.scale()).ln_1p() + self.life.pace() * age
    }

    /// The age at a coordinate.
    fn age_at<const P: usize, const E: usize>(&self, coordinate: f64) -> f64
    where
        L: Lifetime<P, E>,
    {
        let (scale, pace) = (self.scale(), self.life.pace());
        let mut age = scale * coordinate.exp_m1();
        if pace > 0.0 {
            // The measure is concave: after one step Newton's method climbs to the age from below.
            age = age.min(coordinate / pace);
            for _ in 0..60 {
                let excess = (age / scale).ln_1p() + pace * age - coordinate;
                let next = (age - excess / (1.0 / (scale + age) + pace)).max(0.0);
                if (next - age).abs() <= 1e-15 * age {
                    break;
                }
                age = next;
            }
        }
        age
    }
}

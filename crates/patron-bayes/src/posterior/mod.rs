//! The posterior of a model's parameters: of any model of purchases, and of the spend model.
//!
//! The density is likelihood × priors over the logarithms of the parameters ([`Target`]). There are two ways to draw
//! from it:
//!
//! - [`Target::laplace`], the quick one: the normal law that touches the density at its maximum. Its draws are weighted
//!   by density over normal law, with the largest weights smoothed by the Pareto law fitted to them \[VSGYG2024\]. The
//!   shape of that law, k-hat, says whether the weights can be relied on; where not, it is an error.
//! - [`Target::nuts`]: the no-U-turn sampler \[HG2014\], on coordinates in which that normal law is a standard one, so
//!   that correlated parameters are no obstacle. It is an error when the chains disagree or are worth too few
//!   independent draws.
//!
//! [`Target::sample`] takes the first where it is right to, else the second, and says which.

mod given;
mod laplace;
mod mixture;
mod mode;
mod nuts;
mod pareto_smoothing;
mod predict;
mod target;
#[cfg(test)]
mod tests;

pub use given::{Method, Posterior};
pub use mixture::Mixture;
pub use target::Target;

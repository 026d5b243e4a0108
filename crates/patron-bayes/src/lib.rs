//! Posterior distributions of customer-value models, and models that are sampled and not maximised.
//!
//! - [`prior`]: what is taken to be known of parameters beforehand.
//! - [`posterior`]: parameters of any model of [`patron_models`] given a sample: by normal approximation, corrected and
//!   judged by importance weights, or by the no-U-turn sampler.
//! - [`pareto_ggg`]: regular purchases and lifetimes; [`pareto_nbd_hb`]: random purchases and lifetimes, also with what
//!   else is known of customers. Each customer has parameters of an own here, and their distribution has a posterior.
//! - [`draws`] and [`diagnostics`]: what sampling leaves behind, and whether it may be believed. A posterior whose
//!   chains disagree is an error, never a number.
//!
//! The same seed gives the same draws on every run and for any number of threads. Source keys in brackets such as
//! \[VGSCB2021\] are listed in `docs/references.md`.

#![allow(clippy::neg_cmp_op_on_partial_ord, reason = "`!(x > 0)` refuses NaN as well, which is meant")]

mod chain;
#[cfg(test)]
mod check;
mod customers;
pub mod diagnostics;
pub mod draws;
mod error;
mod future;
pub mod pareto_ggg;
pub mod pareto_nbd_hb;
pub mod posterior;
pub mod prior;
mod sampled;
mod sampling;

pub use customers::{CustomerPosterior, OwnRates, SampledCustomer, Spread};
pub use error::BayesError;
pub use future::SampledFuture;
pub use sampled::SampledPosterior;
pub use sampling::Sampling;

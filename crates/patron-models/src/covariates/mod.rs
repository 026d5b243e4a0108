//! Time-invariant covariates: what is known of a customer beside the purchases, such as a channel or a region.
//!
//! A covariate scales parameters of a base model: θᵢ = θ · exp(± γ′zᵢ), z the covariates of customer i and γ their
//! coefficients \[FH2007b\]. Which parameters, and with which sign, the base model says ([`Effect`]):
//!
//! | effect | scales | one more of z with γ > 0 means |
//! | --- | --- | --- |
//! | `transaction` | α by e^(−γz) | e^γ times the purchases while active |
//! | `lifetime` in Pareto/NBD and GGompertz/NBD | β by e^(−γz) | e^γ times the hazard to stop |
//! | `lifetime` in BG/NBD and MBG/NBD | a and b by e^(γz) | the same mean chance to stop, customers less different in it |
//! | `lifetime-a`, `lifetime-b` in BG/NBD and MBG/NBD | a, or b, by e^(γz) | e^γ times the odds a/b of a stop, or e^(−γ) |
//! | `spend` in Gamma-Gamma | γ of the model by e^(γz) | e^γ times the amount of a purchase |
//!
//! Customers with the same covariates form a group that follows the base model at parameters of its own ([`Local`]), so
//! that likelihood, predictions and intervals are the base model's own. In logarithms a group's parameters are linear
//! in those of the whole; value, gradient and Hessian of the whole follow from those of the groups by that map, and
//! so does the uncertainty of a group's parameters from that of the fit. At γ = 0 everything is the base model.

mod base;
mod design;
mod error;
mod groups;
mod local;
mod sample;
mod search;
mod spend;
#[cfg(test)]
mod tests;
mod total;
mod transactions;

pub use base::{CovariateBase, Effect};
pub use design::Design;
pub use error::CovariateError;
pub use local::Local;
pub use sample::{CovariateGroup, CovariateSample, CovariateSampleBuilder};
pub(crate) use search::{Scale, Search};
pub use spend::{CovariateSpend, SpendOfCustomers};
pub use total::CovariateTotal;
pub use transactions::CovariateModel;

//! What chains of models with customers of their own are made of.

mod heterogeneity;
mod lifetimes;
mod random;
mod rates;
mod slice;
mod tally;

pub(crate) use heterogeneity::{Heterogeneity, gamma_density};
pub(crate) use lifetimes::{Life, ln_lifetimes};
pub(crate) use random::{Stream, beyond, exponential, gamma, stream};
pub(crate) use rates::ln_rates;
pub(crate) use slice::Slice;
pub(crate) use tally::{Moment, Tally, merged};

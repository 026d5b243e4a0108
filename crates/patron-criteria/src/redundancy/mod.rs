//! Indicators that say the same twice.
//!
//! [`pearson`] and [`spearman`] show which indicators move together, [`inflation`] which are explained by all others
//! at once; [`redundant`] names those to think about. [`cronbach_alpha`] asks the opposite: whether items that should
//! measure one thing do.

mod alpha;
mod correlation;
mod error;
mod inflation;
mod named;
#[cfg(test)]
mod tests;

pub use alpha::cronbach_alpha;
pub use correlation::{CorrelationMatrix, pearson, spearman};
pub use error::RedundancyError;
pub use inflation::{Inflation, inflation};
pub use named::{CLOSE, INFLATED, Reason, Redundant, redundant};

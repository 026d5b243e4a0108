//! A point of satisfaction beside what customers do, with other things held: association, not cause.

mod design;
mod error;
mod linear;
mod logistic;
#[cfg(test)]
mod tests;

pub use design::Design;
pub use error::AssociationError;
pub use linear::{Linear, Relative, amount, log_amount};
pub use logistic::{Logistic, retention};

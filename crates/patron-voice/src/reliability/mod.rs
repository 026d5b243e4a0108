//! Whether items measure one thing: alpha, item by item, and omega.

mod alpha;
mod error;
mod omega;
#[cfg(test)]
mod tests;

pub use alpha::{ItemReliability, Reliability, reliability};
pub use error::ReliabilityError;
pub use omega::{Omega, omega};

pub use crate::moments::Missing;

//! How firmly ranks and tiers stand when weights move.
//!
//! [`stability`] draws weights around those of the card many times and counts; [`sensitivity`] moves one weight at a
//! time. Scores stay as they are: what moves is only what the indicators count.

mod draw;
mod error;
mod run;
mod sensitivity;
mod subject;
#[cfg(test)]
mod tests;
mod tiers;

pub use draw::Movement;
pub use error::StabilityError;
pub use run::{AccountStability, Plan, Stability, stability};
pub use sensitivity::{Sensitivity, sensitivity};
pub use subject::Subject;
pub use tiers::Tiers;

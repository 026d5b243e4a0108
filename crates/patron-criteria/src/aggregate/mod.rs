//! Many scores to one figure.
//!
//! - [`weighted_sum`]: the plain way; good scores make up for bad ones.
//! - [`Card`]: points and deductions, with a raw range of its own and an index from 0 to 100.
//! - [`Topsis`]: nearness to the best there is and distance from the worst.
//! - [`fuzzy`]: grades that shade into each other, from votes or from scores.
//!
//! Each says what every indicator contributes.

mod card;
mod error;
pub mod fuzzy;
#[cfg(test)]
mod tests;
mod topsis;
mod weighted_sum;

pub use card::{Card, CardScore, Item};
pub use error::AggregateError;
pub use topsis::{Topsis, TopsisScore};
pub use weighted_sum::weighted_sum;

//! The net promoter score \[R2003\]: would you recommend us, 0 to 10.

mod class;
mod error;
mod score_interval;
mod shrink;
mod tally;
#[cfg(test)]
mod tests;

pub use class::{Class, class};
pub use error::NpsError;
pub use shrink::{Shrunk, ShrunkGroup, Strength, shrink};
pub use tally::Tally;

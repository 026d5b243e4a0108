//! Complaints: how many, how long, how often again.

mod error;
mod rate;
mod repeat;
mod resolve;
#[cfg(test)]
mod tests;

pub use error::ComplaintError;
pub use rate::{Rate, rate};
pub use repeat::{Repeats, repeats};
pub use resolve::{Resolution, Share, first_contact, resolution};

//! The value customers perceive, what it costs them, and what the company gets in exchange.

mod delivered;
mod exchange;
mod perceived;
#[cfg(test)]
mod tests;

pub use delivered::{Advantage, Delivered, Offer, advantage, delivered};
pub use exchange::{Exchange, Threshold, exchange, threshold};
pub use perceived::{Perceived, PerceivedDimension, perceived};

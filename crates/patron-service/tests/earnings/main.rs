//! What customers cost to win and keep, how they answer to prices, and what they are forecast to bring.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a failed test says where"
)]

#[path = "../support/mod.rs"]
mod support;

mod acquisition;
mod price;
mod profit_forecast;

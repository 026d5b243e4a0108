//! Schemes of a portfolio: what is refused and how, every kind worked out by hand, previews.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a failed unwrap is a failed test")]

mod checks;
mod kinds;
mod numbers;
#[path = "../support/mod.rs"]
mod support;

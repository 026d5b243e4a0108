//! Profit of customers end to end: by hand, and the telecom company of the literature.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a failed unwrap is a failed test")]

#[path = "../support/mod.rs"]
mod support;

mod agreement;
mod horizon;
mod shop;
mod telecom;

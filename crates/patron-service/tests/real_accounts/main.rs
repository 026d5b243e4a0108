//! Real and published records of accounts, end to end, as their owner would bring them: every figure beside a plain sum.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a failed unwrap is a failed test")]

mod costs;
mod office_supplies;
mod pipeline;
mod plain;
mod quarters;
#[path = "../support/mod.rs"]
mod support;
mod voice;
mod wholesaler;
mod wide_table;

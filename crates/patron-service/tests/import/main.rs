//! Import from file to committed batch, through the functions that every way in uses.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by panicking, and says what it skips")]

mod bad_input;
mod batches;
mod cdnow;
mod customers;
mod formats;
mod kept;
mod overlap;
mod preview;
mod quarantine;
mod questions;
mod records;
mod retail;
mod rules;
mod shaping;
mod support;

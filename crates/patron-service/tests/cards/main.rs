//! Scorecards end to end.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a failed unwrap is a failed test")]

#[path = "../support/mod.rs"]
mod support;

mod desk;
mod fuzzy;
mod groups;
mod people;
mod review;
mod scored;
mod ways;
mod weights;

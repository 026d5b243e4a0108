//! What is learned from many customers, without a model of how they behave.
//!
//! - [`features`]: what is known of a customer at the end of one day, as numbers.
//! - [`trees`]: boosted trees that state quantiles of the number of purchases in a window; a contestant of the
//!   tournament ([`patron_models::tournament::Learner`]).
//! - [`ziln`]: spend in a window as nothing, or log-normal.
//! - [`clusters`]: customers that are alike, put together.
//!
//! No input or output, no clock. Random numbers, which only clusters need, are seeded: results are the same on every run
//! and for any number of threads.

#![allow(clippy::neg_cmp_op_on_partial_ord, reason = "`!(x > 0)` refuses NaN as well, which is meant")]

pub mod clusters;
pub mod features;
pub mod trees;
pub mod ziln;

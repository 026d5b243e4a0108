//! Weights and composite scores: from indicators of many accounts to one figure that can be explained.
//!
//! - [`table`]: accounts by indicators, checked once; [`direction`]: whether more is better.
//! - [`pairwise`]: weights from judgements two by two (AHP), with their consistency and what to mend.
//! - [`weights`]: weights by hand, from data (entropy, CRITIC, principal components), and blends of both.
//! - [`regression`]: value explained by attributes, also for accounts without a history.
//! - [`normalise`]: indicators of different units on one scale, by parameters that are kept.
//! - [`aggregate`]: weighted sum, point card with deductions, TOPSIS, fuzzy comprehensive evaluation.
//! - [`stability`]: how firmly ranks and tiers stand when weights move.
//! - [`redundancy`]: indicators that say the same twice; [`agreement`]: assessors who say different things.
//! - [`gap`]: the way to the next tier; [`compare`]: two cards side by side.
//!
//! No input or output, no clock, no logging; results are the same on every run and for any number of threads. Accounts
//! and indicators are known by their position here; in messages both count from 1. Source keys in brackets such as
//! \[S1980\] are listed in `docs/references.md`.

#![allow(clippy::neg_cmp_op_on_partial_ord, reason = "`!(x > 0)` refuses NaN as well, which is meant")]

pub mod aggregate;
pub mod agreement;
pub mod compare;
pub mod direction;
pub mod gap;
pub mod normalise;
pub mod pairwise;
mod quantile;
mod rank;
pub mod redundancy;
pub mod regression;
pub mod stability;
pub mod table;
pub mod weights;

#[cfg(test)]
mod check;

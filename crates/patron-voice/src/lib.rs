//! What customers think: pure mathematics of survey answers and complaints.
//!
//! - [`scale`], [`sample`], [`answers`]: what was answered, checked once; [`interval`]: how firm a figure is.
//! - [`questionnaire`]: what was asked, on which scale, and answers held against it.
//! - [`structure`]: items that make dimensions, and the scores of respondents on them.
//! - [`nps`], [`csat`], [`ces`], [`servqual`], [`value`], [`latent`], [`loyalty`]: indices.
//! - [`reliability`]: whether items measure one thing; [`quality`]: whether a respondent meant the answers.
//! - [`compare`]: waves and groups side by side; [`drivers`]: what satisfaction hangs on.
//! - [`complaints`]: how many, how long, how often again.
//! - [`association`]: satisfaction beside what customers do; [`stake`]: whose displeasure costs most.
//!
//! No input or output, no clock, no logging; results are the same on every run. Respondents and items are known by
//! their position; messages count both from 1, and a questionnaire names its items. Source keys in brackets such as
//! \[R2003\] are listed in `docs/references.md`.

#![allow(clippy::neg_cmp_op_on_partial_ord, reason = "`!(x > 0)` refuses NaN as well, which is meant")]

pub mod answers;
pub mod association;
pub mod ces;
pub mod compare;
pub mod complaints;
pub mod csat;
pub mod drivers;
pub mod interval;
pub mod latent;
mod least_squares;
pub mod loyalty;
mod moments;
pub mod nps;
pub mod quality;
mod quantile;
pub mod questionnaire;
pub mod reliability;
pub mod sample;
pub mod scale;
pub mod servqual;
pub mod stake;
pub mod structure;
pub mod value;

#[cfg(test)]
mod check;

//! Customer-value models: pure mathematics on `f64`.
//!
//! - [`history`]: what a model sees of a customer, checked once, and the deduplicated sample of all.
//! - [`transaction`]: what every model of purchases offers, and the registry of models; [`bg_nbd`], [`mbg_nbd`],
//!   [`cnbd_k`], [`nbd`], [`pareto_nbd`] and [`ggompertz_nbd`] for any time, [`bg_bb`] for opportunities.
//! - [`covariates`]: what is known of a customer beside the purchases, in the models of any time and of spend.
//! - [`pareto_nbd_dynamic`]: covariates that change over time.
//! - [`calendar`]: seasons, holidays and festivals as time that runs at a pace of its own.
//! - [`contractual`]: models of customers under contract, who are seen to renew or to leave.
//! - [`forecast`]: purchases and amounts period by period, without a stop.
//! - [`gamma_gamma`]: how much a purchase brings.
//! - [`normal_spend`]: the same where a purchase may also lose money.
//! - [`spend`]: either of them behind one face.
//! - [`correlation`]: whether spend and frequency are independent, as spend models take them to be.
//! - [`decomposition`]: what each factor of a value adds to its change.
//! - [`interval`]: how far the value of a customer or a total may lie from its mean.
//! - [`naive`] and [`formula`]: simple rules beside the models; [`holdout`]: how good predictions were;
//!   [`tournament`]: who forecast best from past days.
//! - [`fit`], [`optimise`], [`special`]: what the models are fitted with.
//!
//! No input or output, no clock, no logging; results are the same on every run and for any number of threads.
//! Source keys in brackets such as \[FHL2005\] are listed in `docs/references.md`.

#![allow(clippy::neg_cmp_op_on_partial_ord, reason = "`!(x > 0)` refuses NaN as well, which is meant")]

pub mod bg_bb;
pub mod bg_nbd;
pub mod calendar;
#[cfg(test)]
mod check;
pub mod cnbd_k;
#[cfg(test)]
mod conformance;
pub mod contractual;
pub mod correlation;
pub mod covariates;
pub mod decomposition;
pub mod fit;
pub mod forecast;
pub mod formula;
pub mod gamma_gamma;
pub mod ggompertz_nbd;
pub mod history;
pub mod holdout;
pub mod interval;
mod lifetime;
pub mod mbg_nbd;
pub mod naive;
pub mod nbd;
pub mod normal_spend;
pub mod optimise;
pub mod pareto_nbd;
pub mod pareto_nbd_dynamic;
#[cfg(test)]
mod published;
pub mod special;
pub mod spend;
pub mod tournament;
pub mod transaction;

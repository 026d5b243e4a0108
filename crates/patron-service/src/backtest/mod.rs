//! The tournament: models and rules of thumb forecast from past days of the ledger; what came after decides.
//!
//! The last one is kept with the portfolio. A run with the model `auto` takes its verdict, and its calibration.

mod advice;
mod collect;
mod fits;
mod held;
mod money;
mod plan;
mod play;
mod states;
mod taught;

pub(crate) use advice::Advice;
pub(crate) use held::HeldBacktest;
pub(crate) use plan::{BacktestSettings, plan};
pub(crate) use play::hold;

//! The program from outside: what it prints, where, and what it ends with.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a failed test says where; a skipped one says so"
)]

mod aggregated;
mod backtest;
mod cards;
mod change;
mod cost_report;
mod costs;
mod decisions;
mod earning;
mod fit_and_predict;
mod over_time;
mod portfolio;
mod posterior;
mod profit;
mod reference;
mod renewals;
mod schemes;
mod support;
mod surveys;
mod usage;
mod voice;

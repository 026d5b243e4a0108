//! Use cases of patron: import, run, analyses, exports, reports.

mod accounts;
mod acquisition;
pub mod analyses;
mod backtest;
mod calendar;
pub mod cards;
pub mod catalogue;
mod costed;
pub mod costing;
mod demo;
pub mod error;
pub mod export;
pub mod folder;
pub mod forecast;
pub mod import;
mod kept;
pub mod portfolio;
pub mod price;
mod profit;
pub mod query;
pub mod records;
pub mod report;
pub mod run;
pub mod schemes;
pub mod service;
pub mod simulate_company;
pub mod summary;
pub mod views;
pub mod voice;

pub use analyses::Registry;
pub use service::Service;

//! The periodic forecast: purchases and amounts of known customers by month, quarter or year.
//!
//! ```text
//! base    customers with their purchases, the time they are known and what they spend
//! laws    the models of purchases and of amounts, fitted to them
//! answer  the totals of each period, and a row per customer
//! ```
//!
//! Margins and costs are not applied here: amounts are what customers pay.

mod answer;
mod base;
mod laws;
mod request;
mod rows;

pub use answer::ForecastAnswer;
pub use request::{ForecastPeriod, ForecastRequest};

pub(crate) use base::Base;

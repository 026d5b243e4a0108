//! The periodic forecast: purchases and amounts of known customers by month, quarter or year.
//!
//! ```text
//! base    customers with their purchases, the time they are known and what they spend
//! counts  the same from orders by customer and month
//! laws    the models of purchases and of amounts, fitted to them
//! answer  the totals of each period, and a row per customer
//! ```
//!
//! Amounts are what customers pay; `profit` applies margins and costs.

mod answer;
mod base;
mod counts;
mod laws;
mod profit;
mod request;
mod rows;

pub use answer::ForecastAnswer;
pub use counts::forecast_counts;
pub use request::{ForecastPeriod, ForecastRequest};

pub(crate) use base::Base;
pub(crate) use laws::fitted;
pub(crate) use profit::{Earned, Material, company_slopes, known};
pub use profit::{ProfitForecastAnswer, ProfitForecastRequest};

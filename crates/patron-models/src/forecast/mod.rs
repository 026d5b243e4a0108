//! The periodic forecast of existing customers: purchases and amounts by month, quarter or year, and their totals.
//!
//! Purchases in a period are negative binomial: a customer buys at an own rate, which differs between customers as
//! Gamma(shape b, rate a) \[E1988\] ([`PeriodicNbd`]). Amounts are [`GammaGamma`](crate::gamma_gamma::GammaGamma). Nobody stops,
//! unless the probability of being active is given ([`Activity`]). [`Forecast`] puts them together; margins and costs
//! are applied to what it gives.

mod activity;
mod counts;
mod customer;
mod fit;
mod periodic;
mod simulate;
#[cfg(test)]
mod tests;

pub use activity::Activity;
pub use counts::{CountError, PeriodCount, PeriodCounts, WeightedCount};
pub use customer::{Forecast, ForecastCustomer, PeriodForecast, TotalForecast};
pub use periodic::PeriodicNbd;

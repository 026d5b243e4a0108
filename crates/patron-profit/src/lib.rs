//! What customers cost and earn: pure mathematics on money.
//!
//! - [`money`]: amounts in ten-thousandths, and their division without a remainder.
//! - [`costing`]: costs on their way from resources over departments and activities to what causes them.
//! - [`price`]: how quantities answer to prices.
//! - [`acquisition`]: what a customer costs to win, and how long it takes to earn that back.
//! - [`concentration`]: who brings the profit: whale curve, shares of the largest, Herfindahl index.
//! - [`forecast`]: the margin of the next period.
//!
//! No input or output, no clock, no logging; results are the same on every run. Nodes and links are known by their
//! position; messages name them. Source keys in brackets such as \[KA2004\] are listed in `docs/references.md`.

#![allow(clippy::neg_cmp_op_on_partial_ord, reason = "`!(x > 0)` refuses NaN as well, which is meant")]

pub mod acquisition;
pub mod concentration;
pub mod costing;
pub mod forecast;
pub mod money;
pub mod price;

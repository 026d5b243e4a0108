//! Rollups: order lines become one row per customer.
//!
//! The ledger is sorted by customer and day, so one ordered pass of an own aggregate does it: memory does not grow
//! with customers, and a scan's cost is most of the cost. Everything is a plan: `orders -> rollup(orders)`.

mod history;
mod input;
mod occasion;
mod operator;
mod output;
mod table;

pub use input::{RollupOptions, rollup};
pub use occasion::Occasion;
pub use output::rollup_schema;

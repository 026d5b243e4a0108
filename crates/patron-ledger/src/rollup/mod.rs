//! Rollups: order lines become one row per customer.
//!
//! The ledger is sorted by customer and day, so one ordered pass of an own aggregate does it: memory does not grow
//! with customers, and a scan's cost is most of the cost. Everything is a plan: `orders -> rollup(orders)`.

mod calendar;
mod cohorts;
mod customers;
mod gaps;
mod history;
mod input;
mod occasion;
mod operator;
mod pass;
mod series;
mod snapshot;
mod table;

pub use calendar::calendar_schema;
pub use cohorts::cohorts_schema;
pub use customers::rollup_schema;
pub use gaps::gaps_schema;
pub use input::{RollupOptions, rollup, series, with_unit_cost};
pub use occasion::Occasion;
pub use series::{SeriesTables, series_tables};

//! What a customer costs to win, against what it earns.

mod cost;
mod payback;

pub use cost::{HEALTHY_RATIO, acquisition_cost, value_ratio};
pub use payback::payback_months;

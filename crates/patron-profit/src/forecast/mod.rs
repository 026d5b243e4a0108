//! The margin of the next period.

mod margin;

pub use margin::{Trend, next_margin};

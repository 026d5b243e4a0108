//! Orders counted by customer and month, where single orders are not known: `customer_id, month, orders, amount`.
//!
//! ```text
//! column   the columns of such a file
//! month    what a month is called
//! read     the file to the months of each customer, checked
//! summary  to a summary file whose times are whole months
//! ```

mod column;
mod month;
mod read;
mod summary;

pub(crate) use read::{Counted, Customer};
pub use summary::{AggregatedSummary, summarise};

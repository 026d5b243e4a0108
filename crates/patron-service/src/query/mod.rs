//! Questions about one run's customer table.

mod cursor;
mod filter;
mod json;
mod page;
mod rows;
mod table;

pub use filter::{Condition, CustomerFilter, Operator};
pub(crate) use json::{cell, number};
pub use page::{CustomersQuery, page};
pub use table::CustomerTable;

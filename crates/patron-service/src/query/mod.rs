//! Questions about one run's customer table.

mod condition;
mod cursor;
mod filter;
mod held;
mod json;
mod labels;
mod page;
mod read;
mod rows;
mod table;
mod unknown;

pub use condition::narrow;
pub(crate) use condition::{bad_question, condition_problem};
pub use filter::{Condition, CustomerFilter, Operator};
pub(crate) use held::held;
pub(crate) use json::{cell, number};
pub use labels::unknown_labels;
pub use page::{CustomersQuery, page};
pub(crate) use read::{Row, read};
pub(crate) use table::ColumnKind;
pub use table::CustomerTable;
pub use unknown::unknown_column;

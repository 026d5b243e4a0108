//! From the columns of a file to the fields of a table.
//!
//! A mapping is `field = SQL expression over the file's columns`. An expression that only names a
//! column takes its cells as written, read by the field's own parser: identifiers keep their leading
//! zeros. Every other expression sees columns in the type their cells have (decimal, date,
//! timestamp, text; never a float) and is planned by the query engine; `CAST(column AS text)` is the
//! cell as written. A mapping may also say which rows are meant at all: [`ONLY`], a condition. A row on which something fails gets a [`Fault`] and the rest goes on.

mod cells;
mod clock;
mod column;
mod composite;
mod condition;
mod fault;
mod mapper;
mod resolve;
mod results;
mod shape;
mod syntax;
mod typed;

pub use clock::{day_of, midnight};
pub use column::{ColumnKind, SourceColumn};
pub use condition::{ONLY, check_name};
pub use fault::Fault;
pub use mapper::{Mapped, Mapper};
pub use shape::shape;

#[cfg(test)]
mod tests;

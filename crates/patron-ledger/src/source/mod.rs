//! Foreign files: recognised, profiled, and read in batches.
//!
//! ```text
//! open     what is it?     format, encoding, delimiter, columns, content hash
//! profile  what is in it?  every row once: kinds, forms of dates and numbers, what is ambiguous
//! propose  what does it mean?  a mapping to a ledger table from names and kinds
//! read     batches of rows, bad rows beside them
//! ```
//!
//! A file that cannot be read is a [`SourceError`]; a row that cannot be read is a [`BadRow`] and
//! does not end the import. Memory is bounded by the limits of [`OpenOptions`], not by the file
//! (workbooks of the kinds .xls and .ods are the exception: they are held whole).

mod bad_row;
mod bytes;
mod encoding;
mod error;
mod excel;
mod fingerprint;
mod header;
mod json_lines;
mod open;
mod options;
mod parquet_file;
pub mod profile;
pub mod proposal;
mod read;
mod recognise;
mod row;
mod text;
mod watch;

pub use bad_row::BadRow;
pub use error::SourceError;
pub use open::{Column, Detail, Source, open};
pub use options::{Compression, Encoding, Format, HeaderLine, OpenOptions, WorkbookKind};
pub use profile::{Profile, profile};
pub use proposal::{Proposal, propose};
pub use read::{Batches, ReadOptions, SourceBatch, read};
pub use watch::{Progress, Watch};

#[cfg(test)]
mod tests;

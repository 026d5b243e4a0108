//! From rows of a file to files of the ledger.
//!
//! ```text
//! Loader      one batch of a source: mapping, rules, ledger rows and rejects, counts
//! sort        ledger rows -> one sorted Parquet file, synchronised to disk
//! quarantine  rejected rows <-> Parquet, with the row as it was read
//! known       order ids of the live files
//! corrections rejected rows that came back
//! ```
//! Nothing here is visible to readers until the metadata lists it.

mod cells;
mod corrections;
mod folder;
mod known;
mod load;
mod new_file;
mod origin;
mod quarantine;
mod quarantine_csv;
mod reject;
mod sort;
mod tally;

pub use cells::as_text;
pub use corrections::Corrections;
pub use folder::make_folder;
pub use known::{known_orders, rows_of_known_orders};
pub use load::{Loaded, Loader, Part};
pub use new_file::NewFile;
pub use origin::{BATCH_COLUMN, ORIGIN_COLUMNS};
pub use quarantine::{QuarantineWriter, read_quarantine};
pub use quarantine_csv::QuarantineCsv;
pub use reject::Reject;
pub use sort::{Written, write_sorted};
pub use tally::{Count, Tally};

/// Columns of a source that begin with this are ours: an exported quarantine that was corrected.
pub const OWN_COLUMN_PREFIX: &str = "patron_";

#[cfg(test)]
mod tests;

//! Models on a summary file: fit, predict, and orders simulated from parameters; no data folder is needed.
//!
//! A summary file is the field's exchange format, a customer a row: `customer_id, frequency, recency, T`, and where
//! known `monetary_value`, `weight` and `time_unit`; further columns are left alone.
//!
//! ```text
//! read     a file to checked rows, or the first bad row in words
//! fit      rows to parameters
//! predict  parameters and rows to a table
//! ```

mod columns;
mod file;
mod fit;
mod frame;
mod given;
mod model_file;
mod order_log;
mod predict;
mod predictions;
mod problem;
mod reader;
mod remarks;
mod row;
mod simulate;
mod terms;
#[cfg(test)]
mod tests;

pub use crate::run::TimeUnit;
pub use file::{Summary, SummaryFile};
pub use fit::{Fitted, fit, model_names};
pub use model_file::ModelFile;
pub use order_log::OrderLog;
pub use patron_ledger::rollup::Occasion;
pub use patron_ledger::source::{Encoding, Format as FileFormat, HeaderLine, OpenOptions};
pub use patron_models::fit::NamedValues;
pub use predict::predict;
pub use predictions::Predictions;
pub use row::SummaryRow;
pub use simulate::{Simulation, simulate};
pub use terms::PredictTerms;

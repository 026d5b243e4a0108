//! Models on a summary file or a renewal table: fit, fit_with, predict, and orders simulated from parameters; no data folder is
//! needed.
//!
//! A summary file is the field's exchange format, a customer a row: `customer_id, frequency, recency, T`, and where
//! known `monetary_value`, `weight` and `time_unit`; further columns are left alone.
//!
//! A renewal table says how many customers each cohort still has: `cohort, period, customers`.
//!
//! ```text
//! read     a file to blocks of checked rows, or the first bad row in words
//! fit      rows to parameters
//! predict  parameters and rows to a table, block by block
//! ```

mod aggregated;
mod cells;
mod columns;
mod covariates;
mod covered_spend;
mod exact;
mod field;
mod file;
mod fit;
mod frame;
mod given;
mod independence;
mod model_file;
mod order_log;
mod over_time;
mod posterior;
mod predict;
mod predicted;
mod problem;
mod reader;
mod remarks;
mod renewals;
mod row;
mod seen;
mod simulate;
mod spend;
mod spend_model;
mod terms;
#[cfg(test)]
mod tests;

pub use crate::run::TimeUnit;
pub use aggregated::{AggregatedSummary, summarise};
pub(crate) use aggregated::{Counted, Customer};
pub use file::SummaryFile;
pub use fit::{Fitted, fit, fit_with, model_names, purchase_model_names, renewal_model_names, spend_model_names};
pub use independence::{Independence, SpendCorrelation, Verdict};
pub use model_file::ModelFile;
pub use order_log::OrderLog;
pub use over_time::{OVER_TIME_MODEL, PredictionsOverTime, fit_over_time, predict_over_time};
pub use patron_ledger::rollup::Occasion;
pub use patron_ledger::source::{Encoding, Format as FileFormat, HeaderLine, OpenOptions};
pub use patron_models::fit::NamedValues;
pub use posterior::{
    Advice, EstimatedBy, FittedPosterior, Kept, OwnPredictions, Population, PosteriorMethod, PosteriorParameter,
    PosteriorPart, PosteriorTerms, fit_posterior, has_own_rates, predict_own, sampled_model_names,
};
pub use predict::{Predictions, predict};
pub(crate) use problem::not_fitted;
pub use renewals::{RenewalPeriod, RenewalPredictTerms, RenewalPredictions, predict_renewals};
pub use simulate::{Simulation, simulate};
pub use terms::PredictTerms;

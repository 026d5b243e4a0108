//! Models of customers under contract on a renewal table: fit, and what the cohorts have before them.

mod cohort;
mod column;
mod curve;
mod fit;
mod predict;
mod table;
mod terms;
mod values;
mod wide;

pub(super) use fit::fit;
pub use predict::{RenewalPredictions, predict_renewals};
pub use terms::{RenewalPeriod, RenewalPredictTerms};

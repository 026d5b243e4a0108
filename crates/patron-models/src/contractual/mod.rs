//! Models of customers under contract, who are seen to renew or to leave: renewal tables in, lifetimes out.
//!
//! Time is counted in renewals. A customer is acquired with the first payment (renewal 0, which everybody makes) and
//! then renews or leaves at renewals 1, 2, …; S(t) is the probability of having made renewal t.

pub mod bdw;
mod beta_weibull;
#[cfg(test)]
mod conformance;
mod error;
mod lifetime;
mod model;
mod registry;
mod renewals;
pub mod sbg;
mod table;
mod terms;

pub use bdw::Bdw;
pub use error::RenewalError;
pub use lifetime::Lifetime;
pub use model::{RenewalModel, RenewalPredictor};
pub use registry::{renewal_model, renewal_models};
pub use renewals::{PeriodRenewals, RenewalStatistics, RenewalStatisticsBuilder, Tenure};
pub use sbg::Sbg;
pub use table::{CohortRow, RenewalTable};
pub use terms::RenewalTerms;

/// The largest number of renewals that is looked at, in data and ahead: daily renewals of 270 years.
pub const MAX_RENEWALS: u32 = 100_000;

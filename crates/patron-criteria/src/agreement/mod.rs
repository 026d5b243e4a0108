//! Assessors who say different things.
//!
//! [`spread`] of the scores of one account and indicator; [`concordance`] of assessors who have all ranked the same
//! accounts; [`delphi`] of rounds in which they have seen what the others said.

mod concordance;
mod delphi;
mod error;
mod spread;
#[cfg(test)]
mod tests;

pub use concordance::{Concordance, concordance};
pub use delphi::{Delphi, DelphiLimits, Round, delphi};
pub use error::AgreementError;
pub use spread::{Spread, spread};

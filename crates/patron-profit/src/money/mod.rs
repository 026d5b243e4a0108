//! Amounts of money in units of a ten-thousandth, as the ledger keeps them.

mod amount;
mod division;

pub use amount::Money;
pub use division::{Division, DivisionError, divided};

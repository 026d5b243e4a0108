//! Value explained by attributes: linear regression by least squares.
//!
//! The coefficients say what each attribute goes along with, in units of value; through them an account without a
//! history gets an estimate. They describe; they do not prove that changing an attribute changes value.

mod error;
mod fit;
#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use tests::longley;

pub use error::RegressionError;
pub use fit::{Coefficient, Regression, fit};

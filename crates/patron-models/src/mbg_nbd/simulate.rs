//! Simulated customers of MBG/NBD.

use crate::bg_nbd::{self, Parameters, Variant};
use crate::fit::ParameterError;

/// Times of the repeat purchases of a customer for each age.
pub(super) fn simulate(parameters: &Parameters, ages: &[f64], seed: u64) -> Result<Vec<Vec<f64>>, ParameterError> {
    bg_nbd::simulate::simulate(parameters, Variant::MBG_NBD, ages, seed)
}

//! Simulated customers of the CNBD-k models.

use crate::bg_nbd::{self, Parameters, Variant};
use crate::fit::ParameterError;

/// Times of the repeat purchases of a customer for each age.
pub(super) fn simulate(
    parameters: &Parameters,
    variant: Variant,
    ages: &[f64],
    seed: u64,
) -> Result<Vec<Vec<f64>>, ParameterError> {
    bg_nbd::simulate::simulate(parameters, variant, ages, seed)
}

//! Log-likelihood of the CNBD-k models with its gradient.
//!
//! With R = r + kx, m = x chances to stop (MBG: x + 1) and gaps g between consecutive purchases \[RPS2021\]:
//!
//! L = ∏ g^(k−1)/Γ(k) · Γ(R)/Γ(r) · α^r · B(a, b+m)/B(a, b)
//!     · [(α+T)^−R Σ_{j<k} (R)ⱼ/j! ((T−t_x)/(α+T))ʲ + δ(m>0) a/(b+m−1) · (α+t_x)^−R]
//!
//! For one k the gaps are a constant factor; to compare one k with another the sum of their logarithms is needed.

use crate::bg_nbd::likelihood::Sample;
use crate::bg_nbd::{Parameters, Variant};
use crate::fit::ParameterError;
use crate::history::Statistics;

/// Log-likelihood of a sample and its derivatives by r, α, a, b.
pub(super) fn evaluate(
    parameters: &Parameters,
    variant: Variant,
    statistics: &Statistics,
) -> Result<(f64, [f64; 4]), ParameterError> {
    let of_gaps = of_gaps(variant.stages, statistics).ok_or(ParameterError::GapsUnknown { stages: variant.stages })?;
    let sums = Sample::new(statistics, variant).evaluate(parameters);
    Ok((sums.value + of_gaps, sums.gradient))
}

/// (k − 1) Σ ln gap; nothing to know where k is 1.
pub(super) fn of_gaps(stages: u32, statistics: &Statistics) -> Option<f64> {
    if stages == 1 { Some(0.0) } else { statistics.ln_gaps().map(|sum| f64::from(stages - 1) * sum) }
}

//! Log-likelihood of MBG/NBD with its derivatives.
//!
//! L = Γ(r+x)/Γ(r) · α^r · B(a, b+x+1)/B(a, b) · [(α+T)^−(r+x) + a/(b+x) · (α+t_x)^−(r+x)]   \[B2007\]

use crate::bg_nbd::likelihood::{Sample, Sums};
use crate::bg_nbd::{Parameters, Variant};
use crate::history::Statistics;

/// Log-likelihood of a sample.
pub(super) fn evaluate(parameters: &Parameters, statistics: &Statistics) -> Sums {
    Sample::new(statistics, Variant::MBG_NBD).evaluate(parameters)
}

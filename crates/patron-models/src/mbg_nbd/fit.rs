//! Maximum-likelihood fit of MBG/NBD.

use crate::bg_nbd::{self, Variant};
use crate::fit::{Fit, FitError};
use crate::history::Statistics;

/// Fits r, α, a, b.
pub(super) fn fit(statistics: &Statistics) -> Result<Fit, FitError> {
    bg_nbd::fit::fit("mbg-nbd", Variant::MBG_NBD, statistics)
}

//! Between and within chains.

use super::{mean, variance};

/// √(((N−1)/N · W + B/N) / W), with W the mean variance within chains and B/N the variance of their means, N draws each
/// \[VGSCB2021, eq. 1-4\]. NaN where there is one chain only or nothing varies within any.
#[must_use]
pub fn r_hat(chains: &[Vec<f64>]) -> f64 {
    let length = chains.first().map_or(0, Vec::len) as f64;
    let variances: Vec<f64> = chains.iter().map(|chain| variance(chain)).collect();
    let means: Vec<f64> = chains.iter().map(|chain| mean(chain)).collect();
    let within = mean(&variances);
    if !(within > 0.0) || chains.len() < 2 {
        return f64::NAN;
    }
    (((length - 1.0) / length * within + variance(&means)) / within).sqrt()
}

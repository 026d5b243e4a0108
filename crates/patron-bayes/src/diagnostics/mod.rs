//! Whether draws of several chains may be believed \[VGSCB2021\].
//!
//! Every chain is split in two halves, so that a chain which wanders disagrees with itself. Draws are replaced by normal
//! scores of their ranks over all halves, so that nothing depends on whether moments exist. R-hat is the larger of that
//! of the scores and of the scores of distances from the median: it finds chains at different places, and chains of
//! different width. The effective sample size is that of the scores (bulk), and the smaller of those of "at most the
//! 5 % quantile" and "at most the 95 % quantile" (tail).

mod effective;
mod r_hat;
mod scores;

use serde::{Deserialize, Serialize};

pub use effective::effective_size;
pub use r_hat::r_hat;

use crate::draws::quantile;
use scores::normal_scores;

/// What the diagnostics of one quantity say. All are NaN where a chain has fewer than four draws or none varies.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Diagnostics {
    /// Rank-normalised split r-hat: 1 where chains agree.
    pub r_hat: f64,
    /// Independent draws that the centre is worth.
    pub ess_bulk: f64,
    /// Independent draws that the 5 % and 95 % quantiles are worth.
    pub ess_tail: f64,
    /// Independent draws that the mean is worth.
    pub ess_mean: f64,
}

/// Diagnostics of chains of one quantity, all of the same length.
#[must_use]
pub fn diagnose(chains: &[Vec<f64>]) -> Diagnostics {
    let halves = split(chains);
    let scores = normal_scores(&halves);
    let mut all = halves.concat();
    all.sort_unstable_by(f64::total_cmp);
    let median = quantile(&all, 0.5);
    let folded = mapped(&halves, |value| (value - median).abs());
    let tail = |probability: f64| {
        let bound = quantile(&all, probability);
        effective_size(&mapped(&halves, |value| if value <= bound { 1.0 } else { 0.0 }))
    };
    Diagnostics {
        r_hat: larger(r_hat(&scores), r_hat(&normal_scores(&folded))),
        ess_bulk: effective_size(&scores),
        ess_tail: -larger(-tail(0.05), -tail(0.95)),
        ess_mean: effective_size(&halves),
    }
}

/// The larger of two, NaN where one is.
fn larger(one: f64, other: f64) -> f64 {
    if one.is_nan() || one > other { one } else { other }
}

/// The first and the second half of every chain; of an odd number the middle draw is left out.
fn split(chains: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let halves = |chain: &Vec<f64>| {
        let half = chain.len() / 2;
        [chain[..half].to_vec(), chain[chain.len() - half..].to_vec()]
    };
    chains.iter().flat_map(halves).collect()
}

fn mapped(chains: &[Vec<f64>], f: impl Fn(f64) -> f64) -> Vec<Vec<f64>> {
    chains.iter().map(|chain| chain.iter().map(|value| f(*value)).collect()).collect()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// Variance with n − 1.
fn variance(values: &[f64]) -> f64 {
    let centre = mean(values);
    values.iter().map(|value| (value - centre).powi(2)).sum::<f64>() / (values.len() as f64 - 1.0)
}

#[cfg(test)]
mod tests;

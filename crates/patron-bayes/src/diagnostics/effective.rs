//! What correlated draws are worth.

use super::{mean, variance};

/// Effective sample size of chains of equal length N \[VGSCB2021, eq. 10-13\].
///
/// M N / τ with τ = −1 + 2 Σ P(t), P(t) the sums of autocorrelations at lags 2t and 2t+1, combined over chains with the
/// variance between them, as long as they are positive and each made at most as large as the one before (Geyer's initial
/// monotone sequence). Draws that alternate may be worth more than their number, up to M N log₁₀(M N). NaN where a chain
/// has fewer than four draws or nothing varies.
#[must_use]
pub fn effective_size(chains: &[Vec<f64>]) -> f64 {
    let length = chains.first().map_or(0, Vec::len);
    if length < 4 {
        return f64::NAN;
    }
    let (n, total) = (length as f64, (length * chains.len()) as f64);
    let centred: Vec<Vec<f64>> = chains
        .iter()
        .map(|chain| {
            let centre = mean(chain);
            chain.iter().map(|value| value - centre).collect()
        })
        .collect();
    // Mean over chains of the autocovariance at a lag, divided by N whatever the lag.
    let covariance = |lag: usize| {
        let of_chain = |chain: &Vec<f64>| chain[lag..].iter().zip(chain).map(|(late, early)| late * early).sum::<f64>();
        centred.iter().map(of_chain).sum::<f64>() / total
    };
    let within = covariance(0) * n / (n - 1.0);
    let means: Vec<f64> = chains.iter().map(|chain| mean(chain)).collect();
    let between = if chains.len() > 1 { variance(&means) } else { 0.0 };
    let overall = (n - 1.0) / n * within + between;
    if !(within > 0.0) {
        return f64::NAN;
    }
    let correlation = |lag: usize| if lag == 0 { 1.0 } else { 1.0 - (within - covariance(lag)) / overall };
    let (mut sum, mut most, mut lag) = (0.0, f64::INFINITY, 0);
    while lag + 1 < length {
        let pair = correlation(lag) + correlation(lag + 1);
        if !(pair > 0.0) {
            break;
        }
        most = pair.min(most);
        sum += most;
        lag += 2;
    }
    let time = (2.0 * sum - 1.0).max(1.0 / total.log10());
    total / time
}

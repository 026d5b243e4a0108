//! Normal scores of ranks.

use patron_models::special::normal_quantile;

/// Φ⁻¹((rank − 3/8)/(S + 1/4)) with ranks over all S draws; equal draws share the mean of their ranks.
pub(super) fn normal_scores(chains: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let mut order: Vec<(f64, usize, usize)> = Vec::new();
    for (place, chain) in chains.iter().enumerate() {
        order.extend(chain.iter().enumerate().map(|(step, value)| (*value, place, step)));
    }
    order.sort_by(|one, other| one.0.total_cmp(&other.0));
    let count = order.len() as f64;
    let mut scores: Vec<Vec<f64>> = chains.iter().map(|chain| vec![0.0; chain.len()]).collect();
    let mut before = 0;
    for equal in order.chunk_by(|one, other| one.0 == other.0) {
        let rank = before as f64 + 0.5 * (equal.len() as f64 + 1.0);
        let score = normal_quantile((rank - 0.375) / (count + 0.25));
        for (_, place, step) in equal {
            scores[*place][*step] = score;
        }
        before += equal.len();
    }
    scores
}

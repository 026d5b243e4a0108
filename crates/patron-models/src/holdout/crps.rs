//! The continuous ranked probability score of counts.

/// How far a forecast distribution is from what happened, in purchases: Σₖ (P(N ≤ k) − 1{y ≤ k})² \[GR2007\].
///
/// The mean absolute error of a forecast that is certain; lower is better, and stating one's true belief is best.
/// `probabilities` are P(N = k), k = 0, 1, …; what they leave out is taken to lie beyond both them and `y`.
#[must_use]
pub fn crps(probabilities: &[f64], y: usize) -> f64 {
    let (mut below, mut score) = (0.0_f64, 0.0_f64);
    for k in 0..probabilities.len().max(y) {
        below = (below + probabilities.get(k).copied().unwrap_or(0.0)).min(1.0);
        let happened = if y <= k { 1.0 } else { 0.0 };
        score += (below - happened) * (below - happened);
    }
    score
}

/// P(N < y) and P(N ≤ y), between which the outcome is spread for [`super::PitBuilder`].
#[must_use]
pub fn spread(probabilities: &[f64], y: usize) -> (f64, f64) {
    let low = probabilities.iter().take(y).sum::<f64>().min(1.0);
    let high = low + probabilities.get(y).copied().unwrap_or(0.0);
    (low, high.min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::assert_relative;

    #[test]
    fn scores_by_hand() {
        // Certain of 2: the absolute error.
        let certain = [0.0, 0.0, 1.0];
        assert_eq!([0, 2, 5].map(|y| crps(&certain, y)), [2.0, 0.0, 3.0]);
        // .5, .3, .2 and y = 1: .5² + (.8 − 1)².
        assert_relative(crps(&[0.5, 0.3, 0.2], 1), 0.29, 1e-14);
        // E|N − y| − E|N − N'| / 2 is the same: (.5 + .2) − (2·(.15 + .06) + 4·.1) / 2.
        assert_relative(crps(&[0.5, 0.3, 0.2], 1), 0.7 - 0.41, 1e-14);
        assert_eq!(spread(&[0.5, 0.3, 0.2], 1), (0.5, 0.8));
        assert_eq!(spread(&[0.5, 0.3], 4), (0.8, 0.8));
    }

    #[test]
    fn the_true_belief_scores_best_on_average() {
        let truth = [0.5, 0.3, 0.2];
        let mean = |belief: &[f64]| truth.iter().enumerate().map(|(y, p)| p * crps(belief, y)).sum::<f64>();
        for other in [[0.6, 0.2, 0.2], [0.4, 0.4, 0.2], [1.0, 0.0, 0.0], [0.45, 0.3, 0.25]] {
            assert!(mean(&truth) < mean(&other), "{other:?}");
        }
    }
}

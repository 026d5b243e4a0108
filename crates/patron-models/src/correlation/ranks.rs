//! Ranks with ties.

/// Rank of each value, the smallest being 1; equal values share the mean of their ranks.
pub(super) fn of(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    // Adding zero makes −0 and 0 the same value.
    order.sort_by(|i, j| (values[*i] + 0.0).total_cmp(&(values[*j] + 0.0)));
    let mut ranks = vec![0.0; values.len()];
    let mut first = 0;
    for tied in order.chunk_by(|i, j| values[*i] == values[*j]) {
        let mean = first as f64 + 0.5 * (tied.len() as f64 + 1.0);
        for index in tied {
            ranks[*index] = mean;
        }
        first += tied.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    #[test]
    fn ties_share_the_mean_of_their_ranks() {
        assert_eq!(super::of(&[3.0, -1.0, 3.0, 0.0, -0.0, 3.0]), [5.0, 1.0, 5.0, 2.5, 2.5, 5.0]);
        assert!(super::of(&[]).is_empty());
    }
}

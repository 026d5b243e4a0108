//! Ranks with ties.

/// Rank of each value, the smallest being 1; equal values share the mean of their ranks.
pub(crate) fn mid_ranks(values: &[f64]) -> Vec<f64> {
    ties(values, |first, tied| first as f64 + 0.5 * (tied as f64 + 1.0))
}

/// Rank of each value, the largest being 1; equal values share the best of theirs.
pub(crate) fn from_best(values: &[f64]) -> Vec<usize> {
    let n = values.len();
    let mut ranks = vec![0; n];
    for_ties(values, |first, tied| {
        for index in tied {
            ranks[*index] = n - first - tied.len() + 1;
        }
    });
    ranks
}

/// Σ (t³ − t) over groups of t equal values: what ties take from rank statistics.
pub(crate) fn tie_sum(values: &[f64]) -> f64 {
    let mut sum = 0.0;
    for_ties(values, |_, tied| {
        let t = tied.len() as f64;
        sum += t * t * t - t;
    });
    sum
}

fn ties(values: &[f64], rank: impl Fn(usize, usize) -> f64) -> Vec<f64> {
    let mut ranks = vec![0.0; values.len()];
    for_ties(values, |first, tied| {
        for index in tied {
            ranks[*index] = rank(first, tied.len());
        }
    });
    ranks
}

/// Hands over each group of equal values, smallest first: how many are smaller, and where the group stands.
fn for_ties(values: &[f64], mut take: impl FnMut(usize, &[usize])) {
    let mut order: Vec<usize> = (0..values.len()).collect();
    // Adding zero makes −0 and 0 the same value.
    order.sort_by(|i, j| (values[*i] + 0.0).total_cmp(&(values[*j] + 0.0)));
    let mut first = 0;
    for tied in order.chunk_by(|i, j| values[*i] == values[*j]) {
        take(first, tied);
        first += tied.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_share_a_rank() {
        let values = [3.0, -1.0, 3.0, 0.0, -0.0, 3.0];
        assert_eq!(mid_ranks(&values), [5.0, 1.0, 5.0, 2.5, 2.5, 5.0]);
        assert_eq!(from_best(&values), [1, 6, 1, 4, 4, 1]);
        assert_eq!(tie_sum(&values), 6.0 + 24.0);
    }
}

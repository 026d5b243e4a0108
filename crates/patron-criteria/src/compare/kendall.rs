//! Pairs in the same order.

use super::{CompareError, check};

/// Kendall's τ_b \[K1945\]: (C − D) / √((P − X)(P − Y)) with C pairs of accounts in the same order on both cards, D in
/// the other, P pairs in all, X and Y of them tied on the first and the second card. By sorting, in n log n \[K1966\].
///
/// # Errors
/// When lists differ in length, hold fewer than two accounts or a score that is not finite, or a card gives all the
/// same score.
pub fn kendall_tau_b(first: &[f64], second: &[f64]) -> Result<f64, CompareError> {
    check(first, second)?;
    // Adding zero makes −0 and 0 the same score.
    let mut pairs: Vec<(f64, f64)> = first.iter().zip(second).map(|(x, y)| (x + 0.0, y + 0.0)).collect();
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let n = pairs.len() as u64;
    let all = n * (n - 1) / 2;
    let tied_first = tied(&pairs, |a, b| a.0 == b.0);
    let tied_both = tied(&pairs, |a, b| a == b);
    let mut seconds: Vec<f64> = pairs.iter().map(|pair| pair.1).collect();
    // Sorted by the first card, each swap that sorts by the second is a pair in the other order.
    let discordant = sort_counting(&mut seconds);
    let tied_second = tied(&seconds, |a, b| a == b);
    let concordant = all + tied_both - tied_first - tied_second - discordant;
    let room = (all - tied_first) as f64 * (all - tied_second) as f64;
    Ok((concordant as f64 - discordant as f64) / room.sqrt())
}

fn tied<T>(sorted: &[T], same: impl Fn(&T, &T) -> bool) -> u64 {
    sorted.chunk_by(same).map(|group| (group.len() as u64) * (group.len() as u64 - 1) / 2).sum()
}

/// Merge sort that counts how many swaps of neighbours it takes.
fn sort_counting(values: &mut [f64]) -> u64 {
    let mut swaps = 0;
    let mut merged = values.to_vec();
    let mut width = 1;
    while width < values.len() {
        for start in (0..values.len()).step_by(2 * width) {
            let (middle, end) = ((start + width).min(values.len()), (start + 2 * width).min(values.len()));
            let (mut left, mut right) = (start, middle);
            for slot in &mut merged[start..end] {
                if right == end || (left < middle && values[left] <= values[right]) {
                    *slot = values[left];
                    left += 1;
                } else {
                    *slot = values[right];
                    swaps += (middle - left) as u64;
                    right += 1;
                }
            }
        }
        values.copy_from_slice(&merged);
        width *= 2;
    }
    swaps
}

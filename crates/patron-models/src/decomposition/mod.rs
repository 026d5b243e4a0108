//! What each factor of a product adds to its change.

#[cfg(test)]
mod tests;

/// Parts of the change of a product of N factors from `before` to `after`, one a factor, in the unit of the product.
///
/// Each factor gets the mean, over all orders in which the factors may change one after another, of what its own step
/// changes: φᵢ = Σ over S ⊆ others of |S|! (N−1−|S|)! / N! · ∏_{S} after · ∏_{others∖S} before · (afterᵢ − beforeᵢ)
/// \[S1953\]. The parts add up to ∏ after − ∏ before but for rounding, a factor that stays gets 0, and no order of the
/// factors is preferred. Unlike parts by logarithms they exist where factors are 0 or negative.
///
/// N is small: the cost is N · 2^(N−1) products.
#[must_use]
pub fn product_parts<const N: usize>(before: &[f64; N], after: &[f64; N]) -> [f64; N] {
    let weights = weights::<N>();
    std::array::from_fn(|own| {
        let step = after[own] - before[own];
        if step == 0.0 {
            return 0.0;
        }
        let others = (0..1_usize << N).filter(|changed| changed & (1 << own) == 0);
        let mean: f64 = others
            .map(|changed| {
                let factor = |place: usize| if changed & (1 << place) == 0 { before[place] } else { after[place] };
                let product: f64 = (0..N).filter(|&place| place != own).map(factor).product();
                weights[changed.count_ones() as usize] * product
            })
            .sum();
        mean * step
    })
}

/// s! (N−1−s)! / N! for s = 0 … N−1: 1 / N over the number of sets of s among N−1.
fn weights<const N: usize>() -> [f64; N] {
    let mut sets = 1.0;
    std::array::from_fn(|size| {
        if size > 0 {
            sets *= (N - size) as f64 / size as f64;
        }
        1.0 / (N as f64 * sets)
    })
}

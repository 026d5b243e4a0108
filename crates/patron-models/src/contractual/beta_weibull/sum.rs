//! Sums without end of smooth, falling terms.

use crate::special::gauss_legendre_16;

/// Value and derivatives by α, β, c, summed alike.
pub(super) type Term = [f64; 4];

/// Terms added one by one; what follows is smooth enough for an integral.
const DIRECT: u32 = 1024;
/// Gregory's coefficients of the forward differences at the start of the integral.
const GREGORY: [f64; 6] = [0.5, -1.0 / 12.0, 1.0 / 24.0, -19.0 / 720.0, 3.0 / 160.0, -863.0 / 60_480.0];
/// What is below this share of the sum is left out.
const NEGLIGIBLE: f64 = 1e-18;
const MOST_PANELS: u32 = 200_000;

fn add(total: &mut Term, term: Term, factor: f64) {
    for (sum, part) in total.iter_mut().zip(term) {
        *sum += factor * part;
    }
}

/// Σ over k = 0, 1, … without end of `term(k)`, whose first entry is positive and falls, and whose logarithm bends
/// over c + 1 parts of its argument at most.
///
/// The first terms are added; the rest is the integral by Gauss-Legendre panels, whose width follows the decay, with
/// Gregory's end corrections. Relative error about 1e-13.
pub(super) fn sum_forever(term: impl Fn(f64) -> Term, c: f64) -> Term {
    let mut total = [0.0; 4];
    for k in 0..DIRECT {
        let next = term(f64::from(k));
        add(&mut total, next, 1.0);
        if next[0] < NEGLIGIBLE * total[0] {
            return total;
        }
    }
    let start = f64::from(DIRECT);
    let mut differences: Vec<Term> = (0..GREGORY.len()).map(|k| term(start + k as f64)).collect();
    for coefficient in GREGORY {
        add(&mut total, differences[0], coefficient);
        differences = differences.windows(2).map(|pair| std::array::from_fn(|i| pair[1][i] - pair[0][i])).collect();
    }
    let (mut from, mut beyond) = (start, [0.0; 4]);
    for _ in 0..MOST_PANELS {
        let rate = (term(from)[0] / term(from * 1.001)[0]).ln() / (from * 0.001);
        let width = (from / (1.0 + c)).min(2.0 / rate.max(0.0));
        let mut panel = [0.0; 4];
        for (at, weight) in gauss_legendre_16().on(from, from + width) {
            add(&mut panel, term(at), weight);
        }
        add(&mut beyond, panel, 1.0);
        // Slower than 1/k the sum still grows: small panels then say nothing.
        let falling = rate * from > 1.0 || rate.is_nan();
        if falling && !(panel[0] > NEGLIGIBLE * (total[0] + beyond[0])) {
            break;
        }
        from += width;
    }
    add(&mut total, beyond, 1.0);
    total
}

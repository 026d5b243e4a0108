//! A number with its derivatives by P parameters, as one flat array.
//!
//! Layout: value, gradient and, for fits, upper triangle of the Hessian by rows: E = 1 + P + P(P+1)/2 entries, or
//! E = 1 + P without second derivatives, which samplers and predictions do not ask for. Both lengths are written out
//! where a model is named, because a length cannot be computed from another one.

/// Whether numbers of E entries have second derivatives.
pub(crate) const fn has_second(parameters: usize, entries: usize) -> bool {
    entries > 1 + parameters
}

/// Position of the second derivative by parameters i ≤ j.
pub(crate) const fn second(parameters: usize, i: usize, j: usize) -> usize {
    1 + parameters + i * parameters - i * (i + 1) / 2 + j
}

/// Adds `weight` · exp(jet) to a sum of such numbers, the weight standing for weight · exp(value).
#[inline]
pub(super) fn add_exponential<const P: usize, const E: usize>(sum: &mut [f64; E], weight: f64, jet: &[f64; E]) {
    sum[0] += weight;
    for i in 0..P {
        sum[1 + i] += weight * jet[1 + i];
    }
    if !has_second(P, E) {
        return;
    }
    let mut offset = 1 + P;
    for i in 0..P {
        let first = jet[1 + i];
        for j in i..P {
            sum[offset] += weight * (jet[offset] + first * jet[1 + j]);
            offset += 1;
        }
    }
}

/// The logarithm of a number.
pub(super) fn logarithm<const P: usize, const E: usize>(of: &[f64; E]) -> [f64; E] {
    let mut jet = of.map(|entry| entry / of[0]);
    jet[0] = of[0].ln();
    if !has_second(P, E) {
        return jet;
    }
    let mut offset = 1 + P;
    for i in 0..P {
        for j in i..P {
            jet[offset] -= jet[1 + i] * jet[1 + j];
            offset += 1;
        }
    }
    jet
}

/// ln(1 − eᵘ) of u < 0.
pub(super) fn logarithm_of_rest<const P: usize, const E: usize>(u: &[f64; E]) -> [f64; E] {
    let rest = -u[0].exp_m1();
    let odds = u[0].exp() / rest;
    let mut jet = u.map(|entry| -odds * entry);
    jet[0] = rest.ln();
    if !has_second(P, E) {
        return jet;
    }
    let mut offset = 1 + P;
    for i in 0..P {
        for j in i..P {
            jet[offset] -= odds * (1.0 + odds) * u[1 + i] * u[1 + j];
            offset += 1;
        }
    }
    jet
}

/// Adds `weight` · ln(eᵘ + eᵛ) to a sum.
///
/// With shares w and 1 − w of the two terms: ∇ = w∇u + (1−w)∇v, ∇² = w∇²u + (1−w)∇²v + w(1−w)(∇u − ∇v)(∇u − ∇v)ᵀ.
#[inline]
pub(super) fn add_logarithm_of_sum<const P: usize, const E: usize>(
    sum: &mut [f64; E],
    weight: f64,
    u: &[f64; E],
    v: &[f64; E],
) {
    let ln_odds = u[0] - v[0];
    let odds = (-ln_odds.abs()).exp();
    let (larger, smaller) = (1.0 / (1.0 + odds), odds / (1.0 + odds));
    let (of_u, of_v) = if ln_odds > 0.0 { (larger, smaller) } else { (smaller, larger) };
    sum[0] += weight * (u[0].max(v[0]) + odds.ln_1p());
    for i in 1..E {
        sum[i] += weight * (of_u * u[i] + of_v * v[i]);
    }
    if !has_second(P, E) {
        return;
    }
    let mixed = weight * of_u * of_v;
    let mut offset = 1 + P;
    for i in 1..=P {
        let apart = mixed * (u[i] - v[i]);
        for j in i..=P {
            sum[offset] += apart * (u[j] - v[j]);
            offset += 1;
        }
    }
}

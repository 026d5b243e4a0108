//! Log-likelihood of BG/NBD with its first and second derivatives.
//!
//! For a customer with x repeat purchases, the last at t_x, observed to T \[FHL2005, eq. 6\]:
//!
//! L = Γ(r+x)/Γ(r) · α^r · B(a, b+x)/B(a, b) · [(α+T)^−(r+x) + δ(x>0) a/(b+x−1) · (α+t_x)^−(r+x)]
//!
//! The bracket is a sum of "still active" and "stopped at t_x"; its two shares are P(alive) and 1 − P(alive).
//! Everything before it depends on x alone and is summed over distinct x; logarithms of α + time are tabulated over
//! distinct times; what remains for every distinct (x, t_x, T) is one exponential and one logarithm.

use super::Parameters;
use crate::history::{Statistics, sum_over_chunks};
use crate::special::{digamma, ln_gamma_ratio, trigamma};

/// Value, gradient (r, α, a, b) and upper triangle of the Hessian by rows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sums {
    pub(super) value: f64,
    pub(super) gradient: [f64; 4],
    pub(super) hessian: [f64; 10],
}

impl Sums {
    fn from_flat(flat: &[f64; 15]) -> Self {
        Self {
            value: flat[0],
            gradient: std::array::from_fn(|i| flat[1 + i]),
            hessian: std::array::from_fn(|i| flat[5 + i]),
        }
    }
}

/// Offset of a second derivative in the flat sums, by parameter names.
mod at {
    pub(super) const VALUE: usize = 0;
    pub(super) const R: usize = 1;
    pub(super) const ALPHA: usize = 2;
    pub(super) const A: usize = 3;
    pub(super) const B: usize = 4;
    pub(super) const R_R: usize = 5;
    pub(super) const R_ALPHA: usize = 6;
    pub(super) const ALPHA_ALPHA: usize = 9;
    pub(super) const A_A: usize = 12;
    pub(super) const A_B: usize = 13;
    pub(super) const B_B: usize = 14;
}

/// A distinct history by positions in the tables of counts and times.
#[derive(Debug, Clone, Copy)]
struct Row {
    count: u32,
    recency: u32,
    age: u32,
    weight: f64,
}

/// A distinct number of purchases and its customers.
#[derive(Debug, Clone, Copy)]
struct Count {
    x: f64,
    weight: f64,
}

/// The sample, arranged once so that an evaluation tabulates what histories share.
#[derive(Debug)]
pub(super) struct Sample {
    counts: Vec<Count>,
    times: Vec<f64>,
    rows: Vec<Row>,
}

/// What rows of one count share at given parameters.
struct Shared {
    shape: f64,
    ln_stop: f64,
    stop_by_b: f64,
}

/// What rows with one time share at given parameters.
struct Elapsed {
    ln: f64,
    inverse: f64,
}

impl Sample {
    pub(super) fn new(statistics: &Statistics) -> Self {
        let mut times: Vec<f64> =
            statistics.rows().iter().flat_map(|row| [row.history.recency(), row.history.age()]).collect();
        times.sort_unstable_by(f64::total_cmp);
        times.dedup();
        let position = |time: f64| times.partition_point(|known| *known < time) as u32;
        let mut counts: Vec<Count> = Vec::new();
        let mut rows = Vec::with_capacity(statistics.rows().len());
        for row in statistics.rows() {
            let x = f64::from(row.history.frequency());
            match counts.last_mut().filter(|last| last.x == x) {
                Some(last) => last.weight += row.weight,
                None => counts.push(Count { x, weight: row.weight }),
            }
            rows.push(Row {
                count: counts.len() as u32 - 1,
                recency: position(row.history.recency()),
                age: position(row.history.age()),
                weight: row.weight,
            });
        }
        Self { counts, times, rows }
    }

    /// Log-likelihood of the sample with its derivatives.
    pub(super) fn evaluate(&self, parameters: &Parameters) -> Sums {
        let mut flat = [0.0; 15];
        for count in &self.counts {
            add_count(parameters, count, &mut flat);
        }
        let shared: Vec<Shared> = self
            .counts
            .iter()
            .map(|count| Shared {
                shape: parameters.r + count.x,
                ln_stop: if count.x > 0.0 {
                    parameters.a.ln() - (parameters.b + count.x - 1.0).ln()
                } else {
                    f64::NEG_INFINITY
                },
                stop_by_b: if count.x > 0.0 { 1.0 / (parameters.b + count.x - 1.0) } else { 0.0 },
            })
            .collect();
        let elapsed: Vec<Elapsed> = self
            .times
            .iter()
            .map(|time| Elapsed { ln: (parameters.alpha + time).ln(), inverse: 1.0 / (parameters.alpha + time) })
            .collect();
        let bracket = sum_over_chunks(&self.rows, |rows| {
            let mut sums = [0.0; 15];
            for row in rows {
                let shared = &shared[row.count as usize];
                let (recency, age) = (&elapsed[row.recency as usize], &elapsed[row.age as usize]);
                add_bracket(1.0 / parameters.a, shared, recency, age, row.weight, &mut sums);
            }
            sums
        });
        for (sum, part) in flat.iter_mut().zip(bracket) {
            *sum += part;
        }
        Sums::from_flat(&flat)
    }
}

/// ln Γ(r+x) − ln Γ(r) + r ln α + ln B(a, b+x) − ln B(a, b) and its derivatives, times the weight.
fn add_count(Parameters { r, alpha, a, b }: &Parameters, Count { x, weight }: &Count, flat: &mut [f64; 15]) {
    let value = ln_gamma_ratio(*r, *x) + r * alpha.ln() + ln_gamma_ratio(*b, *x) - ln_gamma_ratio(a + b, *x);
    flat[at::VALUE] += weight * value;
    flat[at::R] += weight * (digamma(r + x) - digamma(*r) + alpha.ln());
    flat[at::ALPHA] += weight * r / alpha;
    flat[at::R_R] += weight * (trigamma(r + x) - trigamma(*r));
    flat[at::R_ALPHA] += weight / alpha;
    flat[at::ALPHA_ALPHA] -= weight * r / (alpha * alpha);
    if *x > 0.0 {
        let both = digamma(a + b) - digamma(a + b + x);
        flat[at::A] += weight * both;
        flat[at::B] += weight * (both + digamma(b + x) - digamma(*b));
        let both = trigamma(a + b) - trigamma(a + b + x);
        flat[at::A_A] += weight * both;
        flat[at::A_B] += weight * both;
        flat[at::B_B] += weight * (both + trigamma(b + x) - trigamma(*b));
    }
}

/// The logarithm of the bracket and its derivatives, times the weight.
///
/// With active share w and stopped share v = 1 − w: ∇ = w∇g + v∇h, ∇² = w∇²g + v∇²h + wv(∇g − ∇h)(∇g − ∇h)ᵀ, where
/// g and h are the logarithms of the two terms.
#[inline]
fn add_bracket(inverse_a: f64, shared: &Shared, recency: &Elapsed, age: &Elapsed, weight: f64, sums: &mut [f64; 15]) {
    let shape = shared.shape;
    let ln_active = -shape * age.ln;
    let ln_odds = shared.ln_stop + shape * (age.ln - recency.ln);
    let (active, stopped, ln_sum) = if ln_odds > 0.0 {
        let odds = (-ln_odds).exp();
        (odds / (1.0 + odds), 1.0 / (1.0 + odds), ln_odds + odds.ln_1p())
    } else {
        let odds = ln_odds.exp();
        (1.0 / (1.0 + odds), odds / (1.0 + odds), odds.ln_1p())
    };
    let inverse = active * age.inverse + stopped * recency.inverse;
    let inverse_square = active * age.inverse * age.inverse + stopped * recency.inverse * recency.inverse;
    sums[at::VALUE] += weight * (ln_active + ln_sum);
    sums[at::R] -= weight * (active * age.ln + stopped * recency.ln);
    sums[at::ALPHA] -= weight * shape * inverse;
    sums[at::A] += weight * stopped * inverse_a;
    sums[at::B] -= weight * stopped * shared.stop_by_b;
    sums[at::R_ALPHA] -= weight * inverse;
    sums[at::ALPHA_ALPHA] += weight * shape * inverse_square;
    sums[at::A_A] -= weight * stopped * inverse_a * inverse_a;
    sums[at::B_B] += weight * stopped * shared.stop_by_b * shared.stop_by_b;
    let apart = [recency.ln - age.ln, shape * (recency.inverse - age.inverse), -inverse_a, shared.stop_by_b];
    let mixed = weight * active * stopped;
    let mut offset = at::R_R;
    for i in 0..4 {
        let scaled = mixed * apart[i];
        for other in &apart[i..] {
            sums[offset] += scaled * other;
            offset += 1;
        }
    }
}

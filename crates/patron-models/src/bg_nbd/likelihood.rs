//! Log-likelihood of BG/NBD with its first and second derivatives.
//!
//! For a customer with x repeat purchases, the last at t_x, observed to T \[FHL2005, eq. 6\]:
//!
//! L = Γ(r+x)/Γ(r) · α^r · B(a, b+x)/B(a, b) · [(α+T)^−(r+x) + δ(x>0) a/(b+x−1) · (α+t_x)^−(r+x)]
//!
//! The bracket is a sum of "still active" and "stopped at t_x"; its two shares are P(alive) and 1 − P(alive).
//!
//! Its variants \[B2007\] \[RPS2021\] differ in two places. Where one may stop at the first purchase, too, the beta
//! functions count m = x + 1 chances to stop instead of m = x. Where a gap is k stages long, the shape R = r + kx
//! replaces r + x, every gap g brings a factor g^(k−1)/Γ(k), and the customer is still active if the stages since t_x
//! are fewer than k:
//!
//! L = ∏ g^(k−1)/Γ(k) · Γ(R)/Γ(r) · α^r · B(a, b+m)/B(a, b)
//!     · [(α+T)^−R Σ_{j<k} (R)ⱼ/j! ((T−t_x)/(α+T))ʲ + δ(m>0) a/(b+m−1) · (α+t_x)^−R]
//!
//! Everything before it depends on x alone and is summed over distinct x; logarithms of α + time are tabulated over
//! distinct times; what remains for every distinct (x, t_x, T) is one exponential and one logarithm.

use super::stages::{Stages, Waiting};
use super::{Parameters, Variant};
use crate::history::{Statistics, sum_over_chunks};
use crate::special::{digamma, ln_gamma, ln_gamma_ratio, trigamma};

/// Value, gradient (r, α, a, b) and upper triangle of the Hessian by rows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sums {
    pub(crate) value: f64,
    pub(crate) gradient: [f64; 4],
    pub(crate) hessian: [f64; 10],
}

impl Sums {
    pub(super) fn from_flat(flat: &[f64; 15]) -> Self {
        Self {
            value: flat[0],
            gradient: std::array::from_fn(|i| flat[1 + i]),
            hessian: std::array::from_fn(|i| flat[5 + i]),
        }
    }
}

/// Offset of a second derivative in the flat sums, by parameter names.
pub(super) mod at {
    pub(in super::super) const VALUE: usize = 0;
    pub(in super::super) const R: usize = 1;
    pub(in super::super) const ALPHA: usize = 2;
    pub(in super::super) const A: usize = 3;
    pub(in super::super) const B: usize = 4;
    pub(in super::super) const R_R: usize = 5;
    pub(in super::super) const R_ALPHA: usize = 6;
    pub(in super::super) const R_A: usize = 7;
    pub(in super::super) const R_B: usize = 8;
    pub(in super::super) const ALPHA_ALPHA: usize = 9;
    pub(in super::super) const ALPHA_A: usize = 10;
    pub(in super::super) const ALPHA_B: usize = 11;
    pub(in super::super) const A_A: usize = 12;
    pub(in super::super) const A_B: usize = 13;
    pub(in super::super) const B_B: usize = 14;
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
pub(crate) struct Sample {
    variant: Variant,
    counts: Vec<Count>,
    times: Vec<f64>,
    rows: Vec<Row>,
}

/// What rows of one count share at given parameters.
struct Shared {
    shape: f64,
    stages: Stages,
    ln_stop: f64,
    stop_by_b: f64,
}

/// What rows with one time share at given parameters.
struct Elapsed {
    time: f64,
    ln: f64,
    inverse: f64,
}

impl Sample {
    pub(crate) fn new(statistics: &Statistics, variant: Variant) -> Self {
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
        Self { variant, counts, times, rows }
    }

    /// Log-likelihood of the sample with its derivatives, but for the factors g^(k−1), which hold no parameter.
    pub(crate) fn evaluate(&self, parameters: &Parameters) -> Sums {
        let mut flat = [0.0; 15];
        for count in &self.counts {
            add_count::<true>(parameters, self.variant, count.x, count.weight, &mut flat);
        }
        let shared: Vec<Shared> =
            self.counts.iter().map(|count| Shared::new(parameters, self.variant, count.x)).collect();
        let elapsed: Vec<Elapsed> = self
            .times
            .iter()
            .map(|time| Elapsed {
                time: *time,
                ln: (parameters.alpha + time).ln(),
                inverse: 1.0 / (parameters.alpha + time),
            })
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

impl Shared {
    fn new(Parameters { r, a, b, .. }: &Parameters, variant: Variant, x: f64) -> Self {
        let chances = variant.chances_to_stop(x);
        let stops = chances > 0.0;
        let shape = r + f64::from(variant.stages) * x;
        Self {
            shape,
            stages: Stages::new(shape, variant.stages),
            ln_stop: if stops { a.ln() - (b + chances - 1.0).ln() } else { f64::NEG_INFINITY },
            stop_by_b: if stops { 1.0 / (b + chances - 1.0) } else { 0.0 },
        }
    }
}

/// ln Γ(r+kx) − ln Γ(r) − x ln Γ(k) + r ln α + ln B(a, b+m) − ln B(a, b) and its derivatives, times the weight.
pub(super) fn add_count<const SECOND: bool>(
    Parameters { r, alpha, a, b }: &Parameters,
    variant: Variant,
    x: f64,
    weight: f64,
    flat: &mut [f64; 15],
) {
    let stages = f64::from(variant.stages);
    let (events, chances) = (stages * x, variant.chances_to_stop(x));
    let of_rates = ln_gamma_ratio(*r, events) + r * alpha.ln() - x * ln_gamma(stages);
    flat[at::VALUE] += weight * (of_rates + ln_gamma_ratio(*b, chances) - ln_gamma_ratio(a + b, chances));
    flat[at::R] += weight * (digamma(r + events) - digamma(*r) + alpha.ln());
    flat[at::ALPHA] += weight * r / alpha;
    if chances > 0.0 {
        let both = digamma(a + b) - digamma(a + b + chances);
        flat[at::A] += weight * both;
        flat[at::B] += weight * (both + digamma(b + chances) - digamma(*b));
    }
    if !SECOND {
        return;
    }
    flat[at::R_R] += weight * (trigamma(r + events) - trigamma(*r));
    flat[at::R_ALPHA] += weight / alpha;
    flat[at::ALPHA_ALPHA] -= weight * r / (alpha * alpha);
    if chances > 0.0 {
        let both = trigamma(a + b) - trigamma(a + b + chances);
        flat[at::A_A] += weight * both;
        flat[at::A_B] += weight * both;
        flat[at::B_B] += weight * (both + trigamma(b + chances) - trigamma(*b));
    }
}

/// The logarithm of the bracket and its derivatives, times the weight.
///
/// With active share w and stopped share v = 1 − w: ∇ = w∇g + v∇h, ∇² = w∇²g + v∇²h + wv(∇g − ∇h)(∇g − ∇h)ᵀ, where
/// g and h are the logarithms of the two terms.
#[inline]
fn add_bracket(inverse_a: f64, shared: &Shared, recency: &Elapsed, age: &Elapsed, weight: f64, sums: &mut [f64; 15]) {
    let shape = shared.shape;
    let waiting = shared.stages.waiting((age.time - recency.time) * age.inverse);
    let ln_active = waiting.ln - shape * age.ln;
    let ln_odds = shared.ln_stop + shape * (age.ln - recency.ln) - waiting.ln;
    let (active, stopped, ln_sum) = if ln_odds > 0.0 {
        let odds = (-ln_odds).exp();
        (odds / (1.0 + odds), 1.0 / (1.0 + odds), ln_odds + odds.ln_1p())
    } else {
        let odds = ln_odds.exp();
        (1.0 / (1.0 + odds), odds / (1.0 + odds), odds.ln_1p())
    };
    let Waiting { by_shape, passed, .. } = waiting;
    let (rate_active, rate_stopped) = ((shape + passed) * age.inverse, shape * recency.inverse);
    sums[at::VALUE] += weight * (ln_active + ln_sum);
    sums[at::R] += weight * (active * (by_shape - age.ln) - stopped * recency.ln);
    sums[at::ALPHA] -= weight * (active * rate_active + stopped * rate_stopped);
    sums[at::A] += weight * stopped * inverse_a;
    sums[at::B] -= weight * stopped * shared.stop_by_b;
    sums[at::R_R] += weight * active * waiting.by_shape_twice;
    sums[at::R_ALPHA] -= weight * (active * (1.0 + waiting.passed_by_shape) * age.inverse + stopped * recency.inverse);
    sums[at::ALPHA_ALPHA] += weight
        * (active * (shape + passed + waiting.passed_variance) * age.inverse * age.inverse
            + stopped * rate_stopped * recency.inverse);
    sums[at::A_A] -= weight * stopped * inverse_a * inverse_a;
    sums[at::B_B] += weight * stopped * shared.stop_by_b * shared.stop_by_b;
    let apart = [recency.ln - age.ln + by_shape, rate_stopped - rate_active, -inverse_a, shared.stop_by_b];
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

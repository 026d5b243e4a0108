//! Log-likelihood of Gamma-Gamma with its first and second derivatives.
//!
//! For a customer with x purchases of mean m \[FH2013, eq. 1a\]:
//!
//! ln f = ln Γ(px+q) − ln Γ(px) − ln Γ(q) + q ln γ + (px−1) ln m + px ln x − (px+q) ln(γ + mx)
//!
//! Terms in x alone, and Σ ln m for each x, are summed over distinct x; for every customer one logarithm remains.

use super::{GammaGamma, SpendStatistics};
use crate::history::sum_over_chunks;
use crate::special::{digamma, ln_beta, trigamma};

/// A distinct number of purchases: customers, and Σ of their ln m.
#[derive(Debug, Clone, Copy)]
struct Count {
    x: f64,
    weight: f64,
    ln_means: f64,
}

/// x, total spend m·x, weight.
#[derive(Debug, Clone, Copy)]
struct Row {
    x: f64,
    total: f64,
    weight: f64,
}

/// The sample, arranged once.
#[derive(Debug)]
pub(super) struct Sample {
    counts: Vec<Count>,
    rows: Vec<Row>,
}

impl Sample {
    pub(super) fn new(statistics: &SpendStatistics) -> Self {
        let mut counts: Vec<Count> = Vec::new();
        let mut rows = Vec::with_capacity(statistics.rows().len());
        for row in statistics.rows() {
            let (x, mean, weight) = (f64::from(row.spend.frequency()), row.spend.mean(), row.weight);
            if counts.last().is_none_or(|last| last.x != x) {
                counts.push(Count { x, weight: 0.0, ln_means: 0.0 });
            }
            if let Some(last) = counts.last_mut() {
                last.weight += weight;
                last.ln_means += weight * mean.ln();
            }
            rows.push(Row { x, total: mean * x, weight });
        }
        Self { counts, rows }
    }

    /// Value; gradient by p, q, γ; second derivatives pp, pq, pγ, qq, qγ, γγ.
    pub(super) fn evaluate(&self, GammaGamma { p, q, gamma }: &GammaGamma) -> [f64; 10] {
        let mut sums = [0.0; 10];
        for Count { x, weight, ln_means } in &self.counts {
            let shape = p * x;
            let (psi_both, psi_shape) = (digamma(shape + q), digamma(shape));
            let (psi1_both, psi1_shape) = (trigamma(shape + q), trigamma(shape));
            sums[0] += weight * (shape * x.ln() + q * gamma.ln() - ln_beta(shape, *q)) + (shape - 1.0) * ln_means;
            sums[1] += x * (weight * (psi_both - psi_shape + x.ln()) + ln_means);
            sums[2] += weight * (psi_both - digamma(*q) + gamma.ln());
            sums[3] += weight * q / gamma;
            sums[4] += weight * x * x * (psi1_both - psi1_shape);
            sums[5] += weight * x * psi1_both;
            sums[7] += weight * (psi1_both - trigamma(*q));
            sums[8] += weight / gamma;
            sums[9] -= weight * q / (gamma * gamma);
        }
        let of_rows = sum_over_chunks(&self.rows, |rows| {
            let mut sums = [0.0; 10];
            for of_count in rows.chunk_by(|one, other| one.x == other.x) {
                let Some(Row { x, .. }) = of_count.first() else { continue };
                let [ln, inverse, square] = sums_of_totals(*gamma, of_count);
                let power = p * x + q;
                sums[0] -= power * ln;
                sums[1] -= x * ln;
                sums[2] -= ln;
                sums[3] -= power * inverse;
                sums[6] -= x * inverse;
                sums[8] -= inverse;
                sums[9] += power * square;
            }
            sums
        });
        for (sum, part) in sums.iter_mut().zip(of_rows) {
            *sum += part;
        }
        sums
    }
}

/// Logarithms of so many numbers are taken at once, as that of their product.
const FACTORS: usize = 8;
/// The product of as many numbers between one over this and this is finite and not 0.
const MOST_FACTOR: f64 = 1e35;

/// Σ ln(γ + mx), Σ 1/(γ + mx) and Σ 1/(γ + mx)², with weights.
fn sums_of_totals(gamma: f64, rows: &[Row]) -> [f64; 3] {
    let mut sums = [0.0; 3];
    for some in rows.chunks(FACTORS) {
        let (mut product, mut together) = (1.0, true);
        for Row { total, weight, .. } in some {
            let number = gamma + total;
            let inverse = 1.0 / number;
            product *= number;
            together &= *weight == 1.0 && number.max(inverse) < MOST_FACTOR;
            sums[1] += weight * inverse;
            sums[2] += weight * inverse * inverse;
        }
        let each = || some.iter().map(|row| row.weight * (gamma + row.total).ln()).sum::<f64>();
        sums[0] += if together { product.ln() } else { each() };
    }
    sums
}

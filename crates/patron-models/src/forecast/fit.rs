//! Maximum-likelihood fit of the negative binomial law on counts with exposure.
//!
//! ln L = ln Γ(b+x) − ln Γ(b) − ln x! − b ln(1 + n/a) + x ln(n / (a+n)) for x purchases in n periods.

use nalgebra::{DMatrix, DVector};

use super::{PeriodCounts, PeriodicNbd};
use crate::fit::{Estimation, Fit, FitError, estimate};
use crate::history::sum_over_chunks;
use crate::optimise::{Evaluation, Objective, Toward};
use crate::special::{digamma_difference, ln_gamma, ln_gamma_ratio, trigamma};

/// Two parameters want some customers each.
const LEAST_CUSTOMERS: f64 = 10.0;

struct MeanLogLikelihood<'a> {
    counts: &'a PeriodCounts,
    customers: f64,
}

impl Objective for MeanLogLikelihood<'_> {
    fn evaluate(&self, point: &[f64]) -> Evaluation {
        let sums = evaluate(&PeriodicNbd::of(point), self.counts).map(|sum| sum / self.customers);
        let hessian = DMatrix::from_row_slice(2, 2, &[sums[3], sums[4], sums[4], sums[5]]);
        Evaluation { value: sums[0], gradient: DVector::from_row_slice(&sums[1..3]), hessian }
    }
}

/// Value; derivatives by b and a; second derivatives bb, ba, aa.
pub(super) fn evaluate(&PeriodicNbd { b, a }: &PeriodicNbd, counts: &PeriodCounts) -> [f64; 6] {
    let start = trigamma(b);
    sum_over_chunks(counts.rows(), |rows| {
        let mut sums = [0.0; 6];
        for row in rows {
            let (x, n, weight) = (f64::from(row.count.purchases()), row.count.periods(), row.weight);
            let (spread, inverse) = ((n / a).ln_1p(), 1.0 / (a + n));
            let ln_used = if x > 0.0 { x * (n * inverse).ln() } else { 0.0 };
            sums[0] += weight * (ln_gamma_ratio(b, x) - ln_gamma(x + 1.0) - b * spread + ln_used);
            sums[1] += weight * (digamma_difference(b, x) - spread);
            sums[2] += weight * (b * n / a - x) * inverse;
            sums[3] += weight * (trigamma(b + x) - start);
            sums[4] += weight * n * inverse / a;
            sums[5] += weight * ((b + x) * inverse * inverse - b / (a * a));
        }
        sums
    })
}

/// Fits b, a.
pub(super) fn fit(counts: &PeriodCounts) -> Result<Fit, FitError> {
    let customers = counts.customers();
    if customers < LEAST_CUSTOMERS {
        return Err(FitError::TooFewCustomers { customers, needed: LEAST_CUSTOMERS });
    }
    let purchases = counts.sum(|count| f64::from(count.purchases()));
    if purchases == 0.0 {
        return Err(FitError::NobodyRepeats { customers, needed: 1.0 });
    }
    if counts.rows().len() == 1 {
        return Err(FitError::NoVariation { customers });
    }
    let rate = purchases / counts.sum(|count| count.periods());
    // What the counts vary beyond chance: Σ (x − rate n)² − rate n estimates rate² Σ n² / b.
    let beyond = counts.sum(|count| {
        let expected = rate * count.periods();
        (f64::from(count.purchases()) - expected).powi(2) - expected
    });
    let b = rate * rate * counts.sum(|count| count.periods().powi(2)) / beyond;
    // A start, not a bound: the search may leave this range.
    let b = if b > 0.0 { b.clamp(0.05, 10.0) } else { 10.0 };
    estimate(&Estimation {
        model: PeriodicNbd::NAME,
        names: PeriodicNbd::PARAMETER_NAMES,
        objective: &MeanLogLikelihood { counts, customers },
        customers,
        starts: &[b, 0.2 * b, 5.0 * b].map(|b| vec![b, b / rate]),
        boundary_meaning,
    })
}

fn boundary_meaning(_: usize, toward: Toward) -> &'static str {
    match toward {
        Toward::Infinity => "customers do not differ in how often they buy",
        Toward::Zero => "a few customers make nearly all purchases",
    }
}

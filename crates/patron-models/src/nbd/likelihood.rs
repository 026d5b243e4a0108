//! Log-likelihood of NBD with its first and second derivatives.
//!
//! L = Γ(r+x)/Γ(r) · α^r / (α+T)^(r+x), the density of the purchase times, as in the models with a stop: t_x does not
//! enter. The probability of the count x alone has T^x/x! beside it, which holds no parameter.

use crate::history::{Statistics, sum_over_chunks};
use crate::special::{digamma, ln_gamma_ratio, trigamma};

use super::Parameters;
use crate::fit::ParameterError;
use crate::transaction::{SampleLikelihood, check_length};

/// Value, gradient (r, α) and second derivatives (r r, r α, α α).
#[derive(Debug, Clone, Copy)]
pub(super) struct Sums {
    pub(super) value: f64,
    pub(super) gradient: [f64; 2],
    pub(super) hessian: [f64; 3],
}

/// Customers of one number of purchases.
#[derive(Debug, Clone, Copy)]
struct Count {
    x: f64,
    weight: f64,
}

/// Customers of one number of purchases and one age.
#[derive(Debug, Clone, Copy)]
struct Row {
    x: f64,
    age: f64,
    weight: f64,
}

/// The sample, arranged once.
#[derive(Debug)]
pub(super) struct Sample {
    counts: Vec<Count>,
    rows: Vec<Row>,
}

impl Sample {
    pub(super) fn new(statistics: &Statistics) -> Self {
        let each = |row: &crate::history::WeightedHistory| Row {
            x: f64::from(row.history.frequency()),
            age: row.history.age(),
            weight: row.weight,
        };
        let mut rows: Vec<Row> = statistics.rows().iter().map(each).collect();
        rows.sort_by(|one, other| one.x.total_cmp(&other.x).then(one.age.total_cmp(&other.age)));
        rows.dedup_by(|next, kept| {
            let alike = next.x == kept.x && next.age == kept.age;
            kept.weight += if alike { next.weight } else { 0.0 };
            alike
        });
        let mut counts: Vec<Count> = Vec::new();
        for row in &rows {
            match counts.last_mut().filter(|last| last.x == row.x) {
                Some(last) => last.weight += row.weight,
                None => counts.push(Count { x: row.x, weight: row.weight }),
            }
        }
        Self { counts, rows }
    }

    pub(super) fn evaluate(&self, parameters: &Parameters) -> Sums {
        let Parameters { r, alpha } = *parameters;
        let mut sums = sum_over_chunks(&self.rows, |rows| {
            let mut sums = [0.0; 6];
            for Row { x, age, weight } in rows {
                let (shape, time) = (r + x, alpha + age);
                // r ln α − (r+x) ln(α+T), with its digits where T is small beside α.
                let ln_quiet = (age / alpha).ln_1p();
                sums[0] -= weight * (r * ln_quiet + x * time.ln());
                sums[1] -= weight * ln_quiet;
                sums[2] += weight * (r * age / alpha - x) / time;
                sums[4] += weight * age / (alpha * time);
                sums[5] += weight * (shape / (time * time) - r / (alpha * alpha));
            }
            sums
        });
        for Count { x, weight } in &self.counts {
            sums[0] += weight * ln_gamma_ratio(r, *x);
            sums[1] += weight * (digamma(r + x) - digamma(r));
            sums[3] += weight * (trigamma(r + x) - trigamma(r));
        }
        Sums { value: sums[0], gradient: [sums[1], sums[2]], hessian: [sums[3], sums[4], sums[5]] }
    }
}

impl SampleLikelihood for Sample {
    fn evaluate(&self, parameters: &[f64], gradient: &mut [f64]) -> Result<f64, ParameterError> {
        check_length(parameters, gradient)?;
        let sums = Self::evaluate(self, &Parameters::new(parameters)?);
        gradient.copy_from_slice(&sums.gradient);
        Ok(sums.value)
    }
}

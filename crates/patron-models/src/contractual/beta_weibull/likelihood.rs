//! Log-likelihood of renewals and losses with its first derivatives.

use super::Survival;
use super::survival::Logarithm;
use crate::contractual::RenewalStatistics;

/// Σₜ renewedₜ ln rₜ + lostₜ ln(1 − rₜ) and its derivatives by α, β, c.
///
/// Of a cohort seen from the start this is the likelihood of the papers: P(T = t) for who leaves at renewal t, S(t) for
/// who is there after it. Here customers may also enter late.
pub(in crate::contractual) fn log_likelihood(survival: &Survival, statistics: &RenewalStatistics) -> (f64, [f64; 3]) {
    let (mut value, mut gradient) = (0.0, [0.0; 3]);
    for row in statistics.periods() {
        let Logarithm { value: ln_retention, gradient: slopes } = survival.ln_retention(f64::from(row.period));
        let churn = -ln_retention.exp_m1();
        // A term without customers is no term, also where its logarithm has no limit.
        let mut pull = 0.0;
        if row.renewed > 0.0 {
            value += row.renewed * ln_retention;
            pull += row.renewed;
        }
        if row.lost > 0.0 {
            value += row.lost * churn.ln();
            pull -= row.lost * (1.0 - churn) / churn;
        }
        for (sum, slope) in gradient.iter_mut().zip(slopes) {
            *sum += pull * slope;
        }
    }
    (value, gradient)
}

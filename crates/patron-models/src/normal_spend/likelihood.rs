//! Log-likelihood with its first and second derivatives.
//!
//! For n purchases of mean m, with v = between² + within²/n the variance of the mean over customers:
//!
//! ln f = −½ ln 2πv − (m − mean)² / 2v,  and where their variance s² is known also
//! −½ (n − 1) (ln 2π within² + s² / within²) − ½ ln n,
//!
//! which together is the density of the n purchases themselves. Derivatives by the variances are carried over to the
//! standard deviations at the end.

use super::{ContributionStatistics, NormalSpend};
use crate::history::sum_over_chunks;

/// Value, gradient (mean, within, between) and upper triangle of the Hessian by rows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sums {
    pub(super) value: f64,
    pub(super) gradient: [f64; 3],
    pub(super) hessian: [f64; 6],
}

const LN_TAU: f64 = 1.837_877_066_409_345_3; // ln 2π

pub(super) fn evaluate(model: &NormalSpend, statistics: &ContributionStatistics) -> Sums {
    let NormalSpend { mean, within, between } = *model;
    let (of_within, of_between) = (within * within, between * between);
    // Value; by mean, within², between²; mm, mw, mb, ww, wb, bb.
    let sums = sum_over_chunks(statistics.rows(), |rows| {
        let mut sums = [0.0; 10];
        for row in rows {
            let weight = row.weight;
            let n = f64::from(row.contribution.purchases());
            let off = row.contribution.mean() - mean;
            let precision = 1.0 / (of_between + of_within / n);
            let scaled = off * precision;
            let slope = 0.5 * (scaled * scaled - precision);
            let curve = precision * (0.5 * precision - scaled * scaled);
            sums[0] += weight * 0.5 * (precision.ln() - LN_TAU - off * scaled);
            sums[1] += weight * scaled;
            sums[2] += weight * slope / n;
            sums[3] += weight * slope;
            sums[4] -= weight * precision;
            sums[5] -= weight * scaled * precision / n;
            sums[6] -= weight * scaled * precision;
            sums[7] += weight * curve / (n * n);
            sums[8] += weight * curve / n;
            sums[9] += weight * curve;
            if let Some(variance) = row.contribution.variance() {
                let (half, ratio) = (0.5 * (n - 1.0), variance / of_within);
                sums[0] -= weight * (half * (LN_TAU + of_within.ln() + ratio) + 0.5 * n.ln());
                sums[2] += weight * half * (ratio - 1.0) / of_within;
                sums[7] += weight * half * (1.0 - 2.0 * ratio) / (of_within * of_within);
            }
        }
        sums
    });
    // d within² / d within = 2 within.
    let (w, b) = (2.0 * within, 2.0 * between);
    Sums {
        value: sums[0],
        gradient: [sums[1], w * sums[2], b * sums[3]],
        hessian: [
            sums[4],
            w * sums[5],
            b * sums[6],
            w * w * sums[7] + 2.0 * sums[2],
            w * b * sums[8],
            b * b * sums[9] + 2.0 * sums[3],
        ],
    }
}

/// The mean that is best at given variances: the customers' means weighted by their precisions.
pub(super) fn best_mean(within: f64, between: f64, statistics: &ContributionStatistics) -> f64 {
    let [sum, precisions] = sum_over_chunks(statistics.rows(), |rows| {
        let mut sums = [0.0; 2];
        for row in rows {
            let n = f64::from(row.contribution.purchases());
            let precision = row.weight / (between * between + within * within / n);
            sums[0] += precision * row.contribution.mean();
            sums[1] += precision;
        }
        sums
    });
    sum / precisions
}

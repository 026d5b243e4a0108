//! Probabilities of the negative binomial distribution.

use super::{ln_gamma, ln_gamma_ratio};

/// P(N = n) = Γ(shape+n)/(Γ(shape) n!) · (1−f)^shape fⁿ for n = 0 … `up_to`, with f = `odds`/(1 + `odds`).
///
/// The count over a time t of purchases at rates that differ as Gamma(shape, rate c) has odds t/c. For shape > 0 and
/// odds ≥ 0; relative error about 1e-13 · (1 + n/100).
pub(crate) fn negative_binomial(shape: f64, odds: f64, up_to: usize) -> Vec<f64> {
    let failure = odds / (1.0 + odds);
    let ln_none = -shape * odds.ln_1p();
    let mut probabilities = Vec::with_capacity(up_to + 1);
    let mut next = ln_none.exp();
    for n in 0..=up_to {
        let n = n as f64;
        if next < 1e-290 && n < shape * odds {
            // The chance of none has underflowed: start from the logarithm until the recurrence has hold.
            next = (ln_none + ln_gamma_ratio(shape, n) - ln_gamma(n + 1.0) + n * failure.ln()).exp();
        }
        probabilities.push(next);
        next *= (shape + n) / (n + 1.0) * failure;
    }
    probabilities
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::assert_relative;

    #[test]
    fn a_printed_distribution() {
        // Rate 1.84, shape 2.67 a period: P(0) 31 %, P(1) 30 %, P(2) 19 %, P(3) 10 %.
        let found = negative_binomial(2.67, 1.0 / 1.84, 3);
        for (probability, percent) in found.iter().zip([31.0, 30.0, 19.0, 10.0]) {
            assert!((100.0 * probability - percent).abs() < 0.5);
        }
    }

    #[test]
    fn whole_shapes_are_binomial_coefficients_and_underflow_is_survived() {
        // Shape 3, odds 1: C(n+2, 2) / 2^(n+3).
        for (n, probability) in negative_binomial(3.0, 1.0, 40).iter().enumerate() {
            let n = n as f64;
            assert_relative(*probability, (n + 2.0) * (n + 1.0) / 2.0 / (n + 3.0).exp2(), 1e-13);
        }
        // P(0) = 3^−2000 is far below f64; the sum over all counts is still one.
        let total: f64 = negative_binomial(2000.0, 2.0, 8000).iter().sum();
        assert_relative(total, 1.0, 1e-10);
        assert_eq!(negative_binomial(2.0, 0.0, 2), [1.0, 0.0, 0.0]);
    }
}

//! Lifetimes over customers: exponential with hazards Gamma(s, rate β), the hazards integrated out.

/// How long a customer was seen, and whether the end of the lifetime lies within.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Life {
    /// The lifetime, or the time observed where it has not ended.
    pub(crate) time: f64,
    /// Whether it has ended.
    pub(crate) ended: bool,
}

/// Σ ln f(τ) over ended lifetimes and Σ ln S(T) over others: S(t) = (β/(β+t))^s, f = s/(β+t) · S.
pub(crate) fn ln_lifetimes(s: f64, beta: f64, lives: &[Life]) -> f64 {
    let (mut of_all, mut of_ended, mut ended) = (0.0, 0.0, 0.0);
    for eight in lives.chunks(8) {
        // Eight logarithms at once, of (β+t)/β: of each where the product might overflow.
        let (mut all, mut within) = (1.0_f64, 1.0_f64);
        for life in eight {
            let ratio = 1.0 + life.time / beta;
            all *= ratio;
            if life.ended {
                within *= ratio;
                ended += 1.0;
            }
        }
        if all.is_finite() {
            of_all += all.ln();
            of_ended += within.ln();
        } else {
            for life in eight {
                let ln = (1.0 + life.time / beta).ln();
                of_all += ln;
                of_ended += if life.ended { ln } else { 0.0 };
            }
        }
    }
    ended * (s.ln() - beta.ln()) - of_ended - s * of_all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_the_sum_of_densities_and_survivals_also_where_products_overflow() {
        let lives: Vec<Life> = (0..21).map(|i| Life { time: f64::from(i) * 3.7, ended: i % 3 == 0 }).collect();
        for (s, beta) in [(0.6, 11.7), (2.0, 1e-60), (3.0, 1e9)] {
            let one = |life: &Life| {
                let ln_survival = -s * (life.time / beta).ln_1p();
                if life.ended { f64::ln(s) - (beta + life.time).ln() + ln_survival } else { ln_survival }
            };
            let expected: f64 = lives.iter().map(one).sum();
            let found = ln_lifetimes(s, beta, &lives);
            assert!((found - expected).abs() < 1e-9 * (1.0 + expected.abs()), "{found} {expected}");
        }
    }
}

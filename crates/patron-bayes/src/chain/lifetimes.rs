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
    for life in lives {
        let ln = (beta + life.time).ln();
        of_all += ln;
        if life.ended {
            of_ended += ln;
            ended += 1.0;
        }
    }
    ended * s.ln() - of_ended + s * (lives.len() as f64 * beta.ln() - of_all)
}

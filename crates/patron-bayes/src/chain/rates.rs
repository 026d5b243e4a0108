//! Purchases over customers: events at rates Gamma(r, rate α), the rates integrated out.

use patron_models::special::ln_gamma_quick;

/// Σ ln Γ(r+e) − ln Γ(r) + r ln α − (r+e) ln(α+S) over customers with e events in an exposure of S.
pub(crate) fn ln_rates(r: f64, alpha: f64, customers: &[(f64, f64)]) -> f64 {
    let of_one = |(events, exposure): &(f64, f64)| ln_gamma_quick(r + events) - (r + events) * (alpha + exposure).ln();
    customers.iter().map(of_one).sum::<f64>() + customers.len() as f64 * (r * alpha.ln() - ln_gamma_quick(r))
}

//! Purchases over customers: events at rates Gamma(r, rate α), the rates integrated out.

use patron_models::special::ln_gamma;

/// Σ ln Γ(r+e) − ln Γ(r) + r ln α − (r+e) ln(α+S) over customers with e events in an exposure of S; `counts` holds the
/// distinct e and their customers, where these are few.
pub(crate) fn ln_rates(r: f64, alpha: f64, customers: &[(f64, f64)], counts: Option<&[(f64, f64)]>) -> f64 {
    let of_gamma: f64 = match counts {
        Some(counts) => counts.iter().map(|(events, customers)| customers * ln_gamma(r + events)).sum(),
        None => customers.iter().map(|(events, _)| ln_gamma(r + events)).sum(),
    };
    let of_exposure: f64 = customers.iter().map(|(events, exposure)| (r + events) * (alpha + exposure).ln()).sum();
    of_gamma - of_exposure + customers.len() as f64 * (r * alpha.ln() - ln_gamma(r))
}

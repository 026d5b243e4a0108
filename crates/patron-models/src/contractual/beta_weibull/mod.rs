//! What the beta-geometric and the beta-discrete-Weibull model share: the first is the second with c = 1.
//!
//! A customer keeps the contract at a renewal with probability 1 − θ the first time, and makes renewal t with
//! probability (1 − θ)^(t^c) in all; θ differs between customers as Beta(α, β) \[FHLDS2018\]. Hence
//! S(t) = B(α, β + t^c) / B(α, β).

mod fit;
mod likelihood;
mod predict;
mod simulate;
mod sum;
mod survival;
#[cfg(test)]
mod tests;

pub(super) use fit::fit;
pub(super) use likelihood::log_likelihood;
pub(super) use predict::BetaWeibullPredictor;
pub(super) use simulate::simulate;
pub(super) use survival::Survival;

//! Hierarchical Bayes Pareto/NBD: random purchases until the end of an exponential lifetime, with a purchase rate λ and a
//! hazard μ of each customer's own. The stories are those of [`patron_models::pareto_nbd`]; what differs is the law of
//! (λ, μ) over customers, and that a posterior is sampled:
//!
//! - [`GammaPopulation`]: λ ~ Gamma(r, rate alpha) and μ ~ Gamma(s, rate beta), independent \[ML2007\];
//! - [`NormalPopulation`]: (ln λ, ln μ) normal, correlated, with means that depend on what else is known of a customer
//!   \[A2009\].

mod covariates;
mod gamma_population;
mod individual;
mod normal_chain;
mod normal_population;
mod predict;
#[cfg(test)]
mod tests;

pub use covariates::Covariates;
pub use gamma_population::GammaPopulation;
pub use normal_population::{NormalPopulation, NormalPriors};

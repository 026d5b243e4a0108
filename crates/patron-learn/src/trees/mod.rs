//! Quantiles of a count by gradient boosting \[F2001\], one sequence of trees for each level.
//!
//! A count has no continuous quantiles, so that each outcome y is spread over [y, y + 1) \[MS2005\]: of the spread
//! outcome w the quantile Q(τ) is continuous, and P(N ≤ n) is the level at which Q is n + 1. Trees add up to Q(τ) of
//! ln(1 + w), each fitted to where outcomes still lie above or below; quantiles of different levels that cross are put
//! in order \[CFG2010\].

mod bins;
mod boost;
mod counts;
mod learner;
mod tree;

pub use learner::QuantileTrees;

#[cfg(test)]
mod tests;

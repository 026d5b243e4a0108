//! Weights from judgements two by two: the analytic hierarchy process.
//!
//! A judgement aᵢⱼ says how many times as important criterion i is as criterion j, on Saaty's scale from 1/9 to 9
//! \[S1980\]. Weights are the principal eigenvector w of the matrix, A w = λ w; how far λ lies above n says how far the
//! judgements contradict each other.

mod consistency;
mod eigenvector;
mod error;
mod geometric;
mod group;
mod hierarchy;
mod incomplete;
mod judgement;
mod matrix;
mod mend;
#[cfg(test)]
mod tests;

pub use consistency::{ACCEPTED_RATIO, Consistency, random_index};
pub use eigenvector::Priorities;
pub use error::PairwiseError;
pub use group::{Disagreement, GroupJudgement, group};
pub use hierarchy::{Criterion, CriterionConsistency, GlobalWeight, Hierarchy};
pub use incomplete::{IncompleteMatrix, IncompletePriorities};
pub use judgement::parse_judgement;
pub use matrix::{Bounds, LARGEST, PairwiseMatrix};
pub use mend::{Mend, Mending};

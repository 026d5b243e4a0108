//! Two waves or groups side by side, and what may be said of many such comparisons at once.

mod adjust;
mod difference;
mod means;
mod shares;
mod shrink;
#[cfg(test)]
mod tests;

pub use adjust::{AdjustError, benjamini_hochberg, holm};
pub use difference::{CompareError, Difference};
pub use means::{paired, welch};
pub use shares::{net_promoter_scores, shares};
pub use shrink::{ShrunkMean, shrunk_means};

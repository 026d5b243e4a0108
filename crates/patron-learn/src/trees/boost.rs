//! The quantile of one level as a sum of trees.

use super::tree::{Grown, Tree, quantile_of};

/// Most trees of one level.
pub(super) const MOST_TREES: usize = 120;
/// Trees without a better forecast of the rows kept back, after which no more are grown.
const PATIENCE: usize = 15;
/// Share of a leaf's quantile that a tree adds.
const PACE: f64 = 0.1;
/// Fewest rows in a leaf, and fewest expected beyond its quantile.
const LEAST_IN_LEAF: f64 = 20.0;
const LEAST_BEYOND: f64 = 4.0;

/// Rows to learn from, and rows that say when to stop.
#[derive(Debug)]
pub(super) struct Sample<'a> {
    /// parts of the features, row by row
    pub(super) parts: &'a [u8],
    pub(super) width: usize,
    pub(super) outcomes: &'a [f64],
    pub(super) taught: &'a [u32],
    pub(super) kept_back: &'a [u32],
}

/// A quantile that depends on features.
#[derive(Debug)]
pub(super) struct Boosted {
    base: f64,
    trees: Vec<Tree>,
}

impl Boosted {
    /// Adds trees while they bring the rows kept back closer.
    pub(super) fn learn(sample: &Sample<'_>, level: f64) -> Self {
        let of = |rows: &[u32]| rows.iter().map(|&row| sample.outcomes[row as usize]).collect();
        let base = quantile_of(of(sample.taught), level);
        let mut residuals: Vec<f64> = sample.outcomes.iter().map(|outcome| outcome - base).collect();
        let mut rows = sample.taught.to_vec();
        let least_in_leaf = LEAST_IN_LEAF.max(LEAST_BEYOND / level.min(1.0 - level)).ceil() as usize;
        let mut trees: Vec<Tree> = Vec::new();
        let (mut best, mut useful) = (pinball(sample.kept_back, &residuals, level), 0);
        while trees.len() < MOST_TREES && trees.len() < useful + PATIENCE {
            let grown = Grown {
                parts: sample.parts,
                width: sample.width,
                residuals: &residuals,
                level,
                least_in_leaf,
                pace: PACE,
            };
            let tree = Tree::grow(&grown, &mut rows);
            if tree.is_leaf() {
                break;
            }
            for (residual, parts) in residuals.iter_mut().zip(sample.parts.chunks_exact(sample.width)) {
                *residual -= tree.value(parts);
            }
            trees.push(tree);
            let loss = pinball(sample.kept_back, &residuals, level);
            if loss < best {
                (best, useful) = (loss, trees.len());
            }
        }
        trees.truncate(useful);
        Self { base, trees }
    }

    /// For a customer whose features fall into these parts.
    pub(super) fn quantile(&self, parts: &[u8]) -> f64 {
        self.base + self.trees.iter().map(|tree| tree.value(parts)).sum::<f64>()
    }
}

/// Σ of the pinball loss: outcomes above the forecast cost the level, those below what is left to one.
fn pinball(rows: &[u32], residuals: &[f64], level: f64) -> f64 {
    let loss = |residual: f64| if residual > 0.0 { level * residual } else { (level - 1.0) * residual };
    rows.iter().map(|&row| loss(residuals[row as usize])).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_follow_the_feature() {
        // In part p outcomes fill [0, p + 1) evenly.
        let parts: Vec<u8> = (0..8_000).map(|row| (row % 4) as u8).collect();
        let spread = |row: usize| (row as f64 / 4.0).floor() * 0.618_033_988_749_895 % 1.0;
        let outcomes: Vec<f64> = (0..8_000).map(|row| spread(row) * f64::from(parts[row] + 1)).collect();
        let (kept_back, taught): (Vec<u32>, Vec<u32>) = (0..8_000).partition(|row| row / 4 % 5 == 0);
        let sample = Sample { parts: &parts, width: 1, outcomes: &outcomes, taught: &taught, kept_back: &kept_back };
        for level in [0.1, 0.5, 0.9] {
            let boosted = Boosted::learn(&sample, level);
            for part in 0..4_u8 {
                let (found, expected) = (boosted.quantile(&[part]), level * f64::from(part + 1));
                // 1,600 rows each: a hundredth of the range is half a standard error.
                assert!((found - expected).abs() < 0.02 * f64::from(part + 1), "{level} {part}: {found} {expected}");
            }
        }
    }
}

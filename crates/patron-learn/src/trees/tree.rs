//! One tree: where rows above a forecast are told from rows below it.

use super::bins::PARTS;

/// Splits from the root to a leaf at most.
pub(super) const DEPTH: usize = 4;
/// Gain below which a split tells nothing.
const LEAST_GAIN: f64 = 1e-9;

/// Rows that trees grow on.
#[derive(Debug)]
pub(super) struct Grown<'a> {
    /// parts of the features, row by row
    pub(super) parts: &'a [u8],
    pub(super) width: usize,
    /// outcome less forecast so far
    pub(super) residuals: &'a [f64],
    pub(super) level: f64,
    pub(super) least_in_leaf: usize,
    /// share of a leaf's quantile that is added
    pub(super) pace: f64,
}

/// Nodes in the order they were grown; the first is the root.
#[derive(Debug, Clone)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

#[derive(Debug, Clone)]
enum Node {
    Leaf(f64),
    /// parts up to `last` go to the node after this one, others to `above`
    Split {
        feature: usize,
        last: u8,
        above: usize,
    },
}

/// Rows of a node: how many, and how many of them lie at or below the forecast. Whole numbers, so that sums are exact.
#[derive(Debug, Clone, Copy, Default)]
struct Tallied {
    rows: u32,
    below: u32,
}

impl Tallied {
    /// (Σ slope of the pinball loss)² / rows
    fn strength(self, level: f64) -> f64 {
        let slope = level * f64::from(self.rows) - f64::from(self.below);
        slope * slope / f64::from(self.rows)
    }

    fn less(self, other: Self) -> Self {
        Self { rows: self.rows - other.rows, below: self.below - other.below }
    }
}

impl Tree {
    /// Grows one on these rows, whose order is changed.
    pub(super) fn grow(grown: &Grown<'_>, rows: &mut [u32]) -> Self {
        let mut tree = Self { nodes: Vec::new() };
        tree.grow_node(grown, rows, DEPTH);
        tree
    }

    fn grow_node(&mut self, grown: &Grown<'_>, rows: &mut [u32], depth: usize) {
        let split = if depth > 0 && rows.len() >= 2 * grown.least_in_leaf { best_split(grown, rows) } else { None };
        let Some((feature, last)) = split else {
            self.nodes.push(Node::Leaf(grown.pace * quantile(grown, rows)));
            return;
        };
        let part = |row: u32| grown.parts[row as usize * grown.width + feature];
        rows.sort_by_key(|&row| part(row) > last);
        let (low, high) = rows.split_at_mut(rows.partition_point(|&row| part(row) <= last));
        let place = self.nodes.len();
        self.nodes.push(Node::Split { feature, last, above: 0 });
        self.grow_node(grown, low, depth - 1);
        let next = self.nodes.len();
        if let Some(Node::Split { above, .. }) = self.nodes.get_mut(place) {
            *above = next;
        }
        self.grow_node(grown, high, depth - 1);
    }

    /// What it adds to the forecast of a row with these parts.
    pub(super) fn value(&self, parts: &[u8]) -> f64 {
        let mut place = 0;
        loop {
            match self.nodes[place] {
                Node::Leaf(value) => return value,
                Node::Split { feature, last, above } => {
                    place = if parts[feature] <= last { place + 1 } else { above };
                }
            }
        }
    }

    pub(super) fn is_leaf(&self) -> bool {
        self.nodes.len() == 1
    }
}

/// The split that tells rows above the forecast from rows below it best; of equal ones the first.
fn best_split(grown: &Grown<'_>, rows: &[u32]) -> Option<(usize, u8)> {
    let mut tallies = vec![Tallied::default(); grown.width * PARTS];
    for &row in rows {
        let below = u32::from(grown.residuals[row as usize] <= 0.0);
        let parts = &grown.parts[row as usize * grown.width..][..grown.width];
        for (feature, &part) in parts.iter().enumerate() {
            let tally = &mut tallies[feature * PARTS + usize::from(part)];
            tally.rows += 1;
            tally.below += below;
        }
    }
    let mut best: Option<(f64, usize, u8)> = None;
    for (feature, tallies) in tallies.chunks_exact(PARTS).enumerate() {
        let sum = |sum: Tallied, more: &Tallied| Tallied { rows: sum.rows + more.rows, below: sum.below + more.below };
        let all = tallies.iter().fold(Tallied::default(), sum);
        let mut low = Tallied::default();
        for (part, tally) in tallies[..PARTS - 1].iter().enumerate() {
            low = sum(low, tally);
            let high = all.less(low);
            if (low.rows.min(high.rows) as usize) < grown.least_in_leaf {
                continue;
            }
            let gain = low.strength(grown.level) + high.strength(grown.level) - all.strength(grown.level);
            if gain > best.map_or(LEAST_GAIN, |(gain, ..)| gain) {
                best = Some((gain, feature, part as u8));
            }
        }
    }
    best.map(|(_, feature, last)| (feature, last))
}

/// The residual that as many of these rows lie below as the level says.
fn quantile(grown: &Grown<'_>, rows: &[u32]) -> f64 {
    quantile_of(rows.iter().map(|&row| grown.residuals[row as usize]).collect(), grown.level)
}

/// The smallest value with at least this share of values at or below it; 0 of none.
pub(super) fn quantile_of(mut values: Vec<f64>, level: f64) -> f64 {
    if values.is_empty() {
        return 0.0;
    }
    let rank = ((level * values.len() as f64).ceil() as usize).clamp(1, values.len()) - 1;
    *values.select_nth_unstable_by(rank, f64::total_cmp).1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_finds_the_feature_that_tells() {
        // Rows with the second feature above 3 lie 5 higher; the first says nothing.
        let parts: Vec<u8> = (0..400).flat_map(|row| [(row % 7) as u8, (row % 8) as u8]).collect();
        let residuals: Vec<f64> = (0..400).map(|row| if row % 8 > 3 { 5.0 } else { -1.0 }).collect();
        let grown = Grown { parts: &parts, width: 2, residuals: &residuals, level: 0.5, least_in_leaf: 20, pace: 0.1 };
        let mut rows: Vec<u32> = (0..400).collect();
        let tree = Tree::grow(&grown, &mut rows);
        assert!((0..7).all(|first| (tree.value(&[first, 2]) + 0.1).abs() < 1e-15));
        assert!((0..7).all(|first| (tree.value(&[first, 6]) - 0.5).abs() < 1e-15));
        let few = Tree::grow(&Grown { least_in_leaf: 201, ..grown }, &mut rows);
        assert!(few.is_leaf() && (few.value(&[0, 7]) + 0.1).abs() < 1e-15);
    }

    #[test]
    fn quantiles_are_values_that_were_seen() {
        let values = || vec![3.0, 1.0, 2.0, 4.0, 5.0];
        assert_eq!([0.0, 0.2, 0.5, 0.8, 1.0].map(|level| quantile_of(values(), level)), [1.0, 1.0, 3.0, 4.0, 5.0]);
    }
}

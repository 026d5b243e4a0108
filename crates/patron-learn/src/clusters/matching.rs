//! Which cluster of an earlier run a cluster is.

use serde::{Deserialize, Serialize};

use super::ClusterError;
use super::points::squared_distance;

/// What has become of a cluster's number.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Match {
    /// Number to go by: that of the earlier cluster, or for a new one the next that no earlier cluster had.
    pub number: u32,
    /// Distance from the earlier centre; `None` for a new cluster.
    pub distance: Option<f64>,
    /// Whether it is beyond doubt: the distance is less than half that from the earlier centre to any other earlier
    /// one, so that no other earlier centre is as near.
    pub sure: bool,
}

/// Pairs the clusters of two runs so that Σ of squared distances between paired centres is least \[K1955\]; by cluster of
/// `now`. Both are in the scaling of the earlier run. Where there are more clusters now, those left over are new;
/// where there are fewer, the numbers left over are not used again.
///
/// # Errors
/// When centres are not all of one width.
pub fn match_labels(earlier: &[Vec<f64>], now: &[Vec<f64>]) -> Result<Vec<Match>, ClusterError> {
    let width = earlier.iter().chain(now).map(Vec::len).next().unwrap_or(0);
    if let Some(other) = earlier.iter().chain(now).find(|centre| centre.len() != width) {
        return Err(ClusterError::Width { values: other.len(), width });
    }
    let cost = |before: usize, after: usize| squared_distance(&earlier[before], &now[after]);
    let mut before_of: Vec<Option<usize>> = vec![None; now.len()];
    if earlier.len() <= now.len() {
        for (before, after) in assigned(earlier.len(), now.len(), cost).into_iter().enumerate() {
            before_of[after] = Some(before);
        }
    } else {
        let pairs = assigned(now.len(), earlier.len(), |after, before| cost(before, after));
        before_of = pairs.into_iter().map(Some).collect();
    }
    let mut next = earlier.len() as u32;
    let found = before_of.iter().enumerate().map(|(after, before)| match *before {
        Some(before) => {
            let distance = cost(before, after).sqrt();
            let others = (0..earlier.len()).filter(|other| *other != before);
            let gaps = others.map(|other| squared_distance(&earlier[before], &earlier[other]).sqrt());
            let sure = distance < 0.5 * gaps.fold(f64::INFINITY, f64::min);
            Match { number: before as u32, distance: Some(distance), sure }
        }
        None => {
            next += 1;
            Match { number: next - 1, distance: None, sure: false }
        }
    });
    Ok(found.collect())
}

/// The column of each row with the least total cost, by shortest augmenting paths; no more rows than columns.
fn assigned(rows: usize, columns: usize, cost: impl Fn(usize, usize) -> f64) -> Vec<usize> {
    // One more column, the last, from which each path begins.
    let mut row_of: Vec<Option<usize>> = vec![None; columns + 1];
    let (mut row_price, mut column_price) = (vec![0.0; rows], vec![0.0; columns + 1]);
    for row in 0..rows {
        row_of[columns] = Some(row);
        let (mut least, mut from) = (vec![f64::INFINITY; columns], vec![columns; columns]);
        let (mut seen, mut at) = (vec![false; columns + 1], columns);
        while let Some(current) = row_of[at] {
            seen[at] = true;
            let (mut step, mut next) = (f64::INFINITY, columns);
            for column in (0..columns).filter(|&column| !seen[column]) {
                let reduced = cost(current, column) - row_price[current] - column_price[column];
                if reduced < least[column] {
                    (least[column], from[column]) = (reduced, at);
                }
                if least[column] < step {
                    (step, next) = (least[column], column);
                }
            }
            for column in 0..=columns {
                match row_of[column] {
                    Some(row) if seen[column] => {
                        row_price[row] += step;
                        column_price[column] -= step;
                    }
                    _ if column < columns => least[column] -= step,
                    _ => {}
                }
            }
            at = next;
        }
        while at != columns {
            row_of[at] = row_of[from[at]];
            at = from[at];
        }
    }
    let mut found = vec![0; rows];
    for (column, row) in row_of[..columns].iter().enumerate() {
        if let Some(row) = row {
            found[*row] = column;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_total_is_found_among_all_orders() {
        // Costs that greedy choices get wrong, and pseudo-random ones, against every permutation.
        let known = [[1.0, 2.0, 9.0], [2.0, 9.0, 9.0], [3.0, 4.0, 9.0]];
        assert_eq!(assigned(3, 3, |row, column| known[row][column]), [1, 0, 2]);
        for round in 0..200_u32 {
            let cost = |row: usize, column: usize| {
                (f64::from(round * 31 + row as u32 * 7 + column as u32 * 3 + 1) * 0.618_033_988_749_895).fract()
            };
            let found = assigned(3, 4, cost);
            let total: f64 = found.iter().enumerate().map(|(row, &column)| cost(row, column)).sum();
            let mut least = f64::INFINITY;
            for (a, b, c) in (0..4).flat_map(|a| (0..4).flat_map(move |b| (0..4).map(move |c| (a, b, c)))) {
                if a != b && b != c && a != c {
                    least = least.min(cost(0, a) + cost(1, b) + cost(2, c));
                }
            }
            assert!((total - least).abs() < 1e-12, "{round}: {total} {least}");
        }
    }

    #[test]
    fn clusters_keep_their_numbers_and_new_ones_get_new_numbers() {
        let earlier = [vec![0.0, 0.0], vec![4.0, 0.0]];
        let now = [vec![3.5, 0.5], vec![9.0, 9.0], vec![0.1, -0.2]];
        let found = match_labels(&earlier, &now).unwrap();
        assert_eq!(found.iter().map(|found| found.number).collect::<Vec<_>>(), [1, 2, 0]);
        assert_eq!(found.iter().map(|found| found.sure).collect::<Vec<_>>(), [true, false, true]);
        // One is gone: its number is not given to another.
        let found = match_labels(&[vec![0.0], vec![5.0], vec![9.0]], &[vec![9.5], vec![0.5]]).unwrap();
        assert_eq!(found.iter().map(|found| found.number).collect::<Vec<_>>(), [2, 0]);
        assert_eq!(found[0].distance, Some(0.5));
        assert!(!match_labels(&[vec![0.0], vec![1.0]], &[vec![0.6], vec![9.0]]).unwrap()[0].sure);
        assert_eq!(match_labels(&[vec![0.0]], &[vec![0.6, 9.0]]).unwrap_err().code(), "cluster-width");
    }
}

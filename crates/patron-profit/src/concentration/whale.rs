//! The whale curve: customers from the most to the least profitable, and the profit they bring together.

/// A point of the curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WhalePoint {
    /// Share of customers, the most profitable first.
    pub customers: f64,
    /// Their profit as a share of that of all; above 1 where others lose.
    pub profit: f64,
}

/// The curve and its marks.
#[derive(Debug, Clone, PartialEq)]
pub struct Whale {
    /// Profit of all.
    pub total: f64,
    /// The highest share of profit.
    pub peak: WhalePoint,
    /// Profit of the most profitable fifth, as a share of that of all: beside the marks 0.8 and 1.2.
    pub top_fifth: f64,
    /// Customers with a profit below 0.
    pub losing: usize,
    /// Their profit together, below 0.
    pub lost: f64,
    /// The curve at evenly spaced shares of customers, from 0 to 1.
    pub points: Vec<WhalePoint>,
}

/// The whale curve over `steps` parts. `None` without customers, or where profits do not add up to more than 0: shares of
/// nothing say nothing.
#[must_use]
pub fn whale(profits: &[f64], steps: usize) -> Option<Whale> {
    let mut sorted = profits.to_vec();
    sorted.sort_unstable_by(|one, other| other.total_cmp(one));
    let mut cumulated = Vec::with_capacity(sorted.len() + 1);
    cumulated.push(0.0);
    let mut sum = 0.0;
    for profit in &sorted {
        sum += profit;
        cumulated.push(sum);
    }
    if !(sum > 0.0 && sum.is_finite()) {
        return None;
    }
    let count = sorted.len();
    let at = |customers: usize| WhalePoint {
        customers: customers as f64 / count as f64,
        profit: cumulated[customers] / sum,
    };
    // Between two customers the curve is straight.
    let between = |share: f64| {
        let place = share * count as f64;
        let below = (place.floor() as usize).min(count);
        let above = (below + 1).min(count);
        let profit = cumulated[below] + (place - below as f64) * (cumulated[above] - cumulated[below]);
        WhalePoint { customers: share, profit: profit / sum }
    };
    let losing = sorted.iter().filter(|profit| **profit < 0.0).count();
    // Whoever brings nothing moves nothing: the peak is where the last profit came in.
    let earning = sorted.iter().filter(|profit| **profit > 0.0).count();
    Some(Whale {
        total: sum,
        peak: at(earning),
        top_fifth: between(0.2).profit,
        losing,
        lost: sorted.iter().filter(|profit| **profit < 0.0).sum(),
        points: (0..=steps).map(|step| between(step as f64 / steps.max(1) as f64)).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_rises_above_one_where_some_lose() {
        let found = whale(&[-20.0, 60.0, 0.0, 40.0, 20.0], 5).unwrap();
        assert_eq!((found.total, found.losing, found.lost), (100.0, 1, -20.0));
        assert_eq!(found.peak, WhalePoint { customers: 0.6, profit: 1.2 });
        assert_eq!(found.top_fifth, 0.6);
        let profits: Vec<f64> = found.points.iter().map(|point| point.profit).collect();
        assert_eq!(profits, [0.0, 0.6, 1.0, 1.2, 1.2, 1.0]);
        let halfway = whale(&[3.0, 1.0], 4).unwrap();
        assert_eq!(halfway.points[1], WhalePoint { customers: 0.25, profit: 0.375 });
        assert_eq!(whale(&[1.0, -1.0], 4), None);
        assert_eq!(whale(&[], 4), None);
    }
}

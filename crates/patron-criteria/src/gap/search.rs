//! Branch and bound over the steps of each lever.

use super::Lever;
use super::close::Lacking;
use super::greedy::rate;

/// Branches that are looked at before the search is ended.
const MOST_BRANCHES: u32 = 2_000_000;

/// Costs closer than this, relatively, are equal.
const SAME_COST: f64 = 1e-12;

struct Search {
    /// Levers with the cheapest points first, and their places in the list that was given.
    levers: Vec<(usize, Lever)>,
    /// Points of all levers from each on.
    rest: Vec<f64>,
    most_indicators: usize,
    steps: Vec<u32>,
    best: (f64, Vec<u32>),
    branches: u32,
}

/// Improves a way to the cheapest with at most so many indicators; whether the search came to its end.
pub(super) fn improve(needed: Lacking, levers: &[Lever], first: Vec<u32>, most_indicators: usize) -> (Vec<u32>, bool) {
    let mut sorted: Vec<(usize, Lever)> = levers.iter().copied().enumerate().collect();
    sorted.sort_by(|a, b| rate(&a.1).total_cmp(&rate(&b.1)));
    let mut rest = vec![0.0; sorted.len() + 1];
    for (index, (_, lever)) in sorted.iter().enumerate().rev() {
        rest[index] = rest[index + 1] + lever.most();
    }
    let cost = levers.iter().zip(&first).map(|(lever, steps)| f64::from(*steps) * lever.cost).sum();
    let steps = vec![0; sorted.len()];
    let mut search = Search { levers: sorted, rest, most_indicators, steps, best: (cost, first), branches: 0 };
    search.branch(0, needed, 0.0, 0);
    (search.best.1, search.branches < MOST_BRANCHES)
}

impl Search {
    fn branch(&mut self, index: usize, left: Lacking, cost: f64, indicators: usize) {
        if left.is_closed() {
            if cost < self.best.0 * (1.0 - SAME_COST) {
                let mut steps = vec![0; self.steps.len()];
                for ((place, _), count) in self.levers.iter().zip(&self.steps) {
                    steps[*place] = *count;
                }
                self.best = (cost, steps);
            }
            return;
        }
        let hopeless = !left.less(self.rest[index]).is_closed() || indicators == self.most_indicators;
        if hopeless || cost + self.least_cost(index, left.points()) >= self.best.0 * (1.0 - SAME_COST) {
            return;
        }
        let lever = self.levers[index].1;
        for steps in (0..=lever.steps_for(left.points())).rev() {
            self.branches += 1;
            if self.branches >= MOST_BRANCHES {
                break;
            }
            self.steps[index] = steps;
            let count = f64::from(steps);
            let used = indicators + usize::from(steps > 0);
            self.branch(index + 1, left.less(count * lever.points), cost + count * lever.cost, used);
        }
        self.steps[index] = 0;
    }

    /// What the points would cost if steps could be split.
    fn least_cost(&self, index: usize, mut left: f64) -> f64 {
        let mut cost = 0.0;
        for (_, lever) in &self.levers[index..] {
            let points = lever.most().min(left);
            cost += points * rate(lever);
            left -= points;
            if left <= 0.0 {
                break;
            }
        }
        cost
    }
}

//! Log-likelihood of a sample with its first and, where asked for, second derivatives.
//!
//! Γ(r+x)/Γ(r) and α^r depend on x alone and are summed over distinct x; the two terms of the bracket have one time
//! each and are evaluated at the distinct times of every x, in panels where there are many; what remains for every
//! distinct (x, t_x, T) is the logarithm of a sum of two.

use rayon::prelude::*;

use super::jet::{add_logarithm_of_sum, logarithm_of_rest};
use super::share::share_table;
use super::{Lifetime, Until, has_second, second};
use crate::history::{Statistics, WeightedHistory, sum_over_chunks};
use crate::special::{CHEBYSHEV_POINTS, clenshaw, digamma, ln_gamma_ratio, trigamma};

/// The sample, arranged once.
#[derive(Debug)]
pub(crate) struct Sample {
    groups: Vec<Group>,
}

/// Customers of one number of purchases.
#[derive(Debug)]
struct Group {
    x: f64,
    weight: f64,
    /// Distinct times, ascending.
    times: Vec<f64>,
    rows: Vec<Row>,
}

/// A distinct history by positions in the times of its group.
#[derive(Debug)]
struct Row {
    recency: u32,
    age: u32,
    weight: f64,
}

/// Both terms of the bracket for one time: ln(a e) and ln((1−a) e).
struct Terms<const E: usize> {
    stopping: [f64; E],
    buying: [f64; E],
}

impl Group {
    /// From distinct histories of one x.
    fn new(histories: &[WeightedHistory]) -> Self {
        let mut times: Vec<f64> = histories.iter().flat_map(|row| [row.history.recency(), row.history.age()]).collect();
        times.sort_unstable_by(f64::total_cmp);
        times.dedup();
        let position = |time: f64| times.partition_point(|known| *known < time) as u32;
        let rows = histories.iter().map(|row| Row {
            recency: position(row.history.recency()),
            age: position(row.history.age()),
            weight: row.weight,
        });
        Self {
            x: histories.first().map_or(0.0, |row| f64::from(row.history.frequency())),
            weight: histories.iter().map(|row| row.weight).sum(),
            rows: rows.collect(),
            times,
        }
    }

    fn evaluate<L: Lifetime<P, E>, const P: usize, const E: usize>(&self, model: &Until<L>) -> [f64; E] {
        let terms = self.terms(model);
        let mut sums = sum_over_chunks(&self.rows, |rows| {
            let mut sums = [0.0; E];
            for row in rows {
                let (recency, age) = (&terms[row.recency as usize], &terms[row.age as usize]);
                add_logarithm_of_sum::<P, E>(&mut sums, row.weight, &recency.stopping, &age.buying);
            }
            sums
        });
        let (Until { r, alpha, .. }, x, weight) = (model, self.x, self.weight);
        sums[0] += weight * (ln_gamma_ratio(*r, x) + r * alpha.ln());
        sums[1] += weight * (digamma(r + x) - digamma(*r) + alpha.ln());
        sums[2] += weight * r / alpha;
        if has_second(P, E) {
            sums[second(P, 0, 0)] += weight * (trigamma(r + x) - trigamma(*r));
            sums[second(P, 0, 1)] += weight / alpha;
            sums[second(P, 1, 1)] -= weight * r / (alpha * alpha);
        }
        sums
    }

    /// The terms of every time: tabulated in panels that hold more times than a table has points.
    fn terms<L: Lifetime<P, E>, const P: usize, const E: usize>(&self, model: &Until<L>) -> Vec<Terms<E>> {
        let places: Vec<Place> = self.times.iter().map(|time| Place::new(*time, model.locate(*time))).collect();
        let panels: Vec<&[Place]> = places.chunk_by(|one, other| one.panel == other.panel).collect();
        let nodes_of = |places: &&[Place]| -> Vec<f64> {
            if is_tabulated(places) {
                model.panel_times(places[0].panel).to_vec()
            } else {
                places.iter().map(|place| place.time).collect()
            }
        };
        // One integration for all times of this x, whichever they are.
        let nodes: Vec<Vec<f64>> = panels.iter().map(nodes_of).collect();
        let mut shares = &model.ln_shares::<P, E>(self.x, &nodes.concat())[..];
        let mut parts = Vec::with_capacity(panels.len());
        for (places, nodes) in panels.iter().zip(&nodes) {
            let (of_panel, rest) = shares.split_at(nodes.len());
            parts.push((*places, of_panel));
            shares = rest;
        }
        let of_part = |(places, shares): &(&[Place], &[[f64; E]])| -> Vec<Terms<E>> {
            if is_tabulated(places) {
                let table = share_table(shares);
                let term = |place: &Place| Terms::new(model, self.x, place.time, &clenshaw(&table, place.position));
                places.iter().map(term).collect()
            } else {
                let term = |(place, share): (&Place, &[f64; E])| Terms::new(model, self.x, place.time, share);
                places.iter().zip(*shares).map(term).collect()
            }
        };
        parts.par_iter().map(of_part).collect::<Vec<_>>().into_iter().flatten().collect()
    }
}

/// A time, its panel and the position there.
struct Place {
    time: f64,
    panel: f64,
    position: f64,
}

impl Place {
    fn new(time: f64, (panel, position): (f64, f64)) -> Self {
        Self { time, panel, position }
    }
}

fn is_tabulated(places: &[Place]) -> bool {
    places.len() > CHEBYSHEV_POINTS
}

impl<const E: usize> Terms<E> {
    fn new<L: Lifetime<P, E>, const P: usize>(model: &Until<L>, x: f64, time: f64, share: &[f64; E]) -> Self {
        let active = model.ln_active(x, time);
        let mut stopping = *share;
        stopping[0] += active[0];
        // Derivatives of the share itself are those of the integral less those of e.
        let of_share: [f64; E] = std::array::from_fn(|i| if i == 0 { share[0] } else { share[i] - active[i] });
        let rest = logarithm_of_rest::<P, E>(&of_share);
        Self { stopping, buying: std::array::from_fn(|i| rest[i] + active[i]) }
    }
}

impl Sample {
    pub(crate) fn new(statistics: &Statistics) -> Self {
        let by_count =
            |one: &WeightedHistory, other: &WeightedHistory| one.history.frequency() == other.history.frequency();
        Self { groups: statistics.rows().chunk_by(by_count).map(Group::new).collect() }
    }

    /// Log-likelihood of the sample with its derivatives.
    pub(crate) fn evaluate<L: Lifetime<P, E>, const P: usize, const E: usize>(&self, model: &Until<L>) -> [f64; E] {
        let parts: Vec<[f64; E]> = self.groups.par_iter().map(|group| group.evaluate(model)).collect();
        parts.iter().fold([0.0; E], |sums, part| std::array::from_fn(|i| sums[i] + part[i]))
    }
}

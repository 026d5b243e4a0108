//! From centres to centres until no row changes its cluster \[L1982\], looking only where it may \[H2010\].

use rayon::prelude::*;

use super::points::{GRAIN, squared_distance};
use super::{ClusterError, Points};

/// Most passes over the rows.
const MOST_PASSES: usize = 2_000;

/// Where nothing moves any more.
#[derive(Debug, Clone)]
pub(super) struct Settled {
    /// one after another
    pub(super) centres: Vec<f64>,
    /// by distinct row
    pub(super) labels: Vec<u32>,
    /// Σ w |x − c|²
    pub(super) inertia: f64,
    pub(super) passes: usize,
}

/// What is known of a row: its cluster, a distance its centre is within, and one all other centres are beyond.
#[derive(Debug, Clone, Copy)]
struct Seat {
    label: u32,
    within: f64,
    beyond: f64,
}

/// Sums over the rows of a grain.
#[derive(Debug, Clone)]
struct Tally {
    weights: Vec<f64>,
    sums: Vec<f64>,
    changed: usize,
}

/// How centres lie, and how far each came since the last pass.
#[derive(Debug)]
struct Layout {
    count: usize,
    /// feature by feature, so that a row is measured against all centres side by side
    by_feature: Vec<f64>,
    /// half the distance to the nearest other centre
    half_gaps: Vec<f64>,
    drifts: Vec<f64>,
    furthest: usize,
    second: f64,
}

/// Moves centres to the means of their rows until every row is with its nearest centre.
///
/// A cluster that runs empty is given the row furthest from its own centre. There are at least as many distinct rows
/// as centres.
pub(super) fn lloyd(points: &Points, mut centres: Vec<f64>) -> Result<Settled, ClusterError> {
    let width = points.width();
    let count = centres.len() / width;
    let mut seats = vec![Seat { label: u32::MAX, within: f64::INFINITY, beyond: 0.0 }; points.distinct()];
    let mut layout = Layout::of(&centres, &centres, width);
    let mut sure = false;
    for passes in 1..=MOST_PASSES {
        let tally = pass(points, &mut seats, &layout, sure);
        if tally.changed == 0 && sure {
            let inertia = inertia(points, &seats, &centres);
            return Ok(Settled { centres, labels: seats.iter().map(|seat| seat.label).collect(), inertia, passes });
        }
        // Bounds are rounded: the last pass looks at every row.
        sure = tally.changed == 0;
        let tally = refilled(points, &mut seats, &centres, tally);
        let moved: Vec<f64> = (0..count)
            .flat_map(|cluster| {
                let weight = tally.weights[cluster];
                tally.sums[cluster * width..(cluster + 1) * width].iter().map(move |sum| sum / weight)
            })
            .collect();
        layout = Layout::of(&centres, &moved, width);
        centres = moved;
    }
    Err(ClusterError::NotConverged { passes: MOST_PASSES })
}

fn pass(points: &Points, seats: &mut [Seat], layout: &Layout, every: bool) -> Tally {
    let width = points.width();
    let grains: Vec<Tally> = points
        .rows()
        .par_chunks(GRAIN * width)
        .zip(seats.par_chunks_mut(GRAIN))
        .zip(points.weights().par_chunks(GRAIN))
        .map(|((rows, seats), weights)| {
            let mut tally = Tally::new(layout.count, width);
            let mut squares = vec![0.0; layout.count];
            for ((row, seat), &weight) in rows.chunks_exact(width).zip(seats).zip(weights) {
                tally.changed += usize::from(layout.place(row, seat, every, &mut squares));
                tally.add(row, seat.label as usize, weight);
            }
            tally
        })
        .collect();
    let mut all = Tally::new(layout.count, width);
    for grain in &grains {
        all.changed += grain.changed;
        all.weights.iter_mut().zip(&grain.weights).for_each(|(sum, part)| *sum += part);
        all.sums.iter_mut().zip(&grain.sums).for_each(|(sum, part)| *sum += part);
    }
    all
}

/// Gives each empty cluster the row furthest from its own centre, out of clusters that have others left.
fn refilled(points: &Points, seats: &mut [Seat], centres: &[f64], mut tally: Tally) -> Tally {
    let width = points.width();
    while let Some(empty) = tally.weights.iter().position(|weight| *weight == 0.0) {
        let mut rows = vec![0_usize; tally.weights.len()];
        seats.iter().for_each(|seat| rows[seat.label as usize] += 1);
        let mut furthest: Option<(f64, usize)> = None;
        for (at, seat) in seats.iter().enumerate().filter(|(_, seat)| rows[seat.label as usize] > 1) {
            let label = seat.label as usize;
            let square = squared_distance(points.row(at), &centres[label * width..(label + 1) * width]);
            if furthest.is_none_or(|(most, _)| square > most) {
                furthest = Some((square, at));
            }
        }
        let Some((_, at)) = furthest else { break };
        // Nothing is known of its distances any more.
        seats[at] = Seat { label: empty as u32, within: f64::INFINITY, beyond: 0.0 };
        let changed = tally.changed + 1;
        tally = Tally::new(tally.weights.len(), width);
        tally.changed = changed;
        for (at, seat) in seats.iter().enumerate() {
            tally.add(points.row(at), seat.label as usize, points.weights()[at]);
        }
    }
    tally
}

fn inertia(points: &Points, seats: &[Seat], centres: &[f64]) -> f64 {
    let width = points.width();
    let cost = |at: usize| {
        let label = seats[at].label as usize;
        points.weights()[at] * squared_distance(points.row(at), &centres[label * width..(label + 1) * width])
    };
    (0..points.distinct()).map(cost).sum()
}

impl Tally {
    fn new(count: usize, width: usize) -> Self {
        Self { weights: vec![0.0; count], sums: vec![0.0; count * width], changed: 0 }
    }

    fn add(&mut self, row: &[f64], label: usize, weight: f64) {
        self.weights[label] += weight;
        let width = row.len();
        for (sum, x) in self.sums[label * width..(label + 1) * width].iter_mut().zip(row) {
            *sum += weight * x;
        }
    }
}

impl Layout {
    fn of(before: &[f64], now: &[f64], width: usize) -> Self {
        let rows: Vec<&[f64]> = now.chunks_exact(width).collect();
        let by_feature = (0..width).flat_map(|feature| rows.iter().map(move |row| row[feature])).collect();
        let gap = |at: usize| {
            let others = rows.iter().enumerate().filter(|(other, _)| *other != at);
            others.map(|(_, other)| squared_distance(rows[at], other)).fold(f64::INFINITY, f64::min).sqrt()
        };
        let half_gaps = (0..rows.len()).map(|at| 0.5 * gap(at)).collect();
        let drifts: Vec<f64> =
            before.chunks_exact(width).zip(&rows).map(|(before, now)| squared_distance(before, now).sqrt()).collect();
        let furthest = (0..drifts.len()).fold(0, |most, at| if drifts[at] > drifts[most] { at } else { most });
        let rest = drifts.iter().enumerate().filter(|(at, _)| *at != furthest);
        let second = rest.map(|(_, drift)| *drift).fold(0.0, f64::max);
        Self { count: rows.len(), by_feature, half_gaps, drifts, furthest, second }
    }

    /// Puts a row with its nearest centre; true where that is another than before. Of equally near ones it stays
    /// where it is, or takes the first.
    fn place(&self, row: &[f64], seat: &mut Seat, every: bool, squares: &mut [f64]) -> bool {
        let own = seat.label as usize;
        if let Some(&drift) = self.drifts.get(own) {
            seat.within += drift;
            seat.beyond -= if own == self.furthest { self.second } else { self.drifts[self.furthest] };
            if !every {
                let safe = seat.beyond.max(self.half_gaps[own]);
                if seat.within <= safe {
                    return false;
                }
                seat.within = self.distance(row, own);
                if seat.within <= safe {
                    return false;
                }
            }
        }
        squares.fill(0.0);
        for (x, centres) in row.iter().zip(self.by_feature.chunks_exact(self.count)) {
            for (square, centre) in squares.iter_mut().zip(centres) {
                *square += (x - centre) * (x - centre);
            }
        }
        let mut best = if own < self.count { own } else { 0 };
        for (cluster, square) in squares.iter().enumerate() {
            if *square < squares[best] {
                best = cluster;
            }
        }
        let others = squares.iter().enumerate().filter(|(cluster, _)| *cluster != best);
        let next = others.map(|(_, square)| *square).fold(f64::INFINITY, f64::min);
        *seat = Seat { label: best as u32, within: squares[best].sqrt(), beyond: next.sqrt() };
        best != own
    }

    fn distance(&self, row: &[f64], cluster: usize) -> f64 {
        let centre = self.by_feature.iter().skip(cluster).step_by(self.count);
        row.iter().zip(centre).map(|(x, c)| (x - c) * (x - c)).sum::<f64>().sqrt()
    }
}

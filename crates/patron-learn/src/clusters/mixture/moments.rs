use rayon::prelude::*;

use super::density::{Densities, principal};
use super::{Component, Shape};
use crate::clusters::Points;
use crate::clusters::points::GRAIN;

/// Weighted sums over rows, by component: Σ r, Σ r (x − o) and Σ r (x − o)(x − o)ᵀ from an origin o of its own.
#[derive(Debug, Clone)]
pub(super) struct Moments {
    weights: Vec<f64>,
    firsts: Vec<f64>,
    /// d or d² numbers to a component, of d² those with column ≤ row
    seconds: Vec<f64>,
    pub(super) ln_likelihood: f64,
    width: usize,
    shape: Shape,
}

impl Moments {
    fn new(count: usize, width: usize, shape: Shape) -> Self {
        let second = if shape == Shape::Full { width * width } else { width };
        Self {
            weights: vec![0.0; count],
            firsts: vec![0.0; count * width],
            seconds: vec![0.0; count * second],
            ln_likelihood: 0.0,
            width,
            shape,
        }
    }

    /// The expectation step: each customer in part in each component, around its mean.
    pub(super) fn expected(points: &Points, components: &[Component], shape: Shape) -> Self {
        let densities = Densities::of(components, shape);
        let (count, width) = (components.len(), points.width());
        let grain = |rows: &[f64], weights: &[f64]| {
            let mut moments = Self::new(count, width, shape);
            let (mut shares, mut scratch) = (vec![0.0; count], vec![0.0; 2 * width]);
            for (row, &weight) in rows.chunks_exact(width).zip(weights) {
                moments.ln_likelihood += weight * densities.share(row, &mut shares, &mut scratch);
                for (at, share) in shares.iter().enumerate().filter(|(_, share)| **share > 0.0) {
                    moments.add(at, weight * share, row, &components[at].mean, &mut scratch[..width]);
                }
            }
            moments
        };
        let grains: Vec<Self> = points
            .rows()
            .par_chunks(GRAIN * width)
            .zip(points.weights().par_chunks(GRAIN))
            .map(|(rows, weights)| grain(rows, weights))
            .collect();
        let mut all = Self::new(count, width, shape);
        grains.iter().for_each(|grain| all.join(grain));
        all
    }

    /// Each customer wholly in the cluster of its label.
    pub(super) fn of_labels(points: &Points, labels: &[u32], centres: &[Vec<f64>], shape: Shape) -> Self {
        let mut moments = Self::new(centres.len(), points.width(), shape);
        let mut deviation = vec![0.0; points.width()];
        for (seat, &label) in labels.iter().enumerate() {
            let at = label as usize;
            moments.add(at, points.weights()[seat], points.row(seat), &centres[at], &mut deviation);
        }
        moments
    }

    fn add(&mut self, at: usize, weight: f64, row: &[f64], origin: &[f64], deviation: &mut [f64]) {
        let width = self.width;
        self.weights[at] += weight;
        for ((gap, x), o) in deviation.iter_mut().zip(row).zip(origin) {
            *gap = x - o;
        }
        let firsts = &mut self.firsts[at * width..(at + 1) * width];
        firsts.iter_mut().zip(&*deviation).for_each(|(sum, gap)| *sum += weight * gap);
        match self.shape {
            Shape::Diagonal => {
                let seconds = &mut self.seconds[at * width..(at + 1) * width];
                seconds.iter_mut().zip(&*deviation).for_each(|(sum, gap)| *sum += weight * gap * gap);
            }
            Shape::Full => {
                let seconds = &mut self.seconds[at * width * width..(at + 1) * width * width];
                for (sums, (place, gap)) in seconds.chunks_exact_mut(width).zip(deviation.iter().enumerate()) {
                    let scaled = weight * gap;
                    sums[..=place].iter_mut().zip(&*deviation).for_each(|(sum, other)| *sum += scaled * other);
                }
            }
        }
    }

    fn join(&mut self, other: &Self) {
        let pairs = [
            (&mut self.weights, &other.weights),
            (&mut self.firsts, &other.firsts),
            (&mut self.seconds, &other.seconds),
        ];
        for (sums, parts) in pairs {
            sums.iter_mut().zip(parts).for_each(|(sum, part)| *sum += part);
        }
        self.ln_likelihood += other.ln_likelihood;
    }

    /// Σ r of each component.
    pub(super) fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// The maximisation step under a floor on variances along every axis, which is where the likelihood is greatest
    /// among covariances above the floor \[IR2007\].
    pub(super) fn components(&self, origins: &[Vec<f64>], floor: f64) -> Vec<Component> {
        let (width, total) = (self.width, self.weights.iter().sum::<f64>());
        let component = |at: usize| {
            let weight = self.weights[at];
            let shift: Vec<f64> = self.firsts[at * width..(at + 1) * width].iter().map(|sum| sum / weight).collect();
            let mean = origins[at].iter().zip(&shift).map(|(o, shift)| o + shift).collect();
            let second = |row: usize, column: usize| match self.shape {
                Shape::Full => self.seconds[(at * width + row.max(column)) * width + row.min(column)],
                Shape::Diagonal if row == column => self.seconds[at * width + row],
                Shape::Diagonal => shift[row] * shift[column] * weight,
            };
            let of_row =
                |row| (0..width).map(|column| second(row, column) / weight - shift[row] * shift[column]).collect();
            let (covariance, floored) = match self.shape {
                Shape::Full => full_above((0..width).map(of_row).collect(), floor),
                Shape::Diagonal => diagonal_above((0..width).map(of_row).collect(), floor),
            };
            Component { share: weight / total, mean, covariance, floored }
        };
        (0..self.weights.len()).map(component).collect()
    }
}

fn diagonal_above(mut covariance: Vec<Vec<f64>>, floor: f64) -> (Vec<Vec<f64>>, usize) {
    let mut floored = 0;
    for (at, row) in covariance.iter_mut().enumerate() {
        let variance = if row[at] < floor { floor } else { row[at] };
        floored += usize::from(row[at] < floor);
        row.fill(0.0);
        row[at] = variance;
    }
    (covariance, floored)
}

fn full_above(covariance: Vec<Vec<f64>>, floor: f64) -> (Vec<Vec<f64>>, usize) {
    let (mut variances, axes) = principal(&covariance);
    let low = variances.iter().filter(|variance| **variance < floor).count();
    if low == 0 {
        return (covariance, 0);
    }
    variances.iter_mut().for_each(|variance| *variance = variance.max(floor));
    let width = variances.len();
    let entry = |row: usize, column: usize| {
        (0..width).map(|axis| axes[(row, axis)] * variances[axis] * axes[(column, axis)]).sum::<f64>()
    };
    ((0..width).map(|row| (0..width).map(|column| entry(row, column)).collect()).collect(), low)
}

use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::RangeInclusive;

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use rayon::prelude::*;

use super::ClusterError;

/// Most customers on whom starts are compared, numbers of clusters chosen and mixtures fitted.
pub const MOST_TO_START: usize = 20_000;
/// Rows that are gone through at once; sums add up in this grain on any number of threads.
pub(super) const GRAIN: usize = 8_192;
/// Fewer than this are put in order by comparing whole rows.
const FEW: usize = 64;

/// Customers as points: finite coordinates, one row each.
///
/// Equal rows are kept once, with their number and the sum of their weights, in lexicographic order. What is computed
/// from points therefore does not depend on the order in which the customers came.
#[derive(Debug, Clone, PartialEq)]
pub struct Points {
    rows: Vec<f64>,
    width: usize,
    weights: Vec<f64>,
    counts: Vec<u32>,
    /// by customer: which of the distinct rows it has
    seat_of: Vec<u32>,
}

impl Points {
    /// `values` row by row, `width` to a row; weights are positive, one a row, or all 1.
    ///
    /// # Errors
    /// When values are not finite or do not make rows, or weights are not positive and finite, one a row.
    pub fn new(values: &[f64], width: usize, weights: Option<&[f64]>) -> Result<Self, ClusterError> {
        if width == 0
            || values.is_empty()
            || !values.len().is_multiple_of(width)
            || values.len() / width > u32::MAX as usize
        {
            return Err(ClusterError::Width { values: values.len(), width });
        }
        if let Some(at) = values.iter().position(|value| !value.is_finite()) {
            return Err(ClusterError::NotFinite { value: values[at], position: at / width });
        }
        let customers = values.len() / width;
        if let Some(weights) = weights {
            let wrong = weights.iter().position(|weight| !(*weight > 0.0 && weight.is_finite()));
            let wrong = wrong.or((weights.len() != customers).then_some(weights.len().min(customers)));
            if let Some(position) = wrong {
                return Err(ClusterError::Weight {
                    weight: weights.get(position).copied().unwrap_or(f64::NAN),
                    position,
                });
            }
        }
        Ok(Self::sorted(values, width, |customer| weights.map_or(1.0, |weights| weights[customer])))
    }

    fn sorted(values: &[f64], width: usize, weight: impl Fn(usize) -> f64 + Sync) -> Self {
        let row = |at: u32| &values[at as usize * width..(at as usize + 1) * width];
        // Among equal rows by weight: sums of weights are then the same in any order.
        let number = |at: u32, column: usize| row(at).get(column).copied().unwrap_or_else(|| weight(at as usize));
        let mut order: Vec<u32> = (0..(values.len() / width) as u32).collect();
        arrange(&mut order, 0..=width, &number);
        let mut points =
            Self { rows: Vec::new(), width, weights: Vec::new(), counts: Vec::new(), seat_of: vec![0; order.len()] };
        for equal in order.chunk_by(|&left, &right| row(left) == row(right)) {
            points.rows.extend_from_slice(row(equal[0]));
            points.weights.push(equal.iter().map(|&at| weight(at as usize)).sum());
            for &at in equal {
                points.seat_of[at as usize] = points.counts.len() as u32;
            }
            points.counts.push(equal.len() as u32);
        }
        points
    }

    /// Numbers in a row.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Customers.
    #[must_use]
    pub fn customers(&self) -> usize {
        self.seat_of.len()
    }

    /// Different rows.
    #[must_use]
    pub fn distinct(&self) -> usize {
        self.counts.len()
    }

    /// Different rows, one after another.
    pub(super) fn rows(&self) -> &[f64] {
        &self.rows
    }

    pub(super) fn row(&self, seat: usize) -> &[f64] {
        &self.rows[seat * self.width..(seat + 1) * self.width]
    }

    /// Σ of weights, by distinct row.
    pub(super) fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// Customers, by distinct row.
    pub(super) fn counts(&self) -> &[u32] {
        &self.counts
    }

    /// Whether centres are there and as wide as rows.
    pub(super) fn check_width<'a>(
        &self,
        mut centres: impl ExactSizeIterator<Item = &'a [f64]>,
    ) -> Result<(), ClusterError> {
        match (centres.len(), centres.find(|centre| centre.len() != self.width)) {
            (0, _) => Err(ClusterError::Width { values: 0, width: self.width }),
            (_, Some(other)) => Err(ClusterError::Width { values: other.len(), width: self.width }),
            (_, None) => Ok(()),
        }
    }

    /// From a label by distinct row to one by customer.
    pub(super) fn by_customer(&self, labels: &[u32]) -> Vec<u32> {
        self.seat_of.iter().map(|&seat| labels[seat as usize]).collect()
    }

    /// From a label by customer to one by distinct row.
    pub(super) fn by_row(&self, labels: &[u32], clusters: usize) -> Result<Vec<u32>, ClusterError> {
        if labels.len() != self.customers() {
            return Err(ClusterError::Labels { position: labels.len().min(self.customers()), clusters });
        }
        let mut found = vec![u32::MAX; self.distinct()];
        for (position, (&seat, &label)) in self.seat_of.iter().zip(labels).enumerate() {
            let known = &mut found[seat as usize];
            if label as usize >= clusters || (*known != u32::MAX && *known != label) {
                return Err(ClusterError::Labels { position, clusters });
            }
            *known = label;
        }
        Ok(found)
    }

    /// All customers, or a seeded choice of `most`, each as likely as another; and their distinct rows among those here.
    pub(super) fn sample(&self, most: usize, seed: u64) -> (Cow<'_, Self>, Vec<u32>) {
        if self.customers() <= most {
            return (Cow::Borrowed(self), (0..self.distinct() as u32).collect());
        }
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let (mut needed, mut left) = (most as f64, self.customers() as f64);
        let mut chosen =
            Self { rows: Vec::new(), width: self.width, weights: Vec::new(), counts: Vec::new(), seat_of: Vec::new() };
        let mut from = Vec::new();
        for (seat, &count) in self.counts.iter().enumerate() {
            let before = chosen.seat_of.len();
            for _ in 0..count {
                if random.random::<f64>() * left < needed {
                    chosen.seat_of.push(from.len() as u32);
                    needed -= 1.0;
                }
                left -= 1.0;
            }
            let taken = (chosen.seat_of.len() - before) as u32;
            if taken > 0 {
                chosen.rows.extend_from_slice(self.row(seat));
                chosen.weights.push(self.weights[seat] * f64::from(taken) / f64::from(count));
                chosen.counts.push(taken);
                from.push(seat as u32);
            }
        }
        (Cow::Owned(chosen), from)
    }
}

/// Puts customers in the order of one number after another. Numbers are fetched once a column, so that features with few
/// values cost no more than others.
fn arrange(order: &mut [u32], mut columns: RangeInclusive<usize>, number: &impl Fn(u32, usize) -> f64) {
    if order.len() < 2 {
        return;
    }
    if order.len() < FEW {
        order.sort_unstable_by(|&left, &right| {
            let each = columns.clone().map(|column| number(left, column).total_cmp(&number(right, column)));
            each.into_iter().find(|found| found.is_ne()).unwrap_or(Ordering::Equal)
        });
    } else if let Some(column) = columns.next() {
        let mut keyed: Vec<(f64, u32)> = order.iter().map(|&at| (number(at, column), at)).collect();
        keyed.par_sort_unstable_by(|left, right| left.0.total_cmp(&right.0));
        order.iter_mut().zip(&keyed).for_each(|(at, key)| *at = key.1);
        let mut rest = order;
        for equal in keyed.chunk_by(|left, right| left.0.total_cmp(&right.0).is_eq()) {
            let (run, after) = rest.split_at_mut(equal.len());
            arrange(run, columns.clone(), number);
            rest = after;
        }
    }
}

/// In lexicographic order.
pub(super) fn compare(left: &[f64], right: &[f64]) -> Ordering {
    left.iter()
        .zip(right)
        .map(|(left, right)| left.total_cmp(right))
        .find(|found| found.is_ne())
        .unwrap_or(Ordering::Equal)
}

/// Σ (x − y)²
pub(super) fn squared_distance(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).map(|(x, y)| (x - y) * (x - y)).sum()
}

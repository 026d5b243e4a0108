//! The sample as distinct histories with weights: what a fit needs, and all it needs.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use rayon::prelude::*;

use super::gaps::{self, LnGaps};
use super::{History, HistoryError};

/// A history and how many customers have it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightedHistory {
    /// The history they share.
    pub history: History,
    /// Their number; fractional where the rows came with weights.
    pub weight: f64,
}

/// Distinct histories with their weights, ordered by (frequency, recency, age).
///
/// Memory grows with the number of distinct histories, not of customers. Built by [`StatisticsBuilder`] or
/// collected from histories.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Statistics {
    rows: Vec<WeightedHistory>,
    ln_gaps: LnGaps,
}

impl Statistics {
    /// The distinct histories, ordered by (frequency, recency, age).
    #[must_use]
    pub fn rows(&self) -> &[WeightedHistory] {
        &self.rows
    }

    /// Number of customers: the sum of the weights.
    #[must_use]
    pub fn customers(&self) -> f64 {
        self.sum(|_| 1.0)
    }

    /// Number of customers with at least one repeat purchase.
    #[must_use]
    pub fn repeaters(&self) -> f64 {
        self.sum(|history| if history.frequency() > 0 { 1.0 } else { 0.0 })
    }

    /// Σ ln gap over the gaps between consecutive purchases of all customers, in their time unit; `None` where the
    /// gaps of a customer with two or more repeat purchases are not known. Models of regular gaps need it.
    #[must_use]
    pub fn ln_gaps(&self) -> Option<f64> {
        self.ln_gaps.value()
    }

    /// The same histories with [`Self::ln_gaps`] from elsewhere: counted in another time, for example.
    #[must_use]
    pub fn with_ln_gaps(self, ln_gaps: f64) -> Self {
        Self { ln_gaps: LnGaps::of(ln_gaps), ..self }
    }

    /// Σ weight · f(history), in the order of the rows.
    pub fn sum(&self, f: impl Fn(&History) -> f64) -> f64 {
        self.rows.iter().map(|row| row.weight * f(&row.history)).sum()
    }

    /// Both samples together.
    #[must_use]
    pub fn merged(&self, other: &Self) -> Self {
        let mut builder = StatisticsBuilder::default();
        for row in self.rows.iter().chain(&other.rows) {
            builder.add(row.history, row.weight);
        }
        builder.ln_gaps = self.ln_gaps;
        builder.ln_gaps.merge(other.ln_gaps);
        builder.finish()
    }
}

impl FromIterator<History> for Statistics {
    fn from_iter<I: IntoIterator<Item = History>>(histories: I) -> Self {
        let mut builder = StatisticsBuilder::default();
        for history in histories {
            builder.push(history);
        }
        builder.finish()
    }
}

/// Collects histories one by one into [`Statistics`].
#[derive(Debug, Clone, Default)]
pub struct StatisticsBuilder {
    weights: HashMap<Key, f64, WordHash>,
    ln_gaps: LnGaps,
}

/// Frequency and the bits of the two times; times are never negative, so that bits order as numbers do.
type Key = (u32, u64, u64);

impl StatisticsBuilder {
    /// Counts one customer.
    pub fn push(&mut self, history: History) {
        self.ln_gaps.add_untold(&history, 1.0);
        self.add(history, 1.0);
    }

    /// Counts `weight` customers of one history.
    ///
    /// # Errors
    /// When the weight is not positive and finite.
    pub fn push_weighted(&mut self, history: History, weight: f64) -> Result<(), HistoryError> {
        check_weight(weight)?;
        self.ln_gaps.add_untold(&history, weight);
        self.add(history, weight);
        Ok(())
    }

    /// Counts `weight` customers of one history whose gaps between consecutive purchases are known as well: `ln_gaps`
    /// is the sum of their natural logarithms for one customer, 0 without repeat purchases.
    ///
    /// # Errors
    /// When the weight is not positive and finite, or no gaps of this history have such a sum.
    pub fn push_with_gaps(&mut self, history: History, ln_gaps: f64, weight: f64) -> Result<(), HistoryError> {
        check_weight(weight)?;
        gaps::check(&history, ln_gaps)?;
        self.ln_gaps.add(ln_gaps, weight);
        self.add(history, weight);
        Ok(())
    }

    /// Counts everything that another builder has counted.
    pub fn merge(&mut self, other: &Self) {
        for (key, weight) in &other.weights {
            *self.weights.entry(*key).or_insert(0.0) += weight;
        }
        self.ln_gaps.merge(other.ln_gaps);
    }

    /// The distinct histories in their fixed order.
    #[must_use]
    pub fn finish(self) -> Statistics {
        let mut keys: Vec<(Key, f64)> = self.weights.into_iter().collect();
        keys.par_sort_unstable_by_key(|(key, _)| *key);
        let rows = keys.into_iter().map(|((frequency, recency, age), weight)| WeightedHistory {
            history: History { frequency, recency: f64::from_bits(recency), age: f64::from_bits(age) },
            weight,
        });
        Statistics { rows: rows.collect(), ln_gaps: self.ln_gaps }
    }

    fn add(&mut self, history: History, weight: f64) {
        let key = (history.frequency, history.recency.to_bits(), history.age.to_bits());
        *self.weights.entry(key).or_insert(0.0) += weight;
    }
}

fn check_weight(weight: f64) -> Result<(), HistoryError> {
    if weight > 0.0 && weight.is_finite() { Ok(()) } else { Err(HistoryError::Weight { weight }) }
}

/// Makes [`WordHasher`]s.
pub(crate) type WordHash = BuildHasherDefault<WordHasher>;

/// A quick hash of whole words; the keys come from one's own records, so floods of collisions are no concern.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct WordHasher(u64);

impl Hasher for WordHasher {
    fn finish(&self) -> u64 {
        // Times of whole days differ in their upper bits alone; tables look at the lower ones.
        let folded = (self.0 ^ (self.0 >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        folded ^ (folded >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u32(&mut self, word: u32) {
        self.write_u64(u64::from(word));
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(26) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// Σ f(chunk) over chunks of fixed size, computed in parallel and added in order: the same bits on every run,
/// whatever the number of threads.
pub(crate) fn sum_over_chunks<T: Sync, const N: usize>(
    items: &[T],
    f: impl Fn(&[T]) -> [f64; N] + Sync + Send,
) -> [f64; N] {
    const CHUNK: usize = 4096;
    let parts: Vec<[f64; N]> = items.par_chunks(CHUNK).map(f).collect();
    parts.iter().fold([0.0; N], |mut total, part| {
        for (sum, value) in total.iter_mut().zip(part) {
            *sum += value;
        }
        total
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn history(x: u32, t_x: f64, age: f64) -> History {
        History::new(x, t_x, age).unwrap()
    }

    #[test]
    fn equal_histories_become_one_row_in_a_fixed_order() {
        let several = [history(2, 3.0, 9.0), history(0, 0.0, 9.0), history(2, 3.0, 9.0), history(2, 1.0, 9.0)];
        let statistics: Statistics = several.into_iter().collect();
        let backwards: Statistics = several.into_iter().rev().collect();
        assert_eq!(statistics, backwards);
        let weights: Vec<f64> = statistics.rows().iter().map(|row| row.weight).collect();
        assert_eq!(weights, [1.0, 1.0, 2.0]);
        assert_eq!(statistics.customers(), 4.0);
        assert_eq!(statistics.repeaters(), 3.0);
    }

    #[test]
    fn weights_count_as_repetition_and_parts_merge() {
        let mut whole = StatisticsBuilder::default();
        whole.push_weighted(history(1, 2.0, 5.0), 3.0).unwrap();
        assert!(whole.push_weighted(history(1, 2.0, 5.0), 0.0).is_err());
        assert!(whole.push_weighted(history(1, 2.0, 5.0), f64::NAN).is_err());
        let mut part = StatisticsBuilder::default();
        part.push(history(1, 2.0, 5.0));
        part.push(history(0, 0.0, 5.0));
        let (one, two) = (whole.clone().finish(), part.clone().finish());
        whole.merge(&part);
        assert_eq!(whole.finish(), one.merged(&two));
        assert_eq!(one.merged(&two).customers(), 5.0);
    }

    #[test]
    fn gaps_are_known_as_long_as_those_of_every_customer_are() {
        let three = [1.5_f64, 0.25, 4.0];
        let sum: f64 = three.iter().map(|gap| gap.ln()).sum();
        let mut builder = StatisticsBuilder::default();
        builder.push(history(0, 0.0, 9.0));
        builder.push(history(1, 2.0, 9.0));
        builder.push_with_gaps(history(3, 5.75, 9.0), sum, 2.0).unwrap();
        let known = builder.clone().finish();
        assert!((known.ln_gaps().unwrap() - 2.0_f64.ln() - 2.0 * sum).abs() < 1e-15);
        let twice = known.merged(&known).ln_gaps().unwrap();
        assert!((twice - 2.0 * known.ln_gaps().unwrap()).abs() < 1e-15);
        builder.push(history(2, 3.0, 9.0));
        assert_eq!(builder.clone().finish().ln_gaps(), None);
        let mut other = StatisticsBuilder::default();
        other.merge(&builder);
        assert_eq!(other.finish().ln_gaps(), None);
        for (bad, of) in [(f64::NAN, history(2, 3.0, 9.0)), (0.9, history(2, 3.0, 9.0)), (0.5, history(1, 3.0, 9.0))] {
            let error = StatisticsBuilder::default().push_with_gaps(of, bad, 1.0).unwrap_err();
            assert_eq!(error.code(), "history-gaps");
        }
        assert!(StatisticsBuilder::default().push_with_gaps(history(0, 0.0, 9.0), 0.0, -1.0).is_err());
    }

    #[test]
    fn chunked_sums_do_not_depend_on_the_number_of_threads() {
        let numbers: Vec<f64> = (0..50_000).map(|i| (f64::from(i) * 0.37).sin() / 3.0).collect();
        let total = || sum_over_chunks(&numbers, |chunk| [chunk.iter().sum::<f64>()]);
        let sums = [1, 2, 5].map(|threads| {
            rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(total)[0].to_bits()
        });
        assert!(sums.iter().all(|bits| *bits == sums[0]));
    }
}

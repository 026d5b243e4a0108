//! Log-likelihood of BG/NBD and MBG/NBD, whose gaps have one stage, with its first and, where asked for, second
//! derivatives.
//!
//! With odds o of having stopped, the bracket of [`super::likelihood`] is (α+T)^−(r+x) (1 + o). The first factor is
//! summed over distinct T; the second is 1 where there was no chance to stop. Histories go by x, so that what is left
//! for each is o, a division and some products ([`super::stopped`]).

use std::collections::HashMap;

use rayon::prelude::*;

use super::likelihood::{Sums, add_count, at};
use super::stopped::{Elapsed, Odds, Stop, Stopped};
use super::{Parameters, Variant};
use crate::fit::ParameterError;
use crate::history::{Statistics, WordHash};
use crate::transaction::{SampleLikelihood, check_length};

/// Histories that are summed before their sum is added to others.
const BLOCK: usize = 4096;
/// Logarithms of so many numbers are taken at once, as that of their product.
const FACTORS: usize = 8;
/// The product of as many numbers of this size is finite.
const MOST_FACTOR: f64 = 1e35;

/// Customers of one age and their purchases.
#[derive(Debug, Clone, Copy)]
struct Age {
    age: f64,
    customers: f64,
    purchases: f64,
}

/// Customers of one number of purchases.
#[derive(Debug, Default)]
struct Group {
    x: f64,
    customers: f64,
    /// Ages that no other customer has.
    lone_ages: Vec<f64>,
    /// Histories with a chance to have stopped, of one customer each, and of other weights.
    single: Vec<Stop>,
    weighted: Vec<(Stop, f64)>,
}

/// The sample, arranged once.
#[derive(Debug)]
pub(crate) struct OneStage {
    variant: Variant,
    /// Ages that several customers have.
    ages: Vec<Age>,
    groups: Vec<Group>,
    /// Distinct times, in the order in which they come.
    times: Vec<f64>,
}

impl OneStage {
    pub(crate) fn new(statistics: &Statistics, variant: Variant) -> Self {
        let (mut times, mut recencies) = (Distinct::default(), None);
        let mut groups: Vec<Group> = Vec::new();
        // By number of the time.
        let mut ages: Vec<(f64, f64)> = Vec::new();
        for row in statistics.rows() {
            let (x, weight) = (f64::from(row.history.frequency()), row.weight);
            let age = times.number(row.history.age());
            ages.resize(times.times.len().max(ages.len()), (0.0, 0.0));
            if let Some((customers, purchases)) = ages.get_mut(age as usize) {
                *customers += weight;
                *purchases += weight * x;
            }
            if groups.last().is_none_or(|last| last.x != x) {
                groups.push(Group { x, ..Group::default() });
            }
            let Some(group) = groups.last_mut() else { continue };
            group.customers += weight;
            if variant.chances_to_stop(x) > 0.0 {
                // Histories come sorted by x and t_x.
                let recency = match recencies {
                    Some((time, number)) if time == row.history.recency() => number,
                    _ => times.number(row.history.recency()),
                };
                recencies = Some((row.history.recency(), recency));
                let stop = Stop { recency, age };
                if weight == 1.0 { group.single.push(stop) } else { group.weighted.push((stop, weight)) }
            }
        }
        let mut shared: Vec<Age> = Vec::new();
        for (age, (customers, purchases)) in times.times.iter().copied().zip(ages) {
            if customers == 0.0 {
                continue; // the time of a purchase
            }
            let alone = (customers == 1.0).then(|| groups.partition_point(|group| group.x < purchases));
            match alone.and_then(|place| groups.get_mut(place)).filter(|group| group.x == purchases) {
                Some(group) => group.lone_ages.push(age),
                None => shared.push(Age { age, customers, purchases }),
            }
        }
        Self { variant, ages: shared, groups, times: times.times }
    }

    /// Log-likelihood of the sample with its derivatives.
    pub(crate) fn evaluate(&self, parameters: &Parameters) -> Sums {
        Sums::from_flat(&self.sums::<true>(parameters))
    }

    fn sums<const SECOND: bool>(&self, parameters: &Parameters) -> [f64; 15] {
        let Parameters { r, alpha, .. } = *parameters;
        let mut flat = [0.0; 15];
        for Age { age, customers, purchases } in &self.ages {
            let (ln, inverse, events) = ((alpha + age).ln(), 1.0 / (alpha + age), customers * r + purchases);
            add_ages(&mut flat, events, *customers, [ln, inverse, inverse * inverse]);
        }
        for group in &self.groups {
            add_ages(&mut flat, r + group.x, 1.0, sums_of_ages(alpha, &group.lone_ages));
            add_count::<SECOND>(parameters, self.variant, group.x, group.customers, &mut flat);
        }
        for (group, stopped) in self.groups.iter().zip(self.stopped::<SECOND>(parameters)) {
            stopped.add_to::<SECOND>(parameters, r + group.x, self.variant.chances_to_stop(group.x), &mut flat);
        }
        flat
    }

    /// Sums over the histories of each group that had a chance to stop: over blocks of them, added in order.
    fn stopped<const SECOND: bool>(&self, parameters: &Parameters) -> Vec<Stopped> {
        let histories: usize = self.groups.iter().map(|group| group.single.len() + group.weighted.len()).sum();
        // A table of logarithms does not pay where hardly two histories share a time.
        let tabulated = 2 * self.times.len() < histories;
        let elapsed: Vec<Elapsed> = if tabulated {
            self.times.iter().map(|time| Elapsed::new(parameters.alpha, *time)).collect()
        } else {
            Vec::new()
        };
        let of_group = |group: &Group| {
            let chances = self.variant.chances_to_stop(group.x);
            let odds = Odds::new(parameters, group.x, chances, &self.times, &elapsed, group.single.len());
            let block = |stops: &[Stop]| odds.sum::<SECOND>(stops);
            let weighted = |stops: &[(Stop, f64)]| odds.sum_weighted::<SECOND>(stops);
            let parts: Vec<Stopped> = if SECOND {
                let single = group.single.par_chunks(BLOCK).map(block);
                single.chain(group.weighted.par_chunks(BLOCK).map(weighted)).collect()
            } else {
                // Samplers ask from several threads already.
                group.single.chunks(BLOCK).map(block).chain(group.weighted.chunks(BLOCK).map(weighted)).collect()
            };
            parts.into_iter().fold(Stopped::default(), Stopped::and)
        };
        if SECOND { self.groups.par_iter().map(of_group).collect() } else { self.groups.iter().map(of_group).collect() }
    }
}

/// Adds −events ln(α+T) with its derivatives, given sums of ln(α+T), 1/(α+T) and its square over customers.
fn add_ages(flat: &mut [f64; 15], events: f64, customers: f64, [ln, inverse, square]: [f64; 3]) {
    flat[at::VALUE] -= events * ln;
    flat[at::R] -= customers * ln;
    flat[at::ALPHA] -= events * inverse;
    flat[at::R_ALPHA] -= customers * inverse;
    flat[at::ALPHA_ALPHA] += events * square;
}

/// Σ ln(α+T), Σ 1/(α+T) and Σ 1/(α+T)².
fn sums_of_ages(alpha: f64, ages: &[f64]) -> [f64; 3] {
    let mut sums = [0.0; 3];
    for some in ages.chunks(FACTORS) {
        let (mut product, mut most) = (1.0, 0.0_f64);
        for age in some {
            let inverse = 1.0 / (alpha + age);
            product *= alpha + age;
            most = most.max((alpha + age).max(inverse));
            sums[1] += inverse;
            sums[2] += inverse * inverse;
        }
        sums[0] += if most < MOST_FACTOR { product.ln() } else { some.iter().map(|age| (alpha + age).ln()).sum() };
    }
    sums
}

/// Numbers of distinct times, in the order in which they come.
#[derive(Default)]
struct Distinct {
    times: Vec<f64>,
    numbers: HashMap<u64, u32, WordHash>,
}

impl Distinct {
    fn number(&mut self, time: f64) -> u32 {
        *self.numbers.entry(time.to_bits()).or_insert_with(|| {
            self.times.push(time);
            self.times.len() as u32 - 1
        })
    }
}

impl SampleLikelihood for OneStage {
    fn evaluate(&self, parameters: &[f64], gradient: &mut [f64]) -> Result<f64, ParameterError> {
        check_length(parameters, gradient)?;
        let flat = self.sums::<false>(&Parameters::new(parameters)?);
        gradient.copy_from_slice(&flat[at::R..=at::B]);
        Ok(flat[at::VALUE])
    }
}

#[cfg(test)]
mod tests {
    use crate::check::assert_relative;
    use crate::history::{History, StatisticsBuilder};
    use crate::transaction::transaction_model;

    #[test]
    fn equals_the_likelihood_that_fits_use_also_with_weights_and_far_odds() {
        let mut builder = StatisticsBuilder::default();
        for i in 0..400_u32 {
            let age = 20.0 + f64::from(i % 37) * 1.3;
            let x = if i % 3 == 0 { 0 } else { i % 41 };
            let t_x = if x == 0 { 0.0 } else { age * f64::from(1 + i % 29) / 29.0 };
            let weight = if i % 5 == 0 { 2.5 } else { 1.0 };
            builder.push_weighted(History::new(x, t_x, age).unwrap(), weight).unwrap();
        }
        builder.push(History::new(5_000, 0.5, 900.0).unwrap());
        let statistics = builder.finish();
        for name in ["bg-nbd", "mbg-nbd", "pareto-nbd", "nbd", "ggompertz-nbd"] {
            let model = transaction_model(name).unwrap();
            for scale in [1.0, 0.01, 30.0] {
                let parameters: Vec<f64> = model.published_parameters().iter().map(|value| value * scale).collect();
                let (expected, slopes) = model.log_likelihood(&parameters, &statistics).unwrap();
                let arranged = model.arranged(&statistics).unwrap();
                let mut gradient = vec![0.0; parameters.len()];
                let found = arranged.evaluate(&parameters, &mut gradient).unwrap();
                // Sums of some hundred terms in another order.
                assert_relative(found, expected, 1e-12);
                for (found, expected) in gradient.iter().zip(slopes) {
                    assert_relative(*found, expected, 1e-9);
                }
                assert!(arranged.evaluate(&parameters, &mut []).is_err());
                assert!(arranged.evaluate(&[-1.0], &mut [0.0]).is_err());
            }
        }
    }
}

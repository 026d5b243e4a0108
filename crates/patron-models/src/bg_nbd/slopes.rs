//! Log-likelihood of BG/NBD and MBG/NBD with its first derivatives alone, for many evaluations.
//!
//! With odds o of having stopped, the bracket of [`super::likelihood`] is (α+T)^−(r+x) (1 + o). The first factor is
//! summed over distinct T; the second is 1 where there was no chance to stop, and of the others ten logarithms are
//! taken at once, as that of a product.

use super::{Parameters, Variant};
use crate::fit::ParameterError;
use crate::history::Statistics;
use crate::special::{digamma, ln_gamma_ratio};
use crate::transaction::{SampleLikelihood, check_length};

/// Customers of one age and their purchases.
#[derive(Debug, Clone, Copy)]
struct Age {
    age: f64,
    customers: f64,
    purchases: f64,
}

/// Customers of one number of purchases.
#[derive(Debug, Clone, Copy)]
struct Count {
    x: f64,
    customers: f64,
}

/// A history with a chance to have stopped, by positions in the tables of counts and times.
#[derive(Debug, Clone, Copy)]
struct Stop {
    count: u32,
    recency: u32,
    age: u32,
}

/// The sample, arranged once.
#[derive(Debug)]
pub(crate) struct Slopes {
    variant: Variant,
    ages: Vec<Age>,
    counts: Vec<Count>,
    times: Vec<f64>,
    /// Histories of one customer each.
    single: Vec<Stop>,
    /// Histories of other weights.
    weighted: Vec<(Stop, f64)>,
}

/// What histories of one count share at given parameters.
struct Shared {
    shape: f64,
    ln_stop: f64,
}

/// ln(α + t) and 1/(α + t).
struct Elapsed {
    ln: f64,
    inverse: f64,
}

/// Sums over histories that had a chance to stop: Σ ln(1 + o), and over shares v of having stopped Σ v (ln(α+T) −
/// ln(α+t_x)), Σ v (r+x)(1/(α+T) − 1/(α+t_x)).
#[derive(Default)]
struct Stopped {
    ln: f64,
    by_shape: f64,
    by_alpha: f64,
}

impl Slopes {
    /// For gaps of one stage only.
    pub(crate) fn new(statistics: &Statistics, variant: Variant) -> Self {
        let stops = |x: u32| variant.chances_to_stop(f64::from(x)) > 0.0;
        let rows = statistics.rows();
        let mut times: Vec<f64> = rows
            .iter()
            .filter(|row| stops(row.history.frequency()))
            .flat_map(|row| [row.history.recency(), row.history.age()])
            .collect();
        let mut ages: Vec<Age> =
            rows.iter().map(|row| Age { age: row.history.age(), customers: 0.0, purchases: 0.0 }).collect();
        times.sort_unstable_by(f64::total_cmp);
        times.dedup();
        ages.sort_unstable_by(|one, other| one.age.total_cmp(&other.age));
        ages.dedup_by_key(|age| age.age);
        let position = |time: f64| times.partition_point(|known| *known < time) as u32;
        let (mut counts, mut single, mut weighted): (Vec<Count>, _, _) = (Vec::new(), Vec::new(), Vec::new());
        for row in rows {
            let (x, weight) = (f64::from(row.history.frequency()), row.weight);
            let place = ages.partition_point(|known| known.age < row.history.age());
            if let Some(age) = ages.get_mut(place) {
                age.customers += weight;
                age.purchases += weight * x;
            }
            match counts.last_mut().filter(|last| last.x == x) {
                Some(last) => last.customers += weight,
                None => counts.push(Count { x, customers: weight }),
            }
            if stops(row.history.frequency()) {
                let (recency, age) = (position(row.history.recency()), position(row.history.age()));
                let stop = Stop { count: counts.len() as u32 - 1, recency, age };
                if weight == 1.0 { single.push(stop) } else { weighted.push((stop, weight)) }
            }
        }
        Self { variant, ages, counts, times, single, weighted }
    }

    fn sums(&self, parameters: &Parameters) -> (f64, [f64; 4]) {
        let Parameters { r, alpha, a, b } = *parameters;
        let (mut value, mut by_r, mut by_alpha, mut by_a, mut by_b) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for Age { age, customers, purchases } in &self.ages {
            let (ln, events) = ((alpha + age).ln(), customers * r + purchases);
            value -= events * ln;
            by_r -= customers * ln;
            by_alpha -= events / (alpha + age);
        }
        let of_count = |count: &Count| {
            let chances = self.variant.chances_to_stop(count.x);
            Shared { shape: r + count.x, ln_stop: a.ln() - (b + chances - 1.0).ln() }
        };
        let shared: Vec<Shared> = self.counts.iter().map(of_count).collect();
        let of_time = |time: &f64| Elapsed { ln: (alpha + time).ln(), inverse: 1.0 / (alpha + time) };
        let elapsed: Vec<Elapsed> = self.times.iter().map(of_time).collect();
        // The share of stopped customers by count: what the derivatives by a and b want.
        let mut stopped_by_count = vec![0.0; self.counts.len()];
        let mut stopped = Stopped::default();
        for ten in self.single.chunks(10) {
            let mut product = 1.0;
            for stop in ten {
                let (share, smaller, ln) = stopped.add(&shared, &elapsed, *stop, 1.0);
                stopped_by_count[stop.count as usize] += share;
                product *= smaller;
                stopped.ln += ln;
            }
            stopped.ln += product.ln();
        }
        for (stop, weight) in &self.weighted {
            let (share, smaller, ln) = stopped.add(&shared, &elapsed, *stop, *weight);
            stopped_by_count[stop.count as usize] += share;
            stopped.ln += weight * (ln + smaller.ln());
        }
        value += stopped.ln;
        by_r += stopped.by_shape;
        by_alpha += stopped.by_alpha;
        for (Count { x, customers }, stopped) in self.counts.iter().zip(stopped_by_count) {
            let chances = self.variant.chances_to_stop(*x);
            value += customers * (ln_gamma_ratio(r, *x) + r * alpha.ln());
            by_r += customers * (digamma(r + x) - digamma(r) + alpha.ln());
            by_alpha += customers * r / alpha;
            if chances > 0.0 {
                value += customers * (ln_gamma_ratio(b, chances) - ln_gamma_ratio(a + b, chances));
                let both = digamma(a + b) - digamma(a + b + chances);
                by_a += customers * both + stopped / a;
                by_b += customers * (both + digamma(b + chances) - digamma(b)) - stopped / (b + chances - 1.0);
            }
        }
        (value, [by_r, by_alpha, by_a, by_b])
    }
}

impl Stopped {
    /// Adds the derivatives of a history; gives its share of having stopped times the weight, and 1 + o as the product
    /// of a number from 1 to 2 and an exponential: the number and the exponent.
    #[inline]
    fn add(&mut self, shared: &[Shared], elapsed: &[Elapsed], stop: Stop, weight: f64) -> (f64, f64, f64) {
        let of_count = &shared[stop.count as usize];
        let (recency, age) = (&elapsed[stop.recency as usize], &elapsed[stop.age as usize]);
        let apart = age.ln - recency.ln;
        let ln_odds = of_count.ln_stop + of_count.shape * apart;
        let smaller = (-ln_odds.abs()).exp();
        let larger_share = 1.0 / (1.0 + smaller);
        let share = weight * if ln_odds > 0.0 { larger_share } else { smaller * larger_share };
        self.by_shape += share * apart;
        self.by_alpha += share * of_count.shape * (age.inverse - recency.inverse);
        (share, 1.0 + smaller, ln_odds.max(0.0))
    }
}

impl SampleLikelihood for Slopes {
    fn evaluate(&self, parameters: &[f64], gradient: &mut [f64]) -> Result<f64, ParameterError> {
        check_length(parameters, gradient)?;
        let (value, slopes) = self.sums(&Parameters::new(parameters)?);
        gradient.copy_from_slice(&slopes);
        Ok(value)
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

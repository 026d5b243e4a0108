//! What chains leave behind of each customer.

use rayon::prelude::*;

use crate::Spread;
use crate::customers::{OwnRates, SampledCustomer};
use crate::draws::quantile;

/// Draws of all chains together that ranges are read from; means are of every draw.
const MOST_KEPT: usize = 1_000;

/// One draw of one customer.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Moment {
    /// Whether the customer is still active.
    pub(crate) alive: bool,
    /// Purchases within the horizon, simulated.
    pub(crate) purchases: u32,
    /// Purchase rate λ.
    pub(crate) lambda: f64,
    /// Hazard of the lifetime μ.
    pub(crate) mu: f64,
    /// Regularity of the gaps k; 1 in models without.
    pub(crate) k: f64,
}

/// Sums over the draws of one chain and some of the draws themselves.
#[derive(Debug, Clone)]
pub(crate) struct Tally {
    draws: usize,
    every: usize,
    /// Active, returned, purchases, λ, μ, k.
    sums: Vec<[f64; 6]>,
    /// Purchases, λ, μ, k of each draw kept, customer after customer.
    kept: Vec<[f32; 4]>,
    /// Purchases of all customers, draw by draw.
    totals: Vec<f64>,
}

impl Tally {
    /// For so many customers and draws of a chain, one of `chains`.
    pub(crate) fn new(customers: usize, draws: usize, chains: usize) -> Self {
        let every = (draws * chains).div_ceil(MOST_KEPT).max(1);
        let kept = Vec::with_capacity(customers * draws.div_ceil(every));
        Self { draws: 0, every, sums: vec![[0.0; 6]; customers], kept, totals: Vec::with_capacity(draws) }
    }

    /// Adds a draw: one moment for each customer, in order.
    pub(crate) fn add(&mut self, moments: impl Iterator<Item = Moment>) {
        let keep = self.draws.is_multiple_of(self.every);
        let mut total = 0.0;
        for (sums, moment) in self.sums.iter_mut().zip(moments) {
            let Moment { alive, purchases, lambda, mu, k } = moment;
            let returned = purchases > 0;
            let values =
                [f64::from(u8::from(alive)), f64::from(u8::from(returned)), f64::from(purchases), lambda, mu, k];
            for (sum, value) in sums.iter_mut().zip(values) {
                *sum += value;
            }
            total += f64::from(purchases);
            if keep {
                self.kept.push([purchases as f32, lambda as f32, mu as f32, k as f32]);
            }
        }
        self.totals.push(total);
        self.draws += 1;
    }

    /// Purchases of all customers, draw by draw.
    pub(crate) fn totals(&self) -> &[f64] {
        &self.totals
    }
}

/// Chains of the same customers together.
pub(crate) fn merged(tallies: &[Tally]) -> Vec<SampledCustomer> {
    let customers = tallies.first().map_or(0, |tally| tally.sums.len());
    let draws: f64 = tallies.iter().map(|tally| tally.draws as f64).sum();
    let customer = |place: usize| {
        let mut sums = [0.0; 6];
        for tally in tallies {
            for (sum, value) in sums.iter_mut().zip(tally.sums[place]) {
                *sum += value;
            }
        }
        let [alive, returned, expected, lambda, mu, k] = sums.map(|sum| sum / draws);
        let range = |quantity: usize, mean: f64| {
            let of_chain = |tally: &Tally| -> Vec<f64> {
                tally.kept.iter().skip(place).step_by(customers).map(|draw| f64::from(draw[quantity])).collect()
            };
            let mut values: Vec<f64> = tallies.iter().flat_map(of_chain).collect();
            values.sort_unstable_by(f64::total_cmp);
            Spread { mean, q5: quantile(&values, 0.05), q95: quantile(&values, 0.95) }
        };
        SampledCustomer {
            probability_alive: alive,
            probability_return: returned,
            purchases: range(0, expected),
            own: OwnRates { lambda: range(1, lambda), mu: range(2, mu), k: range(3, k) },
        }
    };
    (0..customers).into_par_iter().map(customer).collect()
}

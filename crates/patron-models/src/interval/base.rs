//! The total of a whole customer base at any horizon, from sums taken once.
//!
//! Customers with the same x and T share the future they would have if active. With a for P(alive), e for the mean of a
//! purchase, v for its variance around the customer's own mean, s for the mean square of that own mean, and X, D, F for
//! expected purchases, discounted purchases and E[N(N−1)] of an active customer, the mean of a customer is a·D·e and its
//! own variance (D/X)² (X a v + (F+X) a s − X² a² e²). Without a spend model e and s are 1 and v is 0. Sums of a·e,
//! a²·e², a·v, a·s and the slopes of a and e by (x, T) hence give every horizon.

use std::collections::BTreeMap;

use super::bulk::GRADIENT;
use super::{Purchase, Total};
use crate::history::History;
use crate::transaction::{MAX_PARAMETERS, Outlook, Predictor};

/// Sums over the customers of one future.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    alive_spend: f64,
    alive_spend_square: f64,
    alive_noise: f64,
    alive_square: f64,
    alive_slopes: [f64; MAX_PARAMETERS],
    spend_slopes: [f64; 3],
}

/// Frequency, and the bits of recency and age; recency is 0 where the future does not depend on it.
type Key = (u32, u64, u64);

/// A customer base as sums by future.
///
/// Memory grows with the number of distinct futures, not of customers.
#[derive(Debug, Clone, Default)]
pub struct Base {
    sums: BTreeMap<Key, Sums>,
}

impl Base {
    /// Adds one customer and what each of its purchases brings. The predictor's horizon and discount do not matter; its
    /// model and parameters do.
    pub fn add(&mut self, predictor: &dyn Predictor, history: &History, purchase: &Purchase) {
        let (alive, slopes, recency) = match predictor.alive(history) {
            Some(alive) => (alive.probability, alive.gradient, 0.0),
            None => (1.0, [0.0; MAX_PARAMETERS], history.recency()),
        };
        let sums = self.sums.entry((history.frequency(), recency.to_bits(), history.age().to_bits())).or_default();
        sums.alive_spend += alive * purchase.mean;
        sums.alive_spend_square += (alive * purchase.mean).powi(2);
        sums.alive_noise += alive * purchase.noise;
        sums.alive_square += alive * purchase.square;
        for (sum, slope) in sums.alive_slopes.iter_mut().zip(slopes) {
            *sum += slope * purchase.mean;
        }
        for (sum, slope) in sums.spend_slopes.iter_mut().zip(purchase.gradient) {
            *sum += alive * slope;
        }
    }

    /// Mean, own variance and gradient of the discounted spend (or purchases) of all within the predictor's horizon.
    #[must_use]
    pub fn total(&self, predictor: &dyn Predictor) -> Total {
        let mut total = Total::default();
        for ((frequency, recency, age), sums) in &self.sums {
            let future = predictor.outlook(*frequency, f64::from_bits(*recency), f64::from_bits(*age));
            add(&mut total, &future, sums);
        }
        total
    }
}

fn add(total: &mut Total, future: &Outlook, sums: &Sums) {
    total.mean += future.discounted * sums.alive_spend;
    let (transaction, spend) = total.gradient.split_at_mut(MAX_PARAMETERS);
    for ((sum, of_alive), of_future) in transaction.iter_mut().zip(sums.alive_slopes).zip(future.gradient) {
        *sum += of_alive * future.discounted + sums.alive_spend * of_future;
    }
    for (sum, slope) in spend.iter_mut().zip(sums.spend_slopes) {
        *sum += future.discounted * slope;
    }
    if future.expected > 0.0 {
        let discount = future.discounted / future.expected;
        let second = future.factorial_moment + future.expected;
        total.variance += discount
            * discount
            * (future.expected * sums.alive_noise + second * sums.alive_square
                - future.expected * future.expected * sums.alive_spend_square);
    }
}

const _: () = assert!(GRADIENT == MAX_PARAMETERS + 3);

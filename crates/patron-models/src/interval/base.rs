//! The total of a whole customer base at any horizon, from sums taken once.
//!
//! Customers with the same x and T share the future they would have if active. With a for P(alive), e for the expected
//! spend, and X, D, F for expected purchases, discounted purchases and E[N(N−1)] of an active customer, the mean of a
//! customer is a·D·e and its own variance (D/X)² (p (p (F+X) + X) a E[1/ν²] − X² a² e²), or (D/X)² (a (F+X) − a² X²)
//! without a spend model. Sums of a·e, a²·e², a·E[1/ν²] and the slopes of a and e by (x, T) hence give every horizon.

use std::collections::BTreeMap;

use super::Total;
use super::bulk::GRADIENT;
use crate::gamma_gamma::SpendLaw;
use crate::history::History;
use crate::transaction::{MAX_PARAMETERS, Outlook, Predictor};

/// Sums over the customers of one future.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    alive_spend: f64,
    alive_spend_square: f64,
    alive_square_scale: f64,
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
    /// shape p of the spend, the same for all; none: purchases are counted
    shape: Option<f64>,
}

impl Base {
    /// Adds one customer. The predictor's horizon and discount do not matter; its model and parameters do.
    pub fn add(&mut self, predictor: &dyn Predictor, history: &History, spend: Option<&SpendLaw>) {
        let (alive, slopes, recency) = match predictor.alive(history) {
            Some(alive) => (alive.probability, alive.gradient, 0.0),
            None => (1.0, [0.0; MAX_PARAMETERS], history.recency()),
        };
        let expected = spend.map_or(1.0, SpendLaw::mean_or_nan);
        self.shape = spend.map(|law| law.shape);
        let sums = self.sums.entry((history.frequency(), recency.to_bits(), history.age().to_bits())).or_default();
        sums.alive_spend += alive * expected;
        sums.alive_spend_square += (alive * expected).powi(2);
        sums.alive_square_scale += alive * spend.map_or(1.0, SpendLaw::mean_square_scale);
        for (sum, slope) in sums.alive_slopes.iter_mut().zip(slopes) {
            *sum += slope * expected;
        }
        if let Some(spend) = spend {
            for (sum, slope) in sums.spend_slopes.iter_mut().zip(spend.gradient()) {
                *sum += alive * slope;
            }
        }
    }

    /// Mean, own variance and gradient of the discounted spend (or purchases) of all within the predictor's horizon.
    #[must_use]
    pub fn total(&self, predictor: &dyn Predictor) -> Total {
        let mut total = Total::default();
        for ((frequency, recency, age), sums) in &self.sums {
            let future = predictor.outlook(*frequency, f64::from_bits(*recency), f64::from_bits(*age));
            add(&mut total, &future, sums, self.shape);
        }
        total
    }
}

fn add(total: &mut Total, future: &Outlook, sums: &Sums, shape: Option<f64>) {
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
        let first = shape.map_or(second, |p| p * (p * second + future.expected));
        total.variance += discount
            * discount
            * (first * sums.alive_square_scale - future.expected * future.expected * sums.alive_spend_square);
    }
}

const _: () = assert!(GRADIENT == MAX_PARAMETERS + 3);

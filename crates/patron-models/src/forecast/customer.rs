//! Purchases and amounts of customers in ranges of coming periods.

use std::ops::Range;

use rayon::prelude::*;

use super::{Activity, PeriodCount, PeriodicNbd};
use crate::gamma_gamma::{GammaGamma, SpendHistory};
use crate::interval::{Interval, ResidualSpend, ResidualValue, Total, Uncertainty};
use crate::transaction::{MAX_PARAMETERS, Prediction};

/// What the forecast knows of a customer.
#[derive(Debug, Clone, PartialEq)]
pub struct ForecastCustomer {
    /// Purchases in the periods observed.
    pub count: PeriodCount,
    /// Number and mean of the orders with an amount; `None` for who has none yet and is given the population's.
    pub spend: Option<SpendHistory>,
    /// Whether the customer is still active.
    pub activity: Activity,
}

/// One customer in a range of coming periods.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PeriodForecast {
    /// Mean number of purchases.
    pub expected_purchases: f64,
    /// Its variance, the parameters taken as known.
    pub purchase_variance: f64,
    /// Probability of at least one purchase.
    pub probability_some: f64,
    /// The mean number rounded up, to be shown only.
    pub planned_count: f64,
    /// Amount: mean, 90 % interval (counts, amounts and parameters), variance and gradient by b, a and p, q, gamma.
    pub amount: ResidualValue,
}

/// A set of customers in a range of coming periods.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TotalForecast {
    /// Mean number of purchases.
    pub expected_purchases: f64,
    /// Mean amount.
    pub amount: f64,
    /// Its 90 % interval; NaN where an amount has no finite variance.
    pub interval: Interval,
}

/// The laws of purchases and amounts, and how uncertain their parameters are.
///
/// A range such as 0..3 is the next three periods together; 3..6 the three after them.
#[derive(Debug, Clone)]
pub struct Forecast {
    /// Purchases in a period.
    pub purchases: PeriodicNbd,
    /// Amounts; `None` where none are known: then `amount` is the number of purchases.
    pub spend: Option<GammaGamma>,
    /// Covariances of the parameters of both.
    pub uncertainty: Uncertainty,
}

impl Forecast {
    /// One customer in a range of periods.
    #[must_use]
    pub fn customer(&self, customer: &ForecastCustomer, periods: Range<u32>) -> PeriodForecast {
        let law = self.purchases.given(&customer.count);
        let active = ActivePeriods::new(&customer.activity, periods);
        let (mean, square) = active.moments();
        let rate = law.mean();
        let expected = rate * mean;
        // E[N²] = E[λ] E[τ] + E[λ²] E[τ²], the τ active periods being independent of the rate.
        let second = expected + rate * (law.b + 1.0) / law.a * square;
        let probability_some = active.mixed(|tau| law.over(tau).probability_some());
        let mut gradient = [0.0; MAX_PARAMETERS];
        gradient[0] = mean / law.a;
        gradient[1] = -expected / law.a;
        let prediction = Prediction {
            probability_alive: active.any(),
            probability_return: probability_some,
            expected_purchases: expected,
            purchase_variance: second - expected * expected,
            discounted_purchases: expected,
            discounted_purchases_forever: None,
            purchase_rate: rate,
            gradient,
        };
        let spend = self.spend.map(|spend| spend.spend(customer.spend.as_ref()));
        let residual = ResidualSpend::new(&prediction, spend);
        PeriodForecast {
            expected_purchases: expected,
            purchase_variance: prediction.purchase_variance,
            probability_some,
            planned_count: expected.ceil(),
            amount: ResidualValue::new(&residual, &self.uncertainty, |up_to| active.counts(&law, up_to)),
        }
    }

    /// Each of many customers in a range of periods, in the order given; in parallel.
    #[must_use]
    pub fn customers(&self, customers: &[ForecastCustomer], periods: &Range<u32>) -> Vec<PeriodForecast> {
        customers.par_iter().map(|customer| self.customer(customer, periods.clone())).collect()
    }

    /// Each of the next `periods` periods of one customer.
    #[must_use]
    pub fn by_period(&self, customer: &ForecastCustomer, periods: u32) -> Vec<PeriodForecast> {
        (0..periods).map(|period| self.customer(customer, period..period + 1)).collect()
    }

    /// P(N = k) for k = 0 … `up_to`, N the customer's purchases in a range of periods.
    #[must_use]
    pub fn count_probabilities(&self, customer: &ForecastCustomer, periods: Range<u32>, up_to: usize) -> Vec<f64> {
        ActivePeriods::new(&customer.activity, periods).counts(&self.purchases.given(&customer.count), up_to)
    }

    /// Many customers together in a range of periods. Their own uncertainties add, that of the parameters is shared.
    #[must_use]
    pub fn total(&self, customers: &[ForecastCustomer], periods: &Range<u32>) -> TotalForecast {
        let each = self.customers(customers, periods);
        let (mut total, mut expected_purchases) = (Total::default(), 0.0);
        for forecast in &each {
            total.add(&forecast.amount);
            expected_purchases += forecast.expected_purchases;
        }
        TotalForecast { expected_purchases, amount: total.mean, interval: total.interval(&self.uncertainty) }
    }
}

/// The number τ of active periods in a range: P(τ = 0), P(τ = 1), …
struct ActivePeriods(Vec<f64>);

impl ActivePeriods {
    fn new(activity: &Activity, periods: Range<u32>) -> Self {
        // P(τ = m) = P(τ ≥ m) − P(τ ≥ m + 1); active in the m-th period of the range is active in all before.
        let ahead = periods.map(|period| activity.at(period));
        let reached: Vec<f64> = std::iter::once(1.0).chain(ahead).chain([0.0]).collect();
        Self(reached.windows(2).map(|pair| pair[0] - pair[1]).collect())
    }

    fn any(&self) -> f64 {
        self.0[1..].iter().sum()
    }

    /// E[τ] and E[τ²].
    fn moments(&self) -> (f64, f64) {
        let tau = self.0.iter().enumerate().map(|(tau, p)| (tau as f64, p));
        tau.fold((0.0, 0.0), |(mean, square), (tau, p)| (mean + p * tau, square + p * tau * tau))
    }

    /// Σ P(τ) f(τ) over τ > 0.
    fn mixed(&self, f: impl Fn(f64) -> f64) -> f64 {
        self.0.iter().enumerate().skip(1).filter(|(_, p)| **p > 0.0).map(|(tau, p)| p * f(tau as f64)).sum()
    }

    fn counts(&self, law: &PeriodicNbd, up_to: usize) -> Vec<f64> {
        let mut mixed = vec![0.0; up_to + 1];
        mixed[0] = self.0[0];
        for (tau, probability) in self.0.iter().enumerate().skip(1).filter(|(_, p)| **p > 0.0) {
            for (sum, p) in mixed.iter_mut().zip(law.over(tau as f64).probabilities(up_to)) {
                *sum += probability * p;
            }
        }
        mixed
    }
}

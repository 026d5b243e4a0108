//! What a renewal model is fitted on: for every renewal, how many made it and how many left instead.

use std::collections::BTreeMap;

use super::{MAX_RENEWALS, RenewalError};

/// What is known of one customer: renewals made, and whether the customer is still there.
///
/// One who is there has made them all and the next is not yet due; one who is not left at renewal `renewals` + 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tenure {
    /// Renewals made, the first payment not counted.
    pub renewals: u32,
    /// Whether the customer is still there.
    pub active: bool,
}

/// Customers due at one renewal, over all cohorts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PeriodRenewals {
    /// The renewal, from 1.
    pub period: u32,
    /// Customers who made it.
    pub renewed: f64,
    /// Customers who left instead.
    pub lost: f64,
}

impl PeriodRenewals {
    /// Share of those due who renewed.
    #[must_use]
    pub fn retention(&self) -> f64 {
        self.renewed / (self.renewed + self.lost)
    }
}

/// Renewals and losses by renewal: all that the likelihood of a renewal model needs.
///
/// Customers may enter late or drop out of sight at any renewal; what counts is who was due and what they did.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RenewalStatistics {
    periods: Vec<PeriodRenewals>,
    customers: f64,
}

impl RenewalStatistics {
    /// The renewals at which somebody was due, in order.
    #[must_use]
    pub fn periods(&self) -> &[PeriodRenewals] {
        &self.periods
    }

    /// Number of customers.
    #[must_use]
    pub fn customers(&self) -> f64 {
        self.customers
    }

    /// Number of customers seen to leave.
    #[must_use]
    pub fn lost(&self) -> f64 {
        self.periods.iter().map(|period| period.lost).sum()
    }

    /// Number of renewals made.
    #[must_use]
    pub fn renewed(&self) -> f64 {
        self.periods.iter().map(|period| period.renewed).sum()
    }

    /// Observed survival after each of the periods: the product of the retentions, over gaps as if nobody left there.
    #[must_use]
    pub fn survival(&self) -> Vec<f64> {
        let running = |alive: &mut f64, period: &PeriodRenewals| {
            *alive *= period.retention();
            Some(*alive)
        };
        self.periods.iter().scan(1.0, running).collect()
    }
}

/// Collects renewals into [`RenewalStatistics`].
#[derive(Debug, Clone, Default)]
pub struct RenewalStatisticsBuilder {
    due: BTreeMap<u32, (f64, f64)>,
    tenures: BTreeMap<Tenure, f64>,
    customers: f64,
}

impl RenewalStatisticsBuilder {
    /// Counts `weight` customers of one tenure.
    ///
    /// # Errors
    /// When the weight is not positive and finite, or there are more renewals than are looked at.
    pub fn push(&mut self, tenure: Tenure, weight: f64) -> Result<(), RenewalError> {
        if !(weight > 0.0 && weight.is_finite()) {
            return Err(RenewalError::Weight { weight });
        }
        if tenure.renewals >= MAX_RENEWALS {
            return Err(RenewalError::TooManyRenewals { renewals: tenure.renewals });
        }
        *self.tenures.entry(tenure).or_insert(0.0) += weight;
        self.customers += weight;
        Ok(())
    }

    /// Counts one row of a checked cohort, whose customers are counted at its first.
    pub(super) fn due(&mut self, period: u32, renewed: f64, lost: f64, new_customers: f64) {
        let due = self.due.entry(period).or_insert((0.0, 0.0));
        due.0 += renewed;
        due.1 += lost;
        self.customers += new_customers;
    }

    /// The renewals in order.
    #[must_use]
    pub fn finish(mut self) -> RenewalStatistics {
        // Everyone who made renewal t made all before it: sum from the last one down.
        let mut renewed = 0.0;
        let last = self.tenures.keys().next_back().map_or(0, |tenure| tenure.renewals);
        for period in (1..=last + 1).rev() {
            let of =
                |renewals: u32, active: bool| self.tenures.get(&Tenure { renewals, active }).copied().unwrap_or(0.0);
            renewed += of(period, true) + of(period, false);
            let lost = of(period - 1, false);
            if renewed + lost > 0.0 {
                self.due(period, renewed, lost, 0.0);
            }
        }
        let row = |(period, (renewed, lost))| PeriodRenewals { period, renewed, lost };
        let periods = self.due.into_iter().map(row).filter(|row| row.renewed + row.lost > 0.0).collect();
        RenewalStatistics { periods, customers: self.customers }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tenure(renewals: u32, active: bool) -> Tenure {
        Tenure { renewals, active }
    }

    #[test]
    fn tenures_become_renewals_and_losses() {
        let mut builder = RenewalStatisticsBuilder::default();
        builder.push(tenure(0, false), 2.0).unwrap();
        builder.push(tenure(0, true), 1.0).unwrap();
        builder.push(tenure(2, true), 1.0).unwrap();
        builder.push(tenure(3, false), 0.5).unwrap();
        let statistics = builder.finish();
        let rows: Vec<_> = statistics.periods().iter().map(|row| (row.period, row.renewed, row.lost)).collect();
        assert_eq!(rows, [(1, 1.5, 2.0), (2, 1.5, 0.0), (3, 0.5, 0.0), (4, 0.0, 0.5)]);
        assert_eq!(statistics.customers(), 4.5);
        assert_eq!((statistics.lost(), statistics.renewed()), (2.5, 3.5));
        assert_eq!(statistics.survival()[1], 1.5 / 3.5);
    }

    #[test]
    fn impossible_customers_are_refused() {
        let mut builder = RenewalStatisticsBuilder::default();
        for weight in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(builder.push(tenure(1, true), weight).unwrap_err().code(), "renewals-weight");
        }
        assert_eq!(builder.push(tenure(MAX_RENEWALS, true), 1.0).unwrap_err().code(), "renewals-too-many");
    }
}

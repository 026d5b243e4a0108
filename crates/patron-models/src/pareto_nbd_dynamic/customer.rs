//! Customers with purchases and covariates over time, checked.

use super::{DynamicError, history};
use crate::covariates::{CovariateError, CovariateSample, CovariateSampleBuilder, Design};
use crate::history::Statistics;

/// A customer as given.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Customer {
    /// Times of the repeat purchases, from the first purchase on.
    pub(super) purchases: Vec<f64>,
    pub(super) age: f64,
    /// When each row of covariates begins to hold.
    pub(super) starts: Vec<f64>,
    /// Covariates by rows.
    pub(super) values: Vec<f64>,
    /// Until when the last row holds.
    pub(super) until: f64,
}

/// Customers with purchases and covariates over time; built by [`DynamicSampleBuilder`].
#[derive(Debug, Clone, PartialEq)]
pub struct DynamicSample {
    names: Vec<String>,
    customers: Vec<Customer>,
}

/// Collects customers one by one.
#[derive(Debug, Clone)]
pub struct DynamicSampleBuilder(DynamicSample);

impl DynamicSampleBuilder {
    /// With the names of the covariates.
    ///
    /// # Errors
    /// When a name comes twice.
    pub fn new(names: &[&str]) -> Result<Self, DynamicError> {
        // The same check as of covariates that do not change.
        let names = CovariateSampleBuilder::<()>::new(names)?.finish().names().to_vec();
        Ok(Self(DynamicSample { names, customers: Vec::new() }))
    }

    /// Adds a customer: the times of the repeat purchases in order, from the first purchase on; the age, from the first
    /// purchase to the valuation date; and the covariates, one row for each time of `starts` from which on it holds,
    /// the last one until `until`. A purchase at the very time of a change belongs to what follows.
    ///
    /// # Errors
    /// When purchases are out of order or beyond the age, covariates are not known from 0 to the age, or a value is
    /// missing or not finite.
    pub fn push(
        &mut self,
        purchases: &[f64],
        age: f64,
        starts: &[f64],
        values: &[Vec<f64>],
        until: f64,
    ) -> Result<(), DynamicError> {
        let row = self.0.customers.len() + 1;
        if !(age.is_finite() && age >= 0.0) {
            return Err(DynamicError::Age { row, age });
        }
        let mut before = 0.0;
        for time in purchases {
            if !(*time > before && *time <= age) {
                return Err(DynamicError::Purchase { row, time: *time, before, age });
            }
            before = *time;
        }
        self.check_times(row, age, starts, until)?;
        if values.len() != starts.len() {
            return Err(CovariateError::Count { row, found: values.len(), expected: starts.len() }.into());
        }
        for of_period in values {
            self.check_values(row, of_period)?;
        }
        let customer =
            Customer { purchases: purchases.to_vec(), age, starts: starts.to_vec(), values: values.concat(), until };
        self.0.customers.push(customer);
        Ok(())
    }

    fn check_times(&self, row: usize, age: f64, starts: &[f64], until: f64) -> Result<(), DynamicError> {
        let from = starts.first().copied().unwrap_or(f64::INFINITY);
        if !(from <= 0.0) {
            return Err(DynamicError::Begin { row, from });
        }
        let mut before = f64::NEG_INFINITY;
        for time in starts.iter().chain([&until]) {
            if !(*time > before && time.is_finite()) {
                return Err(DynamicError::Change { row, time: *time, before });
            }
            before = *time;
        }
        if until < age {
            return Err(DynamicError::End { row, until, needed: age });
        }
        Ok(())
    }

    fn check_values(&self, row: usize, values: &[f64]) -> Result<(), CovariateError> {
        let (found, expected) = (values.len(), self.0.names.len());
        if found != expected {
            return Err(CovariateError::Count { row, found, expected });
        }
        match self.0.names.iter().zip(values).find(|(_, value)| !value.is_finite()) {
            Some((name, value)) => Err(CovariateError::NotFinite { row, covariate: name.clone(), value: *value }),
            None => Ok(()),
        }
    }

    /// The customers in the order given.
    #[must_use]
    pub fn finish(self) -> DynamicSample {
        self.0
    }
}

impl DynamicSample {
    pub(super) fn customers(&self) -> &[Customer] {
        &self.customers
    }

    /// Number of covariates.
    pub(super) fn width(&self) -> usize {
        self.names.len()
    }

    /// Number of customers.
    #[must_use]
    pub fn len(&self) -> usize {
        self.customers.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.customers.is_empty()
    }

    /// Positions of a model's covariates among those here.
    pub(super) fn columns(&self, design: &Design) -> Result<Vec<usize>, CovariateError> {
        let known = || self.names.join(", ");
        let missing = |name: &String| CovariateError::Missing { covariate: name.clone(), known: known() };
        let position = |name: &String| self.names.iter().position(|known| known == name).ok_or_else(|| missing(name));
        design.covariates().iter().map(position).collect()
    }

    /// The histories without covariates.
    pub(super) fn statistics(&self) -> Statistics {
        self.customers.iter().filter_map(|customer| history(&customer.purchases, customer.age)).collect()
    }

    /// Every period of every customer, weighted by the time that was observed of it.
    pub(super) fn periods(&self) -> Result<CovariateSample<()>, CovariateError> {
        let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
        let mut periods = CovariateSampleBuilder::new(&names)?;
        for customer in &self.customers {
            for (from, to, values) in customer.periods(self.names.len(), 0.0, customer.age) {
                periods.push_weighted((), values, to - from)?;
            }
        }
        Ok(periods.finish())
    }
}

impl Customer {
    /// Periods between two times: from, to and covariates.
    pub(super) fn periods(&self, width: usize, from: f64, to: f64) -> impl Iterator<Item = (f64, f64, &[f64])> {
        let ends = self.starts.iter().skip(1).chain([&self.until]);
        let rows = (0..self.starts.len()).map(move |i| &self.values[i * width..(i + 1) * width]);
        let cut = move |((start, end), row): ((&f64, &f64), _)| (start.max(from), end.min(to), row);
        self.starts.iter().zip(ends).zip(rows).map(cut).filter(|(start, end, _)| start < end)
    }

    /// Covariates at a time from 0 to the end.
    pub(super) fn at(&self, width: usize, time: f64) -> &[f64] {
        let row = self.starts.partition_point(|start| *start <= time).saturating_sub(1);
        &self.values[row * width..(row + 1) * width]
    }
}

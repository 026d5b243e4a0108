//! Customers with their covariates, checked.

use std::collections::{HashMap, HashSet};

use super::{CovariateError, Design};

/// Residual spread of a covariate, beside its own, below which it follows from the others: the information about its
/// coefficient would have no digits left.
const NOTHING_OF_ITS_OWN: f64 = 1e-6;

/// Customers, what is observed of each (a history, a spend, an age …), and their covariates; built by
/// [`CovariateSampleBuilder`].
#[derive(Debug, Clone, PartialEq)]
pub struct CovariateSample<T> {
    names: Vec<String>,
    /// Covariates by rows.
    values: Vec<f64>,
    customers: Vec<(T, f64)>,
}

/// Customers who have the covariates of a model in common.
#[derive(Debug, Clone, PartialEq)]
pub struct CovariateGroup {
    /// Their covariates, in the order of the model.
    pub values: Vec<f64>,
    /// Their positions in the sample, from 0.
    pub customers: Vec<usize>,
}

/// Collects customers one by one.
#[derive(Debug, Clone)]
pub struct CovariateSampleBuilder<T>(CovariateSample<T>);

impl<T> CovariateSampleBuilder<T> {
    /// With the names of the covariates.
    ///
    /// # Errors
    /// When a name comes twice.
    pub fn new(names: &[&str]) -> Result<Self, CovariateError> {
        let mut seen = HashSet::new();
        if let Some(name) = names.iter().find(|name| !seen.insert(**name)) {
            let (covariate, place) = ((*name).to_owned(), "the customers' covariates".to_owned());
            return Err(CovariateError::Repeated { covariate, place });
        }
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        Ok(Self(CovariateSample { names, values: Vec::new(), customers: Vec::new() }))
    }

    /// Adds a customer with covariates in the order of their names.
    ///
    /// # Errors
    /// When there are too many or too few values, or one is not finite.
    pub fn push(&mut self, observed: T, values: &[f64]) -> Result<(), CovariateError> {
        self.push_weighted(observed, values, 1.0)
    }

    /// Adds `weight` customers of the same observation and covariates.
    ///
    /// # Errors
    /// As [`Self::push`], and when the weight is not positive and finite.
    pub fn push_weighted(&mut self, observed: T, values: &[f64], weight: f64) -> Result<(), CovariateError> {
        let sample = &mut self.0;
        let (row, found, expected) = (sample.customers.len() + 1, values.len(), sample.names.len());
        if found != expected {
            return Err(CovariateError::Count { row, found, expected });
        }
        if let Some((name, value)) = sample.names.iter().zip(values).find(|(_, value)| !value.is_finite()) {
            return Err(CovariateError::NotFinite { row, covariate: name.clone(), value: *value });
        }
        if !(weight > 0.0 && weight.is_finite()) {
            return Err(CovariateError::Weight { row, weight });
        }
        // Adding zero turns −0 into 0, so that equal covariates have equal bits.
        sample.values.extend(values.iter().map(|value| value + 0.0));
        sample.customers.push((observed, weight));
        Ok(())
    }

    /// The customers in the order given.
    #[must_use]
    pub fn finish(self) -> CovariateSample<T> {
        self.0
    }
}

impl<T> CovariateSample<T> {
    /// Observations with weights, in the order given.
    #[must_use]
    pub fn customers(&self) -> &[(T, f64)] {
        &self.customers
    }

    /// Names of the covariates.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Customers by the covariates of a model, in an order that does not depend on that of the customers.
    ///
    /// # Errors
    /// When a covariate of the model is missing.
    pub fn groups(&self, design: &Design) -> Result<Vec<CovariateGroup>, CovariateError> {
        let columns = self.columns(design)?;
        let mut places: HashMap<Vec<u64>, usize> = HashMap::new();
        let mut groups: Vec<CovariateGroup> = Vec::new();
        for customer in 0..self.customers.len() {
            let values: Vec<f64> = columns.iter().map(|column| self.value(customer, *column)).collect();
            let place = *places.entry(values.iter().map(|value| value.to_bits()).collect()).or_insert_with(|| {
                groups.push(CovariateGroup { values, customers: Vec::new() });
                groups.len() - 1
            });
            groups[place].customers.push(customer);
        }
        let order = |one: &CovariateGroup, other: &CovariateGroup| {
            let pairs = one.values.iter().zip(&other.values);
            pairs.map(|(a, b)| a.total_cmp(b)).find(|order| order.is_ne()).unwrap_or(std::cmp::Ordering::Equal)
        };
        groups.sort_by(order);
        Ok(groups)
    }

    /// Whether every covariate of a model varies and says something of its own.
    ///
    /// # Errors
    /// When one is missing, is the same for all, or follows from others that have the same effect.
    pub fn check(&self, design: &Design) -> Result<(), CovariateError> {
        let columns = self.columns(design)?;
        let mut standard = HashMap::new();
        for (i, column) in columns.iter().enumerate() {
            standard.insert(i, self.standardised(*column)?);
        }
        for of_effect in design.covariates_by_effect() {
            let chosen: Vec<(&str, &[f64])> = of_effect
                .iter()
                .filter_map(|i| Some((design.covariates()[*i].as_str(), standard.get(i)?.as_slice())))
                .collect();
            check_independent(&chosen)?;
        }
        Ok(())
    }

    fn columns(&self, design: &Design) -> Result<Vec<usize>, CovariateError> {
        let position = |name: &String| {
            self.names
                .iter()
                .position(|known| known == name)
                .ok_or_else(|| CovariateError::Missing { covariate: name.clone(), known: self.names.join(", ") })
        };
        design.covariates().iter().map(position).collect()
    }

    fn value(&self, customer: usize, column: usize) -> f64 {
        self.values[customer * self.names.len() + column]
    }

    /// A column times the roots of the weights, with mean 0 and length 1.
    fn standardised(&self, column: usize) -> Result<Vec<f64>, CovariateError> {
        let values: Vec<f64> = (0..self.customers.len()).map(|customer| self.value(customer, column)).collect();
        let first = values.first().copied().unwrap_or(0.0);
        let weights = || self.customers.iter().map(|(_, weight)| *weight);
        let mean = first
            + values.iter().zip(weights()).map(|(value, weight)| weight * (value - first)).sum::<f64>()
                / weights().sum::<f64>();
        let mut centred: Vec<f64> =
            values.iter().zip(weights()).map(|(value, weight)| weight.sqrt() * (value - mean)).collect();
        let length = dot(&centred, &centred).sqrt();
        if values.iter().all(|value| *value == first) || !(length > 0.0) {
            return Err(CovariateError::Constant { covariate: self.names[column].clone(), value: first });
        }
        centred.iter_mut().for_each(|value| *value /= length);
        Ok(centred)
    }
}

/// Gram-Schmidt in the order given: a column of which nothing is left follows from those before it.
fn check_independent(columns: &[(&str, &[f64])]) -> Result<(), CovariateError> {
    let mut basis: Vec<Vec<f64>> = Vec::new();
    // Columns in terms of the basis, by rows.
    let mut triangle: Vec<Vec<f64>> = Vec::new();
    for (name, column) in columns {
        let mut rest = column.to_vec();
        let mut parts = vec![0.0; basis.len()];
        // Twice: what rounding leaves of the first pass goes with the second.
        for _ in 0..2 {
            for (part, direction) in parts.iter_mut().zip(&basis) {
                let along = dot(&rest, direction);
                *part += along;
                rest.iter_mut().zip(direction).for_each(|(value, of_basis)| *value -= along * of_basis);
            }
        }
        let length = dot(&rest, &rest).sqrt();
        if length < NOTHING_OF_ITS_OWN {
            let multiples = back_substituted(&triangle, parts);
            let named = columns.iter().zip(multiples).filter(|(_, multiple)| multiple.abs() > NOTHING_OF_ITS_OWN);
            let others: Vec<&str> = named.map(|((name, _), _)| *name).collect();
            return Err(CovariateError::Collinear { covariate: (*name).to_owned(), others: others.join(", ") });
        }
        parts.push(length);
        triangle.push(parts);
        rest.iter_mut().for_each(|value| *value /= length);
        basis.push(rest);
    }
    Ok(())
}

/// Multiples of the columns that give a vector, from its parts along the basis.
fn back_substituted(triangle: &[Vec<f64>], mut parts: Vec<f64>) -> Vec<f64> {
    let mut multiples = vec![0.0; parts.len()];
    for (i, row) in triangle.iter().enumerate().rev() {
        multiples[i] = parts[i] / row[i];
        for (part, entry) in parts.iter_mut().zip(row) {
            *part -= multiples[i] * entry;
        }
    }
    multiples
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

//! Customers arranged for a model: covariates of its two effects, periods that are alike put together.

use super::customer::{Customer, DynamicSample};
use crate::covariates::{CovariateError, Design, Scale};

/// Position of α and β among the parameters.
pub(super) const ALPHA: usize = 1;
pub(super) const BETA: usize = 3;

/// A stretch of time with constant covariates.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stretch {
    pub(super) from: f64,
    pub(super) to: f64,
    /// Covariates of purchases and of stops.
    pub(super) rates: Vec<f64>,
    pub(super) lives: Vec<f64>,
}

/// A customer for a model.
#[derive(Debug, Clone)]
pub(super) struct Prepared {
    pub(super) x: f64,
    pub(super) age: f64,
    /// Σ z over the repeat purchases.
    pub(super) bought_at: Vec<f64>,
    /// Before the last purchase, in any order.
    pub(super) before: Vec<Stretch>,
    /// From the last purchase to the age, in order.
    pub(super) since: Vec<Stretch>,
}

/// How the coefficients of a model lie in its parameters.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    columns: Vec<usize>,
    width: usize,
    /// Coefficients of purchases: position among all parameters, and which covariate of the model.
    rates: Vec<(usize, usize)>,
    lives: Vec<(usize, usize)>,
}

/// Parameters by what they are.
#[derive(Debug, Clone)]
pub(super) struct Point {
    pub(super) r: f64,
    pub(super) alpha: f64,
    pub(super) s: f64,
    pub(super) beta: f64,
    pub(super) rates: Vec<f64>,
    pub(super) lives: Vec<f64>,
}

impl Layout {
    pub(super) fn new(design: &Design, sample: &DynamicSample) -> Result<Self, CovariateError> {
        let columns = sample.columns(design)?;
        let base = design.base_count();
        let scaling = |parameter: usize| -> Vec<(usize, usize)> {
            design.scaling(parameter).into_iter().map(|(coefficient, z)| (base + coefficient, z)).collect()
        };
        Ok(Self { columns, width: sample.width(), rates: scaling(ALPHA), lives: scaling(BETA) })
    }

    /// Parameters in the order of the model, by what they are.
    pub(super) fn point(&self, parameters: &[f64]) -> Point {
        let of = |all: &[(usize, usize)]| all.iter().map(|(i, _)| parameters[*i]).collect();
        Point {
            r: parameters[0],
            alpha: parameters[ALPHA],
            s: parameters[2],
            beta: parameters[BETA],
            rates: of(&self.rates),
            lives: of(&self.lives),
        }
    }

    /// Positions in the model of r, α, γ …, s, β, δ ….
    pub(super) fn order(&self) -> Vec<usize> {
        let of = |all: &[(usize, usize)]| all.iter().map(|(i, _)| *i).collect::<Vec<_>>();
        [vec![0, ALPHA], of(&self.rates), vec![2, BETA], of(&self.lives)].concat()
    }

    /// The covariates of the model at a row of the customer's.
    fn covariates(&self, row: &[f64], scale: Option<&Scale>) -> Vec<f64> {
        let z: Vec<f64> = self.columns.iter().map(|column| row[*column]).collect();
        scale.map_or_else(|| z.clone(), |scale| scale.standard(&z))
    }

    fn chosen(effects: &[(usize, usize)], z: &[f64]) -> Vec<f64> {
        effects.iter().map(|(_, covariate)| z[*covariate]).collect()
    }

    /// Stretches between two times, in order.
    pub(super) fn stretches(&self, customer: &Customer, from: f64, to: f64, scale: Option<&Scale>) -> Vec<Stretch> {
        let mut stretches: Vec<Stretch> = Vec::new();
        for (from, to, row) in customer.periods(self.width, from, to) {
            let z = self.covariates(row, scale);
            let next = Stretch { from, to, rates: Self::chosen(&self.rates, &z), lives: Self::chosen(&self.lives, &z) };
            match stretches.last_mut().filter(|last| last.rates == next.rates && last.lives == next.lives) {
                Some(last) => last.to = to,
                None => stretches.push(next),
            }
        }
        stretches
    }

    pub(super) fn prepare(&self, customer: &Customer, scale: Option<&Scale>) -> Prepared {
        let recency = customer.purchases.last().copied().unwrap_or(0.0);
        let mut bought_at = vec![0.0; self.rates.len()];
        for time in &customer.purchases {
            let z = self.covariates(customer.at(self.width, *time), scale);
            bought_at.iter_mut().zip(Self::chosen(&self.rates, &z)).for_each(|(sum, z)| *sum += z);
        }
        Prepared {
            x: customer.purchases.len() as f64,
            age: customer.age,
            bought_at,
            before: put_together(self.stretches(customer, 0.0, recency, scale)),
            since: self.stretches(customer, recency, customer.age, scale),
        }
    }
}

/// One stretch of all time at the same covariates; its times are lengths only.
fn put_together(stretches: Vec<Stretch>) -> Vec<Stretch> {
    let mut distinct: Vec<Stretch> = Vec::new();
    for next in stretches {
        match distinct.iter_mut().find(|known| known.rates == next.rates && known.lives == next.lives) {
            Some(known) => known.to += next.to - next.from,
            None => distinct.push(next),
        }
    }
    distinct
}

impl Stretch {
    pub(super) fn time(&self) -> f64 {
        self.to - self.from
    }
}

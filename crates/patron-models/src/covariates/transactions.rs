//! Transaction models with covariates.

use rayon::prelude::*;

use super::groups::{self, Group};
use super::{
    CovariateBase, CovariateError, CovariateGroup, CovariateSample, CovariateTotal, Design, Local, SpendOfCustomers,
};
use crate::fit::{Fit, FitError};
use crate::history::{History, HistoryError, Statistics, StatisticsBuilder};
use crate::interval::{ResidualSpend, ResidualValue, Uncertainty};
use crate::transaction::{Prediction, Predictor, Terms, TransactionModel, check_sample};

/// A transaction model with covariates.
///
/// Parameters are slices in the order of [`Design::parameter_names`]: those of the base model at covariates of 0, then
/// the coefficients.
#[derive(Debug, Clone)]
pub struct CovariateModel {
    base: &'static dyn CovariateBase,
    design: Design,
    tables: bool,
}

/// A group with the model at its parameters.
struct At<'a> {
    group: &'a CovariateGroup,
    local: Local,
    predictor: Box<dyn Predictor>,
}

impl CovariateModel {
    /// A base model and, for each of its effects, the names of the covariates that have it; for example
    /// `[("lifetime", &["Gender"]), ("transaction", &["Gender", "Channel"])]`.
    ///
    /// # Errors
    /// When the model has no such effect, a covariate is named twice, or none is named.
    pub fn new(base: &'static dyn TransactionModel, effects: &[(&str, &[&str])]) -> Result<Self, CovariateError> {
        let Some(scaled) = base.covariate_base() else {
            let effect = effects.first().map_or("transaction", |(effect, _)| effect).to_owned();
            return Err(CovariateError::Effect { effect, model: base.name(), expected: "none".to_owned() });
        };
        let design = Design::new(scaled.name(), scaled.parameter_names(), scaled.effects(), effects)?;
        Ok(Self { base: scaled, design, tables: true })
    }

    /// The same model predicting every customer alone, where others fill tables for each kind of customer: quicker where
    /// hardly two customers have the same covariates. Results differ in the tenth digit at most.
    #[must_use]
    pub fn without_tables(self) -> Self {
        Self { tables: false, ..self }
    }

    /// The model without covariates.
    #[must_use]
    pub fn base(&self) -> &'static dyn TransactionModel {
        self.base
    }

    /// Names of parameters and covariates, and the base model at given covariates.
    #[must_use]
    pub fn design(&self) -> &Design {
        &self.design
    }

    /// Log-likelihood of a sample and its gradient by the parameters.
    ///
    /// # Errors
    /// When the parameters are not the model's or a covariate is missing.
    pub fn log_likelihood(
        &self,
        parameters: &[f64],
        sample: &CovariateSample<History>,
    ) -> Result<(f64, Vec<f64>), CovariateError> {
        self.design.check(parameters)?;
        let groups = sample.groups(&self.design)?;
        let of_group = |group: &CovariateGroup| -> Result<(f64, Vec<f64>), CovariateError> {
            let local = self.design.local_unchecked(parameters, &group.values)?;
            let statistics = statistics(sample, &group.customers)?;
            let (value, gradient) = self.base.log_likelihood(local.parameters(), &statistics)?;
            Ok((value, local.gradient(&gradient)))
        };
        let parts: Vec<_> = groups.par_iter().map(of_group).collect();
        let mut sums = (0.0, vec![0.0; parameters.len()]);
        for part in parts {
            let (value, gradient) = part?;
            sums.0 += value;
            sums.1.iter_mut().zip(gradient).for_each(|(sum, slope)| *sum += slope);
        }
        Ok(sums)
    }

    /// Maximum-likelihood estimates, from those of the base model and coefficients of 0.
    ///
    /// # Errors
    /// When the base model refuses the sample, a covariate is missing, never varies or follows from others, when a
    /// parameter or a coefficient runs to a limit, or when no maximum is found.
    pub fn fit(&self, sample: &CovariateSample<History>) -> Result<Fit, FitError> {
        let everyone: Vec<usize> = (0..sample.customers().len()).collect();
        let whole = statistics(sample, &everyone)?;
        check_sample(&whole)?;
        sample.check(&self.design)?;
        let customers = whole.customers();
        let of_group = |group: CovariateGroup| -> Result<_, CovariateError> {
            let statistics = statistics(sample, &group.customers)?;
            let objective = self.base.objective(&statistics, customers);
            Ok(Group { z: group.values, weight: statistics.customers(), objective })
        };
        let groups = sample.groups(&self.design)?.into_par_iter().map(of_group).collect::<Result<Vec<_>, _>>()?;
        let without = self.base.fit(&whole).ok().map(|fit| fit.parameters.values());
        let starts = without.into_iter().chain(self.base.starting_points(&whole)).collect();
        let boundary_meaning = |parameter, toward| self.base.boundary_meaning(parameter, toward);
        groups::fit(&self.design, &groups, starts, &boundary_meaning)
            .map_err(|error| self.base.explained(error, &whole))
    }

    /// Predictions in the order of the customers. Their gradients are by the base parameters at the customer's
    /// covariates; [`Local::gradient`] carries them over.
    ///
    /// # Errors
    /// When the parameters are not the model's or a covariate is missing.
    pub fn predict_all(
        &self,
        parameters: &[f64],
        terms: Terms,
        sample: &CovariateSample<History>,
    ) -> Result<Vec<Prediction>, CovariateError> {
        let of_group = |at: &At<'_>| at.predictor.predict_all(&histories(sample, at.group));
        let parts = self.by_group(parameters, terms, sample, of_group)?;
        Ok(in_order(sample, parts))
    }

    /// Residual values with intervals in the order of the customers, and their total. `spend` is `None` where there are
    /// counts only.
    ///
    /// # Errors
    /// When a fit is not the model's or has no covariance, a covariate is missing, or the spend is of other customers.
    pub fn residual_values(
        &self,
        fit: &Fit,
        terms: Terms,
        sample: &CovariateSample<History>,
        spend: Option<&SpendOfCustomers>,
    ) -> Result<(Vec<ResidualValue>, CovariateTotal), CovariateError> {
        let expected = sample.customers().len();
        if let Some(found) = spend.map(SpendOfCustomers::len).filter(|found| *found != expected) {
            return Err(CovariateError::Customers { found, expected });
        }
        let parameters = fit.parameters.ordered(&self.design.parameter_names()).map_err(CovariateError::from)?;
        let of_group = |at: &At<'_>| -> Result<(Vec<ResidualValue>, CovariateTotal), CovariateError> {
            let here = at.local.fit(self.base.parameter_names(), fit);
            let histories = histories(sample, at.group);
            let predictions = at.predictor.predict_all(&histories);
            let mut total = CovariateTotal::default();
            let mut values = Vec::with_capacity(histories.len());
            for ((customer, history), prediction) in at.group.customers.iter().zip(&histories).zip(&predictions) {
                let spend = spend.map(|spend| spend.get(*customer));
                let uncertainty = Uncertainty::new(Some(&here), spend.map(|spend| spend.fit))?;
                let residual = ResidualSpend::new(prediction, spend.map(|spend| spend.law));
                let counts = |up_to: usize| at.predictor.count_probabilities(history, up_to);
                let value = ResidualValue::new(&residual, &uncertainty, counts);
                let weight = sample.customers()[*customer].1;
                total.add(&value, weight, &at.local, spend.map(|spend| spend.local));
                values.push(value);
            }
            Ok((values, total))
        };
        let parts = self.by_group(&parameters, terms, sample, of_group)?;
        let mut total = CovariateTotal::default();
        let mut values = Vec::with_capacity(parts.len());
        for (group, part) in parts {
            let (of_group, its_total) = part?;
            total.merge(&its_total);
            values.push((group, of_group));
        }
        Ok((in_order(sample, values), total))
    }

    /// Times of the repeat purchases of simulated customers, each observed for its age from the first purchase on and
    /// drawn from a stream of its own.
    ///
    /// # Errors
    /// When the parameters are not the model's, a covariate is missing, or an age is negative or not finite.
    pub fn simulate(
        &self,
        parameters: &[f64],
        ages: &CovariateSample<f64>,
        seed: u64,
    ) -> Result<Vec<Vec<f64>>, CovariateError> {
        /// 2⁶⁴ over the golden ratio: seeds of customers lie apart, whatever the first.
        const APART: u64 = 0x9e37_79b9_7f4a_7c15;
        self.design.check(parameters)?;
        let mut purchases = vec![Vec::new(); ages.customers().len()];
        for group in ages.groups(&self.design)? {
            let local = self.design.local_unchecked(parameters, &group.values)?;
            for customer in group.customers {
                let own = seed.wrapping_add(APART.wrapping_mul(customer as u64));
                let mut drawn = self.base.simulate(local.parameters(), &[ages.customers()[customer].0], own)?;
                purchases[customer] = drawn.pop().unwrap_or_default();
            }
        }
        Ok(purchases)
    }

    /// Something of every group, with its customers; in parallel.
    fn by_group<R: Send>(
        &self,
        parameters: &[f64],
        terms: Terms,
        sample: &CovariateSample<History>,
        f: impl Fn(&At<'_>) -> R + Sync,
    ) -> Result<Vec<(CovariateGroup, R)>, CovariateError> {
        self.design.check(parameters)?;
        let of_group = |group: CovariateGroup| {
            let local = self.design.local_unchecked(parameters, &group.values)?;
            let predictor = if self.tables {
                self.base.predictor(local.parameters(), terms)?
            } else {
                self.base.direct_predictor(local.parameters(), terms)?
            };
            let of_it = f(&At { group: &group, local, predictor });
            Ok((group, of_it))
        };
        sample.groups(&self.design)?.into_par_iter().map(of_group).collect()
    }
}

fn histories(sample: &CovariateSample<History>, group: &CovariateGroup) -> Vec<History> {
    group.customers.iter().map(|customer| sample.customers()[*customer].0).collect()
}

/// Distinct histories of some customers.
fn statistics(sample: &CovariateSample<History>, customers: &[usize]) -> Result<Statistics, CovariateError> {
    let mut builder = StatisticsBuilder::default();
    for customer in customers {
        let (history, weight) = sample.customers()[*customer];
        let refused = |_: HistoryError| CovariateError::Weight { row: customer + 1, weight };
        builder.push_weighted(history, weight).map_err(refused)?;
    }
    Ok(builder.finish())
}

/// Results by group put back into the order of the customers.
fn in_order<T: Copy>(sample: &CovariateSample<History>, parts: Vec<(CovariateGroup, Vec<T>)>) -> Vec<T> {
    let mut placed: Vec<(usize, T)> = Vec::with_capacity(sample.customers().len());
    for (group, of_group) in parts {
        placed.extend(group.customers.into_iter().zip(of_group));
    }
    placed.sort_unstable_by_key(|(customer, _)| *customer);
    placed.into_iter().map(|(_, of_customer)| of_customer).collect()
}

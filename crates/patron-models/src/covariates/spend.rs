//! Gamma-Gamma with covariates on its scale.
//!
//! γᵢ = γ · exp(δ′zᵢ) multiplies every amount by e^(δ′z): a regression with a logarithmic link, in which p and q stay
//! the same.

use super::groups::{self, Group};
use super::{CovariateError, CovariateGroup, CovariateSample, Design, Effect, Local};
use crate::fit::{Fit, FitError};
use crate::gamma_gamma::{self, GammaGamma, SpendError, SpendHistory, SpendLaw, SpendStatistics};
use crate::history::History;
use crate::interval::{ResidualSpend, ResidualValue, Uncertainty};
use crate::transaction::{Prediction, Predictor};
use rayon::prelude::*;

/// Gamma-Gamma with covariates. Parameters: p, q, gamma at covariates of 0, then the coefficients `spend.…`.
#[derive(Debug, Clone, PartialEq)]
pub struct CovariateSpend {
    design: Design,
}

/// The spend of customers, in their order, with what it is known from.
#[derive(Debug, Clone, PartialEq)]
pub struct SpendOfCustomers {
    laws: Vec<SpendLaw>,
    /// Which of the locals each customer has.
    places: Vec<usize>,
    locals: Vec<(Local, Fit)>,
}

/// The spend of one customer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OneSpend<'a> {
    pub(crate) law: SpendLaw,
    pub(crate) local: &'a Local,
    pub(crate) fit: &'a Fit,
}

impl CovariateSpend {
    /// With the names of the covariates.
    ///
    /// # Errors
    /// When a covariate is named twice, or none is named.
    pub fn new(covariates: &[&str]) -> Result<Self, CovariateError> {
        const KNOWN: &[Effect] = &[Effect::SPEND];
        let effects = [(Effect::SPEND.name, covariates)];
        let design = Design::new(GammaGamma::NAME, GammaGamma::PARAMETER_NAMES, KNOWN, &effects)?;
        Ok(Self { design })
    }

    /// Names of parameters and covariates, and the base model at given covariates.
    #[must_use]
    pub fn design(&self) -> &Design {
        &self.design
    }

    /// Gamma-Gamma for customers with covariates `z`.
    ///
    /// # Errors
    /// As [`Design::local`].
    pub fn at(&self, parameters: &[f64], z: &[f64]) -> Result<GammaGamma, CovariateError> {
        Ok(GammaGamma::new(self.design.local(parameters, z)?.parameters())?)
    }

    /// Log-likelihood of a sample and its gradient by the parameters.
    ///
    /// # Errors
    /// When the parameters are not the model's or a covariate is missing.
    pub fn log_likelihood(
        &self,
        parameters: &[f64],
        sample: &CovariateSample<SpendHistory>,
    ) -> Result<(f64, Vec<f64>), CovariateError> {
        self.design.check(parameters)?;
        let mut sums = (0.0, vec![0.0; parameters.len()]);
        for group in sample.groups(&self.design)? {
            let local = self.design.local_unchecked(parameters, &group.values)?;
            let statistics = statistics(sample, &group.customers)?;
            let (value, gradient) = GammaGamma::new(local.parameters())?.log_likelihood(&statistics);
            sums.0 += value;
            sums.1.iter_mut().zip(local.gradient(&gradient)).for_each(|(sum, slope)| *sum += slope);
        }
        Ok(sums)
    }

    /// Maximum-likelihood estimates, from those of Gamma-Gamma and coefficients of 0.
    ///
    /// # Errors
    /// As [`GammaGamma::fit`], and when a covariate is missing, never varies or follows from others, or a coefficient
    /// runs to a limit.
    pub fn fit(&self, sample: &CovariateSample<SpendHistory>) -> Result<Fit, FitError> {
        let everyone: Vec<usize> = (0..sample.customers().len()).collect();
        let whole = statistics(sample, &everyone)?;
        gamma_gamma::fit::check(&whole)?;
        sample.check(&self.design)?;
        let customers = whole.customers();
        let of_group = |group: CovariateGroup| -> Result<_, CovariateError> {
            let statistics = statistics(sample, &group.customers)?;
            let objective = gamma_gamma::fit::objective(&statistics, customers);
            Ok(Group { z: group.values, weight: statistics.customers(), objective })
        };
        let groups = sample.groups(&self.design)?.into_iter().map(of_group).collect::<Result<Vec<_>, _>>()?;
        let without = GammaGamma::fit(&whole).ok().map(|fit| fit.parameters.values());
        let starts = without.into_iter().chain(gamma_gamma::fit::starts(&whole)).collect();
        groups::fit(&self.design, &groups, starts, &gamma_gamma::fit::boundary_meaning)
    }

    /// The spend of customers at a fit; of those without a spend history that of an unknown customer with their
    /// covariates.
    ///
    /// # Errors
    /// When the fit is not the model's or a covariate is missing.
    pub fn of_customers(
        &self,
        fit: &Fit,
        customers: &CovariateSample<Option<SpendHistory>>,
    ) -> Result<SpendOfCustomers, CovariateError> {
        let parameters = fit.parameters.ordered(&self.design.parameter_names())?;
        self.design.check(&parameters)?;
        let mut placed = Vec::with_capacity(customers.customers().len());
        let mut locals = Vec::new();
        for group in customers.groups(&self.design)? {
            let local = self.design.local_unchecked(&parameters, &group.values)?;
            let model = GammaGamma::new(local.parameters())?;
            for customer in group.customers {
                let law = model.spend(customers.customers()[customer].0.as_ref());
                placed.push((customer, law, locals.len()));
            }
            let here = local.fit(GammaGamma::PARAMETER_NAMES, fit);
            locals.push((local, here));
        }
        placed.sort_unstable_by_key(|(customer, _, _)| *customer);
        let (laws, places) = placed.into_iter().map(|(_, law, place)| (law, place)).unzip();
        Ok(SpendOfCustomers { laws, places, locals })
    }
}

impl SpendOfCustomers {
    /// The spend of customers at a fit of Gamma-Gamma without covariates.
    ///
    /// # Errors
    /// When the fit is not of that model.
    pub fn without_covariates(fit: &Fit, histories: &[Option<SpendHistory>]) -> Result<Self, CovariateError> {
        let model = GammaGamma::from_named(&fit.parameters)?;
        let local = Local::same_for_all(&fit.parameters.ordered(GammaGamma::PARAMETER_NAMES)?);
        Ok(Self {
            laws: histories.iter().map(|history| model.spend(history.as_ref())).collect(),
            places: vec![0; histories.len()],
            locals: vec![(local, fit.clone())],
        })
    }

    /// The spend of each customer.
    #[must_use]
    pub fn laws(&self) -> &[SpendLaw] {
        &self.laws
    }

    /// Residual values of customers whose purchases have no covariates, in the order given; in parallel.
    ///
    /// `predictions` are the predictor's for `histories`, `transactions` its fit where that is uncertain. Customers beyond
    /// the shortest of the lists are left out.
    ///
    /// # Errors
    /// When a covariance is none.
    pub fn residual_values(
        &self,
        predictor: &dyn Predictor,
        histories: &[History],
        predictions: &[Prediction],
        transactions: Option<&Fit>,
    ) -> Result<Vec<ResidualValue>, CovariateError> {
        let of_group = |(_, fit): &(Local, Fit)| Uncertainty::new(transactions, Some(fit));
        let uncertain: Vec<Uncertainty> = self.locals.iter().map(of_group).collect::<Result<_, _>>()?;
        let customers = histories.par_iter().zip(predictions).zip(&self.laws).zip(&self.places);
        let value = |(((history, prediction), law), place): (((&History, &Prediction), &SpendLaw), &usize)| {
            let residual = ResidualSpend::new(prediction, Some(*law));
            ResidualValue::new(&residual, &uncertain[*place], |up_to| predictor.count_probabilities(history, up_to))
        };
        Ok(customers.map(value).collect())
    }

    /// Number of customers.
    #[must_use]
    pub fn len(&self) -> usize {
        self.laws.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.laws.is_empty()
    }

    pub(crate) fn get(&self, customer: usize) -> OneSpend<'_> {
        let (local, fit) = &self.locals[self.places[customer]];
        OneSpend { law: self.laws[customer], local, fit }
    }
}

fn statistics(sample: &CovariateSample<SpendHistory>, customers: &[usize]) -> Result<SpendStatistics, CovariateError> {
    let rows = customers.iter().map(|customer| sample.customers()[*customer]);
    let weight = |_: SpendError| CovariateError::Weight { row: 1, weight: f64::NAN };
    SpendStatistics::from_weighted(rows).map_err(weight)
}

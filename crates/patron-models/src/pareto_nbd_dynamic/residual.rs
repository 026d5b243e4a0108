//! Residual values with intervals, and their total.
//!
//! A customer's discounted purchases hang on all parameters of the fit. For the interval they are the one parameter of
//! a model of one's own, with the variance gᵀ Cov g that the gradient g gives it.

use super::customer::DynamicSample;
use super::error::DynamicError;
use super::future::{Now, of_each};
use super::prepared::Layout;
use crate::covariates::{CovariateError, CovariateTotal, Design, Local, SpendOfCustomers};
use crate::fit::Fit;
use crate::interval::{ResidualSpend, ResidualValue, Uncertainty};
use crate::transaction::{Prediction, Terms};

/// Residual values in the order of the customers, and their total.
pub(super) fn residual_values(
    design: &Design,
    fit: &Fit,
    terms: Terms,
    sample: &DynamicSample,
    spend: Option<&SpendOfCustomers>,
) -> Result<(Vec<ResidualValue>, CovariateTotal), DynamicError> {
    let expected = sample.len();
    if let Some(found) = spend.map(SpendOfCustomers::len).filter(|found| *found != expected) {
        return Err(CovariateError::Customers { found, expected }.into());
    }
    let parameters = fit.parameters.ordered(&design.parameter_names()).map_err(CovariateError::from)?;
    let one = |i: usize, layout: &Layout, now: &Now<'_>| -> Result<(ResidualValue, CovariateTotal), CovariateError> {
        let found = now.predict(layout, terms);
        let local = Local::of_figure(found.figures.discounted_purchases, found.gradient);
        let mut by_figure = found.figures.gradient;
        by_figure[0] = 1.0;
        let prediction = Prediction { gradient: by_figure, ..found.figures };
        let spend = spend.map(|spend| spend.get(i));
        let uncertainty = Uncertainty::new(Some(&local.fit(&["discounted"], fit)), spend.map(|spend| spend.fit))?;
        let residual = ResidualSpend::new(&prediction, spend.map(|spend| spend.law));
        let value = ResidualValue::new(&residual, &uncertainty, |up_to| now.counts(up_to));
        let mut total = CovariateTotal::default();
        total.add(&value, 1.0, &local, spend.map(|spend| spend.local));
        Ok((value, total))
    };
    let mut total = CovariateTotal::default();
    let mut values = Vec::with_capacity(expected);
    for part in of_each(design, &parameters, terms, sample, one)? {
        let (value, of_customer) = part?;
        total.merge(&of_customer);
        values.push(value);
    }
    Ok((values, total))
}

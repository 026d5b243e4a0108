//! What the customers who are left in a cohort will still bring.

use patron_models::contractual::{Lifetime, RenewalModel, RenewalPredictor, RenewalTerms};
use patron_models::interval::{Interval, Uncertainty, total_interval};
use patron_models::transaction::MAX_PARAMETERS;

use super::super::problem;
use super::cohort::Cohort;
use crate::error::Result;

/// What is left out at the end of the payments that count for a variance: a part in a million.
const TAIL: f64 = 13.8;

/// A renewal model in place, and what its parameters leave open.
#[derive(Debug)]
pub(super) struct Values {
    pub(super) predictor: Box<dyn RenewalPredictor>,
    /// The same so far ahead that what follows counts for nothing; where value has no horizon.
    endless: Option<Box<dyn RenewalPredictor>>,
    /// Covariance of the parameters, where intervals are wanted.
    uncertainty: Option<Uncertainty>,
    margin: Option<f64>,
}

/// One cohort.
#[derive(Debug, Clone, Copy)]
pub(super) struct Value {
    /// A customer about to be asked for the next renewal.
    pub(super) lifetime: Lifetime,
    /// Money of all customers of the cohort.
    pub(super) residual: Option<f64>,
    pub(super) interval: Option<Interval>,
}

/// Mean, own variance and gradient of discounted payments.
type Moments = (f64, f64, [f64; MAX_PARAMETERS]);

impl Values {
    /// `endless` asks for value without end, which a discount makes finite.
    pub(super) fn new(
        model: &dyn RenewalModel,
        parameters: &[f64],
        terms: RenewalTerms,
        endless: bool,
        uncertainty: Option<Uncertainty>,
        margin: Option<f64>,
    ) -> Result<Self> {
        let wrong = |error| problem::parameters(model.name(), &error);
        let predictor = model.predictor(parameters, terms).map_err(wrong)?;
        let most = f64::from(patron_models::contractual::MAX_RENEWALS);
        let payments = (TAIL / terms.discount()).ceil().min(most) as u32;
        let far = || RenewalTerms::new(payments.max(terms.payments()), terms.discount());
        let endless = endless.then(|| far().and_then(|terms| model.predictor(parameters, terms))).transpose();
        Ok(Self { predictor, endless: endless.map_err(wrong)?, uncertainty, margin })
    }

    /// What a payment of a customer of the cohort brings.
    fn margin(&self, cohort: &Cohort) -> Option<f64> {
        self.margin.or(cohort.margin)
    }

    pub(super) fn of(&self, cohort: &Cohort) -> Value {
        let lifetime = self.predictor.residual(cohort.renewals());
        let (customers, margin) = (cohort.customers(), self.margin(cohort));
        let moments = self.moments(cohort, &lifetime);
        let interval = self.uncertainty.as_ref().zip(margin).map(|(uncertainty, margin)| {
            let (mean, variance, gradient) = moments;
            let by_parameters = customers * customers * uncertainty.variance(&gradient, &[]);
            total_interval(customers * mean, customers * variance, by_parameters).scaled(margin)
        });
        Value { lifetime, residual: margin.map(|margin| margin * customers * moments.0), interval }
    }

    /// All cohorts together, with an interval where one is wanted; none where a cohort has no margin or loses money.
    pub(super) fn total(&self, cohorts: &[Cohort]) -> Option<(f64, Option<Interval>)> {
        let (mut mean, mut variance, mut slopes) = (0.0, 0.0, [0.0; MAX_PARAMETERS]);
        for cohort in cohorts {
            let margin = self.margin(cohort).filter(|margin| *margin >= 0.0)?;
            let (one, own, gradient) = self.moments(cohort, &self.predictor.residual(cohort.renewals()));
            let money = margin * cohort.customers();
            mean += money * one;
            variance += money * margin * own;
            for (sum, slope) in slopes.iter_mut().zip(gradient) {
                *sum += money * slope;
            }
        }
        let interval = |uncertainty: &Uncertainty| total_interval(mean, variance, uncertainty.variance(&slopes, &[]));
        Some((mean, self.uncertainty.as_ref().map(interval)))
    }

    fn moments(&self, cohort: &Cohort, within: &Lifetime) -> Moments {
        match (&self.endless, within.discounted_forever) {
            (Some(endless), Some(forever)) => {
                // Only an interval needs the variance, which is looked for payment by payment.
                let far = self.uncertainty.as_ref().map(|_| endless.residual(cohort.renewals()).variance);
                (forever, far.unwrap_or(f64::NAN), within.gradient_forever)
            }
            _ => (within.discounted_payments, within.variance, within.gradient),
        }
    }
}

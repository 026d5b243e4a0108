//! Maximum-likelihood fit of the CNBD-k models.

use super::likelihood::of_gaps;
use super::{CnbdK, MOST_STAGES, NAMES};
use crate::bg_nbd;
use crate::fit::{Fit, FitError, NamedValues};
use crate::history::Statistics;
use crate::optimise::Toward;
use crate::transaction::{TransactionModel, check_sample};

/// Fits r, α, a, b for the k held, or for each k from 1 on, and takes the k of the greatest log-likelihood.
pub(super) fn fit(model: CnbdK, statistics: &Statistics) -> Result<Fit, FitError> {
    check_sample(statistics)?;
    if let Some(stages) = model.held {
        return fit_held(model, stages, statistics);
    }
    if statistics.ln_gaps().is_none() {
        return Err(FitError::GapsUnknown);
    }
    let mut best = fit_held(model, 1, statistics);
    for stages in 2..=MOST_STAGES {
        let other = fit_held(model, stages, statistics);
        // A boundary that beats every inner maximum is what the data say, and is said.
        if reached(&other) > reached(&best) || reached(&best).is_nan() {
            best = other;
        }
    }
    let most = f64::from(MOST_STAGES);
    match best {
        Ok(fit) if fit.parameters.get(super::STAGES) == Some(most) => Err(FitError::Boundary {
            parameter: super::STAGES,
            toward: Toward::Infinity,
            meaning: "customers buy more regularly than this model can say, as by standing order",
            stopped_at: Box::new(Fit { converged: false, ..fit }),
        }),
        // k has been chosen by the likelihood as well.
        best => best.map(|fit| with_criteria(fit, NAMES.len())),
    }
}

fn fit_held(model: CnbdK, stages: u32, statistics: &Statistics) -> Result<Fit, FitError> {
    let of_gaps = of_gaps(stages, statistics).ok_or(FitError::GapsUnknown)?;
    let variant = model.variant(stages);
    let starts = bg_nbd::fit::starts(statistics, variant);
    let complete = |fit: Fit| completed(fit, stages, of_gaps);
    bg_nbd::fit::fit_from(model.name(), variant, statistics, &starts).map(complete).map_err(|error| match error {
        FitError::Boundary { parameter, toward, meaning, stopped_at } => {
            FitError::Boundary { parameter, toward, meaning, stopped_at: Box::new(complete(*stopped_at)) }
        }
        FitError::NotConverged { gradient_norm, stopped_at } => {
            FitError::NotConverged { gradient_norm, stopped_at: Box::new(complete(*stopped_at)) }
        }
        other => other,
    })
}

/// The fit of four parameters with k beside them, which takes no part in the covariance, and with the gaps' share of the
/// log-likelihood.
fn completed(fit: Fit, stages: u32, of_gaps: f64) -> Fit {
    let values: Vec<f64> = fit.parameters.values().into_iter().chain([f64::from(stages)]).collect();
    let mut covariance = fit.covariance;
    if !covariance.is_empty() {
        covariance.iter_mut().for_each(|row| row.push(0.0));
        covariance.push(vec![0.0; NAMES.len()]);
    }
    let log_likelihood = fit.log_likelihood + of_gaps;
    let fit = Fit { parameters: NamedValues::new(NAMES, &values), covariance, log_likelihood, ..fit };
    with_criteria(fit, NAMES.len() - 1)
}

/// Akaike's and Schwarz's criteria for a number of estimated parameters.
fn with_criteria(fit: Fit, estimated: usize) -> Fit {
    let count = estimated as f64;
    Fit {
        aic: 2.0 * count - 2.0 * fit.log_likelihood,
        bic: count * fit.customers.ln() - 2.0 * fit.log_likelihood,
        ..fit
    }
}

/// The log-likelihood a fit came to, wherever it ended.
fn reached(fit: &Result<Fit, FitError>) -> f64 {
    match fit {
        Ok(fit) => fit.log_likelihood,
        Err(FitError::Boundary { stopped_at, .. } | FitError::NotConverged { stopped_at, .. }) => {
            stopped_at.log_likelihood
        }
        Err(_) => f64::NAN,
    }
}

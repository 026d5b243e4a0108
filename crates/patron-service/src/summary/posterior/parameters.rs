//! A posterior beside the estimates of a model of purchases.

use patron_bayes::draws::{Draws, Summary};
use patron_bayes::posterior::{Method, Posterior, Target};
use patron_bayes::prior::Priors;
use patron_bayes::{BayesError, Sampling};
use patron_models::fit::{Fit, FitError, NamedValues};
use patron_models::history::Statistics;
use patron_models::transaction::TransactionModel;
use serde_json::json;

use super::lengths::sampling;
use super::problem::not_sampled;
use super::{
    Advice, EstimatedBy, FittedPosterior, Kept, PosteriorMethod, PosteriorParameter, PosteriorPart, PosteriorTerms,
};
use crate::error::Result;
use crate::summary::fit::read_statistics;
use crate::summary::{Fitted, SummaryFile, TimeUnit};

/// Draws that a fit file keeps: the mean over them has 5 % of the posterior's own spread as its error.
pub(super) const KEPT: usize = 400;
/// Draws of each of four chains that k-hat is judged by beside the sampler, a quarter of those of the quick way itself.
const JUDGES: usize = 250;

/// Fits a model and draws from the posterior of its parameters, with weak priors around the mean time observed.
pub(super) fn fit(
    model: &'static dyn TransactionModel,
    method: PosteriorMethod,
    file: &SummaryFile,
    time_unit: Option<TimeUnit>,
    terms: &PosteriorTerms,
) -> Result<FittedPosterior> {
    let (statistics, unit, rows) = read_statistics(file, time_unit)?;
    let refused = |error: BayesError| not_sampled(model.name(), &error);
    let fitted = model.fit(&statistics);
    let priors = Priors::weak(model, mean_age(&statistics));
    let target = Target::purchases(model, &statistics, &priors).map_err(refused)?;
    let sampling = sampling(model.name(), terms);
    let posterior = match method {
        PosteriorMethod::Laplace => target.laplace(&sampling),
        PosteriorMethod::Nuts => target.nuts(&sampling),
    };
    let posterior = posterior.map_err(refused)?;
    let judged = judged(&target, &posterior, &sampling).map_err(refused)?;
    let advice = match (&fitted, judged) {
        (Err(_), _) => Advice::PriorsDecide,
        (Ok(_), (k_hat, limit)) if k_hat < limit => Advice::LaplaceIsEnough { k_hat, limit },
        (Ok(_), (k_hat, limit)) => Advice::NutsIsRight { k_hat, limit },
    };
    let (name, divergences) = match posterior.method {
        Method::Laplace { .. } => ("laplace", None),
        Method::Nuts { divergences, .. } => ("nuts", Some(divergences)),
    };
    let part = PosteriorPart {
        method: name,
        k_hat: Some(judged.0),
        divergences,
        advice: Some(advice),
        priors: json!(priors),
        kept: Kept {
            names: model.parameter_names().iter().map(|name| (*name).to_owned()).collect(),
            rows: posterior.vectors(KEPT),
        },
        ..part(&sampling, &posterior.parameters)
    };
    let (fit, estimated_by) = match fitted {
        Ok(fit) => (fit, EstimatedBy::MaximumLikelihood),
        Err(error) => (of_posterior(model, &posterior, &error), EstimatedBy::PosteriorMean),
    };
    let fitted = Fitted { fit, time_unit: Some(unit), rows_read: rows, rows_used: rows, independence: None };
    Ok(FittedPosterior { fitted, estimated_by, posterior: part })
}

/// K-hat of the normal approximation and its limit, also where it is not below it.
fn judged(target: &Target<'_>, posterior: &Posterior, sampling: &Sampling) -> Result<(f64, f64), BayesError> {
    if let Method::Laplace { k_hat, limit, .. } = posterior.method {
        return Ok((k_hat, limit));
    }
    match target.laplace(&Sampling { chains: 4, draws: JUDGES, ..*sampling }) {
        Ok(Posterior { method: Method::Laplace { k_hat, limit, .. }, .. }) => Ok((k_hat, limit)),
        Ok(_) => Ok((f64::INFINITY, f64::NAN)),
        Err(BayesError::NotNormal { k_hat, limit }) => Ok((k_hat, limit)),
        Err(error) => Err(error),
    }
}

/// What every posterior says of its chains and parameters.
pub(super) fn part(sampling: &Sampling, parameters: &[Summary]) -> PosteriorPart {
    PosteriorPart {
        method: "",
        chains: sampling.chains,
        warmup: sampling.tuning,
        draws: sampling.draws,
        thin: sampling.thin,
        seed: sampling.seed,
        k_hat: None,
        divergences: None,
        advice: None,
        parameters: parameters.iter().map(parameter).collect(),
        priors: json!(null),
        kept: Kept { names: Vec::new(), rows: Vec::new() },
    }
}

fn parameter(summary: &Summary) -> PosteriorParameter {
    let diagnostics = summary.diagnostics;
    PosteriorParameter {
        name: summary.name.clone(),
        mean: summary.mean,
        sd: summary.sd,
        q5: summary.q5,
        median: summary.median,
        q95: summary.q95,
        r_hat: diagnostics.map(|known| known.r_hat),
        ess_bulk: diagnostics.map(|known| known.ess_bulk),
        ess_tail: diagnostics.map(|known| known.ess_tail),
    }
}

/// A fit of posterior means, standard deviations and covariance: there is no top of the likelihood to speak of.
pub(super) fn of_means(model: &str, customers: f64, parameters: &[Summary], draws: &Draws, steps: usize) -> Fit {
    Fit {
        model: model.to_owned(),
        customers,
        parameters: parameters.iter().map(|one| (one.name.clone(), one.mean)).collect(),
        standard_errors: parameters.iter().map(|one| (one.name.clone(), one.sd)).collect(),
        covariance: draws.covariance(),
        log_likelihood: f64::NAN,
        aic: f64::NAN,
        bic: f64::NAN,
        converged: true,
        iterations: u32::try_from(steps).unwrap_or(u32::MAX),
    }
}

/// The same where the likelihood has no top but the priors decide; parameters that are whole numbers stay where the
/// search stopped.
fn of_posterior(model: &dyn TransactionModel, posterior: &Posterior, error: &FitError) -> Fit {
    let means =
        of_means(model.name(), posterior.customers, &posterior.parameters, &posterior.draws, posterior.draws.len());
    let held: NamedValues = match error {
        FitError::Boundary { stopped_at, .. } | FitError::NotConverged { stopped_at, .. } => {
            stopped_at.parameters.clone()
        }
        _ => NamedValues::default(),
    };
    let value =
        |name: &&str| means.parameters.get(name).or_else(|| held.get(name)).map(|value| ((*name).to_owned(), value));
    let parameters: NamedValues = model.parameter_names().iter().filter_map(value).collect();
    // The covariance has a row for each parameter, of zeros where one is held.
    let place = |name: &str| posterior.parameters.iter().position(|one| one.name == name);
    let entry = |one: &str, other: &str| place(one).zip(place(other)).map_or(0.0, |(i, j)| means.covariance[i][j]);
    let names = model.parameter_names();
    let covariance = names.iter().map(|one| names.iter().map(|other| entry(one, other)).collect()).collect();
    Fit { parameters, covariance, ..means }
}

fn mean_age(statistics: &Statistics) -> f64 {
    let time: f64 = statistics.rows().iter().map(|row| row.weight * row.history.age()).sum();
    time / statistics.customers()
}

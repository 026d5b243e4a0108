//! Fitting with a posterior: beside estimates, or of models that are sampled.

use patron_bayes::pareto_ggg::ParetoGgg;
use patron_bayes::pareto_nbd_hb::{Covariates, GammaPopulation, NormalPopulation, NormalPriors};
use patron_bayes::{BayesError, SampledPosterior, Sampling};
use patron_models::transaction::transaction_model;
use serde_json::{Value, json};

use super::lengths::{longer, sampling};
use super::parameters::{KEPT, fit, of_means, part};
use super::problem::{no_use, not_sampled};
use super::rows::Customers;
use super::{
    EstimatedBy, FittedPosterior, Kept, PARETO_GGG, PARETO_NBD_ABE, PARETO_NBD_HB, Population, PosteriorMethod,
    PosteriorPart, PosteriorTerms, sampled_model_names,
};
use crate::error::Result;
use crate::summary::{Fitted, SummaryFile, TimeUnit, problem, purchase_model_names};

/// No purchases are simulated for a fit: `predict` draws customers itself.
const NO_HORIZON: f64 = 0.0;

/// Fits a model of purchases with a posterior of its parameters, by normal approximation unless another way is asked
/// for, or a model that is sampled; covariates are columns of the file and go with the normal population.
///
/// # Errors
/// As [`crate::summary::fit`]; also when an option does not go with the model, k-hat refuses the normal approximation,
/// or chains disagree or are worth too few draws: then there is no number.
pub fn fit_posterior(
    model: &str,
    covariates: &[String],
    file: &SummaryFile,
    time_unit: Option<TimeUnit>,
    terms: &PosteriorTerms,
) -> Result<FittedPosterior> {
    if sampled_model_names().contains(&model) {
        let name = checked(model, covariates, terms)?;
        return sample(name, &columns(covariates), file, time_unit, terms);
    }
    let known = transaction_model(model).ok_or_else(|| {
        problem::unknown_model(model, &[purchase_model_names(), sampled_model_names()].concat().join(", "))
    })?;
    if !covariates.is_empty() {
        let hint = "leave one of them out, or sample `pareto-nbd-hb` with these covariates";
        return Err(no_use("--covariates", model, "none beside `--posterior`", hint));
    }
    if terms.population.is_some() {
        return Err(no_use("--population", model, "`pareto-nbd-hb`", "leave it out"));
    }
    fit(known, terms.method.unwrap_or(PosteriorMethod::Laplace), file, time_unit, terms)
}

/// The model that options make of a name.
fn checked(model: &str, covariates: &[String], terms: &PosteriorTerms) -> Result<&'static str> {
    if terms.method.is_some() {
        return Err(no_use("--posterior", model, "none: it is sampled in any case", "leave it out"));
    }
    if let Some(text) = covariates.iter().find(|text| text.contains('=')) {
        let hint = "a covariate shifts purchases and lifetimes alike in this model";
        return Err(no_use(&format!("--covariates {text}"), model, "names of columns without an effect", hint));
    }
    let with = !covariates.is_empty();
    match (model, terms.population) {
        (PARETO_GGG, Some(_)) => Err(no_use("--population", model, "`pareto-nbd-hb`", "leave it out")),
        (PARETO_GGG, None) if with => {
            Err(no_use("--covariates", model, "none", "sample `pareto-nbd-hb` with these covariates"))
        }
        (PARETO_GGG, None) => Ok(PARETO_GGG),
        (PARETO_NBD_ABE, Some(Population::Gamma)) => {
            Err(no_use("--population gamma", model, "`normal`", "`pareto-nbd-hb` has the gamma population"))
        }
        (_, Some(Population::Gamma)) if with => {
            Err(no_use("--covariates", model, "`--population normal` beside them", "leave one of them out"))
        }
        (PARETO_NBD_HB, None | Some(Population::Gamma)) if !with => Ok(PARETO_NBD_HB),
        _ => Ok(PARETO_NBD_ABE),
    }
}

fn columns(covariates: &[String]) -> Vec<String> {
    let names = covariates.iter().flat_map(|text| text.split(',')).map(str::trim);
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

fn sample(
    name: &'static str,
    covariates: &[String],
    file: &SummaryFile,
    time_unit: Option<TimeUnit>,
    terms: &PosteriorTerms,
) -> Result<FittedPosterior> {
    let customers = Customers::read(name, file, time_unit, covariates, name == PARETO_GGG)?;
    let mut sampling = sampling(name, terms);
    let (method, priors, mut found) = drawn(name, covariates, &customers, &sampling);
    let unsettled = matches!(found, Err(BayesError::NotMixed { .. } | BayesError::TooFewEffective { .. }));
    if let Some(longer) = longer(name, &sampling, terms).filter(|_| unsettled) {
        sampling = longer;
        found = drawn(name, covariates, &customers, &sampling).2;
    }
    let found: SampledPosterior = found.map_err(|error| not_sampled(name, &error))?;
    let part = PosteriorPart {
        method,
        priors,
        kept: Kept { names: found.draws.names().to_vec(), rows: found.draws.thinned(KEPT) },
        ..part(&sampling, &found.population)
    };
    let rows = customers.histories.len();
    let steps = sampling.chains * (sampling.tuning + sampling.draws * sampling.thin);
    let fit = of_means(name, rows as f64, &found.population, &found.draws, steps);
    let fitted = Fitted { fit, time_unit: Some(customers.unit), rows_read: rows, rows_used: rows, independence: None };
    Ok(FittedPosterior { fitted, estimated_by: EstimatedBy::PosteriorMean, posterior: part })
}

/// How it was sampled, with what priors, and what came of it.
fn drawn(
    name: &str,
    covariates: &[String],
    customers: &Customers,
    sampling: &Sampling,
) -> (&'static str, Value, Result<SampledPosterior, BayesError>) {
    match name {
        PARETO_GGG => {
            let priors = ParetoGgg::vague_priors();
            ("gibbs", json!(priors), ParetoGgg::sample(&customers.timed, NO_HORIZON, &priors, sampling))
        }
        PARETO_NBD_HB => {
            let priors = GammaPopulation::vague_priors();
            ("nuts", json!(priors), GammaPopulation::sample(&customers.histories, NO_HORIZON, &priors, sampling))
        }
        _ => {
            let priors = NormalPriors::vague(covariates.len());
            let with = if covariates.is_empty() {
                Ok(Covariates::none(customers.histories.len()))
            } else {
                Covariates::new(covariates, &customers.covariates)
            };
            let found = with
                .and_then(|with| NormalPopulation::sample(&customers.histories, &with, NO_HORIZON, &priors, sampling));
            ("gibbs", json!(priors), found)
        }
    }
}

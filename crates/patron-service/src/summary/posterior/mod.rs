//! What is known of the parameters of a model beside its estimates; and models that are sampled, in which every
//! customer has rates of an own.
//!
//! ```text
//! terms      what the caller may set; lengths of chains where nothing is said
//! part       what a fit file says of a posterior
//! parameters a posterior beside the estimates of a model of purchases
//! sampled    models without a likelihood to maximise
//! own        predictions of these, customer by customer
//! ```
//!
//! Without the feature `bayes` all of it is refused in words.

#[cfg(not(feature = "bayes"))]
mod absent;
mod advice;
mod fitted;
#[cfg(feature = "bayes")]
mod lengths;
#[cfg(feature = "bayes")]
mod mixture;
#[cfg(feature = "bayes")]
mod own;
#[cfg(feature = "bayes")]
mod parameters;
mod part;
#[cfg(feature = "bayes")]
mod problem;
#[cfg(feature = "bayes")]
mod rows;
#[cfg(feature = "bayes")]
mod sampled;
mod terms;

#[cfg(not(feature = "bayes"))]
pub(super) use absent::mixture;
#[cfg(not(feature = "bayes"))]
pub use absent::{OwnPredictions, fit_posterior, predict_own};
pub use advice::Advice;
pub use fitted::FittedPosterior;
#[cfg(feature = "bayes")]
pub(super) use mixture::mixture;
#[cfg(feature = "bayes")]
pub use own::{OwnPredictions, predict_own};
pub(super) use part::ModelPosterior;
pub use part::{EstimatedBy, Kept, PosteriorParameter, PosteriorPart};
#[cfg(feature = "bayes")]
pub use sampled::fit_posterior;
pub use terms::{Population, PosteriorMethod, PosteriorTerms};

/// Regular purchases, a rhythm for every customer.
pub(super) const PARETO_GGG: &str = "pareto-ggg";
/// Pareto/NBD with rates for every customer.
pub(super) const PARETO_NBD_HB: &str = "pareto-nbd-hb";
/// The same with rates that are normal in their logarithms: what `--population normal` fits.
pub(super) const PARETO_NBD_ABE: &str = "pareto-nbd-abe";

/// Names of the models that are sampled.
#[must_use]
pub fn sampled_model_names() -> Vec<&'static str> {
    vec![PARETO_GGG, PARETO_NBD_HB, PARETO_NBD_ABE]
}

/// Whether customers of a model are predicted by drawing their own rates, with [`predict_own`].
#[must_use]
pub fn has_own_rates(model: &str) -> bool {
    [PARETO_GGG, PARETO_NBD_ABE].contains(&model)
}

/// The model of purchases that predicts for the model of a file: Pareto/NBD at each draw for its gamma population.
pub(super) fn base_of(model: &str) -> &str {
    if model == PARETO_NBD_HB { "pareto-nbd" } else { model }
}

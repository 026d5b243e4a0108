//! How long chains run where nothing is said.

use patron_bayes::Sampling;

use super::{PARETO_GGG, PARETO_NBD_ABE, PARETO_NBD_HB, PosteriorTerms};

/// Lengths at which the population of some two thousand customers is known well enough: r-hat below 1.01 and more than
/// 400 effective draws of every parameter of the CDNOW sample. Where data leave more open, the chains say so.
pub(super) fn sampling(model: &str, terms: &PosteriorTerms) -> Sampling {
    let (tuning, draws, thin) = match model {
        // The hazards of a base in which few stop have a long tail that is rarely visited.
        PARETO_NBD_HB => (1000, 5000, 1),
        // A silent customer may be a rare one or a gone one: chains take long to tell.
        PARETO_NBD_ABE => (1000, 2000, 12),
        PARETO_GGG => (500, 1000, 3),
        "ggompertz-nbd" => (500, 2000, 1),
        _ => (500, 1000, 1),
    };
    Sampling {
        chains: terms.chains.unwrap_or(4),
        tuning: terms.warmup.unwrap_or(tuning),
        draws: terms.draws.unwrap_or(draws),
        thin,
        seed: terms.seed,
    }
}

//! What the caller of a posterior may set.

/// How a posterior is drawn from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PosteriorMethod {
    /// A normal law with importance weights: quick, and right where k-hat says so.
    Laplace,
    /// The no-U-turn sampler.
    Nuts,
}

/// How customers differ in a hierarchical Pareto/NBD.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Population {
    /// Rates are gamma, apart from each other.
    Gamma,
    /// Logarithms of rates are normal, together, and may depend on covariates.
    Normal,
}

/// What the caller may set; the usual for the model where `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PosteriorTerms {
    /// Of models with a likelihood; others have one way only.
    pub method: Option<PosteriorMethod>,
    /// Of `pareto-nbd-hb`.
    pub population: Option<Population>,
    /// Chains.
    pub chains: Option<usize>,
    /// Steps of each chain that are thrown away.
    pub warmup: Option<usize>,
    /// Draws kept of each chain.
    pub draws: Option<usize>,
    /// The same seed gives the same draws.
    pub seed: u64,
}

impl Default for PosteriorTerms {
    fn default() -> Self {
        Self { method: None, population: None, chains: None, warmup: None, draws: None, seed: 1 }
    }
}

//! How long and from which seed chains are run.

use serde::{Deserialize, Serialize};

use crate::BayesError;

/// Settings of a sampler. Each chain draws from a stream of its own of the seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sampling {
    /// Chains, at least two: disagreement is what shows that they have not arrived.
    pub chains: usize,
    /// Steps of each chain that are thrown away while it finds its pace and forgets its start.
    pub tuning: usize,
    /// Draws kept of each chain.
    pub draws: usize,
    /// Steps for each draw that is kept.
    pub thin: usize,
    /// The seed.
    pub seed: u64,
}

impl Default for Sampling {
    fn default() -> Self {
        Self { chains: 4, tuning: 500, draws: 1000, thin: 1, seed: 1 }
    }
}

impl Sampling {
    /// Fails where a number is too small to judge chains by, or so large that it is a mistake.
    pub(crate) fn check(&self) -> Result<(), BayesError> {
        let ranges = [
            ("the number of chains", self.chains, 2, 64, "2 to 64"),
            ("the number of tuning steps", self.tuning, 50, 1_000_000, "50 to 1000000"),
            ("the number of draws", self.draws, 100, 1_000_000, "100 to 1000000"),
            ("the number of steps for a draw", self.thin, 1, 10_000, "1 to 10000"),
        ];
        match ranges.into_iter().find(|(_, value, least, most, _)| !(least..=most).contains(&value)) {
            Some((name, value, _, _, expected)) => Err(BayesError::Setting { name, value: value as f64, expected }),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_chain_is_refused() {
        assert!(Sampling::default().check().is_ok());
        let error = Sampling { chains: 1, ..Sampling::default() }.check().unwrap_err();
        assert_eq!(error.to_string(), "the number of chains is `1`, expected 2 to 64");
    }
}

use std::sync::Arc;

use crate::catalogue::Measure;
use crate::error::{Result, ServiceError};

use super::facts::ID as FACTS;
use super::{Analysis, StoredAnalysis, built_in};

/// The analyses of a portfolio.
#[derive(Debug, Clone)]
pub struct Registry {
    analyses: Vec<Arc<dyn Analysis>>,
}

impl Default for Registry {
    fn default() -> Self {
        Self { analyses: built_in() }
    }
}

impl Registry {
    /// The same analyses and one more.
    #[must_use]
    pub fn with(mut self, analysis: Arc<dyn Analysis>) -> Self {
        self.analyses.push(analysis);
        self
    }

    /// The same analyses with another in the place of the one of the same id.
    #[must_use]
    pub(crate) fn replaced(mut self, analysis: Arc<dyn Analysis>) -> Self {
        for known in self.analyses.iter_mut().filter(|known| known.id() == analysis.id()) {
            *known = Arc::clone(&analysis);
        }
        self
    }

    /// Checks which analyses a run is asked to leave out: any but the facts, on which the others stand.
    ///
    /// # Errors
    /// `unknown-analysis`, or `facts-left-out`.
    pub(crate) fn check_left_out(&self, without: &[String]) -> Result<()> {
        let mut optional: Vec<&str> = self.analyses.iter().map(|analysis| analysis.id()).collect();
        optional.retain(|id| *id != FACTS);
        optional.sort_unstable();
        let Some(odd) = without.iter().find(|id| !optional.contains(&id.as_str())) else { return Ok(()) };
        let known = optional.join("`, `");
        let (code, what) = match odd.as_str() {
            FACTS => ("facts-left-out", "cannot be left out, as the others stand on it"),
            _ => ("unknown-analysis", "is not known"),
        };
        let message = format!("analysis `{odd}` {what}; expected one of `{known}`");
        Err(ServiceError::new(code, message).value("analysis", odd.as_str()).hint("leave out what you do not read"))
    }

    /// All analyses.
    #[must_use]
    pub fn analyses(&self) -> &[Arc<dyn Analysis>] {
        &self.analyses
    }

    /// Every measure with the analysis that makes it.
    #[must_use]
    pub fn measures(&self) -> Vec<Measure> {
        self.analyses.iter().flat_map(|analysis| sourced(analysis, analysis.measures())).collect()
    }

    /// The same as a run has fitted them.
    pub(crate) fn measures_fitted(&self, stored: &[StoredAnalysis]) -> Vec<Measure> {
        let of = |analysis: &Arc<dyn Analysis>| match stored.iter().find(|stored| stored.id == analysis.id()) {
            Some(stored) if stored.missing.is_none() => analysis.measures_fitted(&stored.fitted),
            _ => analysis.measures(),
        };
        self.analyses.iter().flat_map(|analysis| sourced(analysis, of(analysis))).collect()
    }
}

fn sourced(analysis: &Arc<dyn Analysis>, measures: Vec<Measure>) -> impl Iterator<Item = Measure> {
    let source = analysis.id().to_owned();
    measures.into_iter().map(move |measure| Measure { source: source.clone(), ..measure })
}

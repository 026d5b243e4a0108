use std::sync::Arc;

use crate::catalogue::Measure;

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

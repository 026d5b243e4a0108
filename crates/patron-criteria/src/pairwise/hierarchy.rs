//! Criteria below criteria.

use super::{Consistency, PairwiseError, PairwiseMatrix, random_index};

/// Levels that are accepted.
const DEEPEST: usize = 16;

/// A criterion and those it is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Criterion {
    /// What it is called.
    pub name: String,
    /// Judgements on the criteria below it, in their order. Not needed where there is none or one.
    pub judgements: Option<PairwiseMatrix>,
    /// The criteria below it; none for an indicator.
    pub children: Vec<Criterion>,
}

/// Weights of all indicators of a hierarchy.
#[derive(Debug, Clone, PartialEq)]
pub struct Hierarchy {
    /// The indicators (criteria without others below) in the order of the tree; global weights sum to 1.
    pub indicators: Vec<GlobalWeight>,
    /// Consistency of each criterion with more than one below it, in the order of the tree.
    pub consistencies: Vec<CriterionConsistency>,
    /// Σ w CI / Σ w RI over those, w the global weight of the criterion \[S1980\]; 0 where none has three below it.
    pub ratio: f64,
}

/// Weight of an indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct GlobalWeight {
    /// The indicator.
    pub name: String,
    /// Weight among those below the same criterion.
    pub local: f64,
    /// Product of the local weights from the top down.
    pub global: f64,
}

/// Consistency of the judgements below a criterion.
#[derive(Debug, Clone, PartialEq)]
pub struct CriterionConsistency {
    /// The criterion.
    pub name: String,
    /// Its global weight.
    pub weight: f64,
    /// Of its judgements.
    pub consistency: Consistency,
}

impl Criterion {
    /// Global weights of the indicators below this criterion: the product of the local weights on the way down.
    ///
    /// # Errors
    /// When a criterion's judgements do not fit those below it, levels are too many, or an eigenvector is not found.
    pub fn weigh(&self) -> Result<Hierarchy, PairwiseError> {
        let mut found = Hierarchy { indicators: Vec::new(), consistencies: Vec::new(), ratio: 0.0 };
        let mut sums = (0.0, 0.0);
        self.descend(1.0, 1.0, 0, &mut found, &mut sums)?;
        found.ratio = if sums.1 > 0.0 { sums.0 / sums.1 } else { 0.0 };
        Ok(found)
    }

    fn descend(
        &self,
        local: f64,
        global: f64,
        depth: usize,
        found: &mut Hierarchy,
        sums: &mut (f64, f64),
    ) -> Result<(), PairwiseError> {
        if depth > DEEPEST {
            return Err(PairwiseError::Depth { name: self.name.clone(), limit: DEEPEST });
        }
        let children = self.children.len();
        let judged = self.judgements.as_ref().map_or(children.min(1), PairwiseMatrix::size);
        if judged != children {
            return Err(PairwiseError::Branch { name: self.name.clone(), judged, children });
        }
        if children == 0 {
            found.indicators.push(GlobalWeight { name: self.name.clone(), local, global });
            return Ok(());
        }
        let mut weights = vec![1.0];
        if let Some(matrix) = &self.judgements {
            let priorities = matrix.priorities()?;
            let consistency = priorities.consistency;
            sums.0 += global * consistency.index;
            sums.1 += global * random_index(children).unwrap_or(0.0);
            found.consistencies.push(CriterionConsistency { name: self.name.clone(), weight: global, consistency });
            weights = priorities.weights;
        }
        for (child, weight) in self.children.iter().zip(weights) {
            child.descend(weight, global * weight, depth + 1, found, sums)?;
        }
        Ok(())
    }
}

use std::fmt::Debug;

use async_trait::async_trait;
use datafusion::dataframe::DataFrame;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::catalogue::{Measure, Text};
use crate::error::Result;
use crate::run::RunContext;
use crate::views::Notice;

/// What an analysis cannot work without.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Requirements {
    /// ledger tables that must hold rows; while one is empty the measures are null and the run says why
    pub tables: Vec<String>,
    /// measures of other analyses that `fit` or `score` read
    pub measures: Vec<String>,
    /// those of them that `fit` reads
    pub fitted_on: Vec<String>,
    /// measures that are read where an analysis makes them
    pub if_made: Vec<String>,
}

impl Requirements {
    /// Needs by name, for an analysis whose `fit` does not look at customers.
    #[must_use]
    pub fn new(tables: &[&str], measures: &[&str]) -> Self {
        Self { tables: owned(tables), measures: owned(measures), fitted_on: Vec::new(), if_made: Vec::new() }
    }

    /// Names the measures that `fit` reads, in addition to those that only `score` reads.
    #[must_use]
    pub fn fitted_on(mut self, measures: &[&str]) -> Self {
        self.fitted_on = owned(measures);
        self.measures
            .extend(self.fitted_on.iter().filter(|id| !self.measures.contains(id)).cloned().collect::<Vec<_>>());
        self
    }

    /// Names measures that come first where an analysis makes them, and are absent otherwise.
    #[must_use]
    pub fn if_made(mut self, measures: &[&str]) -> Self {
        self.if_made = owned(measures);
        self
    }
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

/// What a fit found: stored in the run, so that scoring can be repeated and explained.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Fitted {
    /// parameters and diagnostics, in a shape that only the analysis knows
    pub parameters: Value,
    /// remarks for readers of its measures
    pub notices: Vec<Notice>,
}

/// One way to look at customers: it declares what it needs and which measures (columns) it adds.
#[async_trait]
pub trait Analysis: Send + Sync + Debug {
    /// Stable kebab-case id.
    fn id(&self) -> &str;

    /// Name for people.
    fn label(&self) -> Text;

    /// Tables and measures it reads.
    fn requires(&self) -> Requirements;

    /// What the portfolio lacks for it besides rows of tables; its measures are null then, and the run says this.
    fn lacks(&self) -> Option<String> {
        None
    }

    /// Columns it adds; internal ones are stored but not offered in choosers.
    fn measures(&self) -> Vec<Measure>;

    /// The same columns as a fit has named them: labels that are found in the data, with their meaning.
    fn measures_fitted(&self, _: &Fitted) -> Vec<Measure> {
        self.measures()
    }

    /// Whether scoring costs so much that its result is kept for later fits rather than computed again.
    fn is_costly(&self) -> bool {
        false
    }

    /// Global part, on compact statistics of the customers scored so far: they have the measures it says it is fitted on
    /// and those made of [`Requirements::if_made`], and may lack others.
    ///
    /// # Errors
    /// When the engine fails; data that cannot be fitted are no error but a notice and null measures.
    async fn fit(&self, customers: &DataFrame, context: &RunContext) -> Result<Fitted>;

    /// Adds the measures to the plan; it may join, aggregate and use windows, and must keep one row per customer.
    ///
    /// # Errors
    /// When the engine cannot plan it.
    async fn score(&self, customers: DataFrame, fitted: &Fitted, context: &RunContext) -> Result<DataFrame>;
}

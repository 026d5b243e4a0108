//! Schemes of the portfolio's own: which label a customer has, and what is done with the customers of a label.
//!
//! A scheme is a readable TOML file. [`Scheme::parse`] checks it against the columns there are and names the line of
//! what does not fit; the portfolio keeps its schemes with their earlier versions (`crate::kept`); [`templates`] are to begin
//! with.

mod among;
mod check;
mod circle;
mod columns;
mod condition;
mod draft;
mod file;
mod plan;
mod refuse;
mod sql;
mod template;

use crate::catalogue::{Playbook, Text};
use crate::error::Result;

pub(crate) use among::among;
pub(crate) use circle::resolve;
pub use columns::Columns;
pub use condition::{Condition, Test};
pub use draft::{
    AttributeDraft, AxisDraft, BoundsDraft, CellDraft, ClustersDraft, Comparison, ConditionDraft, FeatureDraft,
    HighDraft, LabelDraft, PartDraft, SchemeDraft, ValueDraft,
};
pub use file::write;
pub(crate) use plan::REST;
pub use plan::{Axis, BoundsBy, ClusterMethod, Feature, High, Keep, Part, Plan, SchemeKind};
pub use template::{Template, template, templates};

/// A scheme, checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Scheme {
    /// kebab-case id; the measure is `scheme.<id>`
    pub id: String,
    pub name: Text,
    pub meaning: Option<Text>,
    /// whether what is computed is computed again by each run
    pub keep: Keep,
    /// best first
    pub labels: Vec<SchemeLabel>,
    pub plan: Plan,
}

/// A label as the file has it.
#[derive(Debug, Clone, PartialEq)]
pub struct SchemeLabel {
    pub id: String,
    pub name: Text,
    pub meaning: Option<Text>,
    pub strategy: Option<Text>,
    pub playbook: Option<Playbook>,
}

impl Scheme {
    /// Reads and checks a scheme.
    ///
    /// # Errors
    /// `scheme-…`, naming scheme, line and what was expected.
    pub fn parse(text: &str, columns: &Columns) -> Result<Self> {
        check::check(text, columns)
    }

    /// Columns of the customer table that it reads, each once.
    #[must_use]
    pub fn reads(&self) -> Vec<String> {
        let mut reads = self.plan.reads();
        reads.sort_unstable();
        reads.dedup();
        reads
    }
}

/// Checks one condition and names the columns it reads.
///
/// # Errors
/// `scheme-…`, naming what was expected.
pub fn check_condition(draft: &ConditionDraft, columns: &Columns) -> Result<Condition> {
    check::condition(draft, refuse::Place { scheme: "preview", line: 1 }, columns)
}

/// The parts of a text, unchecked.
///
/// # Errors
/// `scheme-too-long` or `scheme-not-read`, with the line.
pub fn read_draft(text: &str) -> Result<SchemeDraft> {
    Ok(file::read(text)?.draft)
}

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::catalogue::{Measure, MeasureKind, Text};

/// Everything a column chooser, a filter or a tooltip needs to know.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CatalogueView {
    pub measures: Vec<Measure>,
    /// columns of the `customers` table beyond the measures
    pub attributes: Vec<AttributeView>,
    pub analyses: Vec<AnalysisView>,
}

/// A column that came with the company's customer records.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AttributeView {
    pub id: String,
    /// `text`, or `date` where bounds can be compared
    pub kind: MeasureKind,
    /// the most frequent values of a text, at most 50, for filters
    pub values: Vec<String>,
}

/// One analysis and whether it has what it needs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AnalysisView {
    pub id: String,
    pub label: Text,
    /// ledger tables that must not be empty
    pub tables: Vec<String>,
    pub measures: Vec<String>,
    /// why its measures are null in the current run, as an English sentence
    pub missing: Option<String>,
}

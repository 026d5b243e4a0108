use serde::Serialize;
use utoipa::ToSchema;

use super::VoiceFigure;
use crate::catalogue::Text;
use crate::views::{Notice, Problem};

/// Why nothing can be compared, or the comparison.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct VoiceComparisonAnswer {
    pub comparison: Option<VoiceComparison>,
    pub problem: Option<Problem>,
}

/// Two waves, or each group against all others; probabilities are corrected over all rows.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct VoiceComparison {
    pub id: String,
    pub name: Text,
    pub instrument: String,
    pub figure: String,
    /// `wave`, `touchpoint`, or a label or column of the customer table
    pub by: String,
    pub rows: Vec<VoiceDifference>,
    /// tests that could be made
    pub tests: usize,
    pub notices: Vec<Notice>,
}

/// What was compared.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct VoiceDifference {
    /// `figure` for the survey's own figure, or the id of an item or dimension
    pub what: String,
    pub label: Text,
    /// `score`, `mean`, `ease`, `gap`, `perception` or `index`
    pub kind: String,
    /// the earlier wave, or all others
    pub from: Text,
    pub to: Text,
    pub from_figure: Option<VoiceFigure>,
    pub to_figure: Option<VoiceFigure>,
    /// `to` less `from`; null where no test can be made
    pub difference: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub p_value: Option<f64>,
    pub p_holm: Option<f64>,
    pub p_bh: Option<f64>,
    /// why there is no test
    pub problem: Option<Problem>,
}

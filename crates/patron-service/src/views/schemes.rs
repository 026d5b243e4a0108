use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::catalogue::Text;
use crate::schemes::{BoundsBy, ClusterMethod, ConditionDraft, SchemeDraft, SchemeKind};

use super::{Notice, Problem};

/// A scheme of the portfolio in a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SchemeSummary {
    pub id: String,
    /// id of its label measure
    pub measure: String,
    /// none where the scheme no longer fits
    pub name: Option<Text>,
    pub kind: Option<SchemeKind>,
    /// 0 for a template
    pub version: u32,
    /// RFC 3339 in UTC; empty for a template
    pub saved_at: String,
    /// labels that the file names
    pub labels: usize,
    /// version of the current run, where it has one
    pub valued: Option<u32>,
    /// why it can no longer be used
    pub problem: Option<Problem>,
}

/// A scheme as it is written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SchemeFile {
    pub id: String,
    pub version: u32,
    /// RFC 3339 in UTC
    pub saved_at: String,
    /// TOML
    pub text: String,
    /// numbers of the versions kept, oldest first
    pub versions: Vec<u32>,
    /// cards that came along with it, because it reads them
    pub cards: Vec<String>,
}

/// The text of a scheme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SchemeText {
    /// TOML
    pub text: String,
}

/// A scheme as a form holds it.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SchemeTyped {
    pub draft: SchemeDraft,
    /// the TOML that the form began with; what did not change stays as it is there
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// What a scheme would be, or why it does not fit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SchemeCheck {
    /// its parts, where the text can be read
    pub draft: Option<SchemeDraft>,
    /// why it does not fit; names the line
    pub problem: Option<Problem>,
    /// customers of the current run by label
    pub labels: Vec<PreviewLabel>,
    /// customers without a label
    pub unlabelled: Option<u64>,
    /// why nobody is counted although it fits
    pub waiting: Option<Problem>,
    /// what the fit has to say
    pub notices: Vec<Notice>,
}

/// A label and who would have it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PreviewLabel {
    pub id: String,
    pub name: Text,
    pub meaning: Text,
    pub customers: u64,
    pub revenue: Option<f64>,
}

/// A condition to count.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConditionRequest {
    pub condition: ConditionDraft,
}

/// Customers of the current run who fulfil a condition, or why they cannot be counted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ConditionCount {
    pub customers: Option<u64>,
    /// all customers
    pub of: Option<u64>,
    pub problem: Option<Problem>,
}

/// What a run computed for a scheme of the portfolio.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SchemeDetail {
    pub kind: SchemeKind,
    pub version: u32,
    /// whether it was computed by an earlier run and kept
    pub kept: bool,
    pub bounds: Option<BoundsDetail>,
    pub axes: Vec<AxisDetail>,
    pub corners: Vec<CornerDetail>,
    pub clusters: Option<ClusterDetail>,
}

/// Where tiers begin.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BoundsDetail {
    pub measure: String,
    pub by: BoundsBy,
    /// of each label; none for the last, and where a tie spans it
    pub from: Vec<Option<f64>>,
}

/// An axis of a matrix.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AxisDetail {
    pub id: String,
    pub name: Text,
    pub measures: Vec<String>,
    /// from where it is high; of several measures on their scale from 0 to 100
    pub bound: f64,
    /// high from the bound down
    pub lower: bool,
    /// customers without a value
    pub missing: u64,
}

/// A label of a matrix and which axes are high, in their order; none for everybody else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CornerDetail {
    pub label: String,
    pub high: Option<Vec<bool>>,
}

/// Groups as they were found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ClusterDetail {
    pub method: ClusterMethod,
    /// numbers of groups that were tried
    pub tried: Vec<TriedNumber>,
    /// mean silhouette, -1 to 1
    pub silhouette: Option<f64>,
    pub customers: u64,
    /// customers it was fitted on
    pub sample: u64,
    /// measures that are not known of everybody
    pub missing: Vec<MissingDetail>,
    pub groups: Vec<GroupDetail>,
}

/// A number of groups and its mean silhouette (greater is better) or BIC (less is better).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TriedNumber {
    pub clusters: usize,
    pub score: Option<f64>,
}

/// A measure and how many customers lack it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MissingDetail {
    pub measure: String,
    pub customers: u64,
}

/// What sets a group apart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GroupDetail {
    pub label: String,
    /// whether an earlier run had it
    pub known_before: bool,
    /// the strongest first
    pub traits: Vec<GroupTrait>,
}

/// How a group differs in one measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GroupTrait {
    pub measure: String,
    /// from the rest, in standard deviations of all customers
    pub difference: f64,
    /// median in the group
    pub typical: Option<f64>,
    /// median of the rest
    pub typical_rest: Option<f64>,
}

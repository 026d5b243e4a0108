//! A scheme as it is written, in a file or by a page, before it is checked.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::plan::{BoundsBy, ClusterMethod, Keep, SchemeKind};
use crate::catalogue::{Better, Text};

/// A scheme.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SchemeDraft {
    /// lower-case letters, digits and `-`
    pub id: String,
    pub name: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meaning: Option<Text>,
    pub kind: SchemeKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep: Option<Keep>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bounds: Option<BoundsDraft>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribute: Option<AttributeDraft>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clusters: Option<ClustersDraft>,
    /// two or three, for `match`
    #[serde(default, rename = "axis", skip_serializing_if = "Vec::is_empty")]
    pub axes: Vec<AxisDraft>,
    /// best first
    #[serde(default, rename = "label", skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<LabelDraft>,
}

/// A label with what its kind of scheme needs, and its playbook.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelDraft {
    pub id: String,
    pub name: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meaning: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strategy: Option<Text>,
    /// of `rules`: who belongs here, unless an earlier label holds
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<ConditionDraft>,
    /// of `rules` and `match`: everybody whom no other label takes
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<bool>,
    /// of `bounds` that are given: the value it begins at
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<f64>,
    /// of `bounds` that are computed: the share that it and the better labels have together
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub top: Option<f64>,
    /// of `match`: the axes that are high; the others are low
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cadence: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Text>,
    /// share of the effort in per cent; those of all labels add to 100
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resources: Option<u8>,
}

/// A condition: exactly one of `all`, `any`, `not`, `sql` and `measure`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConditionDraft {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(no_recursion)]
    pub all: Option<Vec<ConditionDraft>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(no_recursion)]
    pub any: Option<Vec<ConditionDraft>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(no_recursion)]
    pub not: Option<Box<ConditionDraft>>,
    /// a boolean expression over the columns of the customer table
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sql: Option<String>,
    /// a measure or an attribute
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is: Option<Comparison>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<ValueDraft>,
}

/// How a condition compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum Comparison {
    #[serde(rename = "=")]
    Equal,
    #[serde(rename = "!=")]
    Unequal,
    #[serde(rename = "<")]
    Below,
    #[serde(rename = "<=")]
    AtMost,
    #[serde(rename = ">")]
    Above,
    #[serde(rename = ">=")]
    AtLeast,
    /// both ends belong to it
    #[serde(rename = "between")]
    Between,
    #[serde(rename = "in")]
    In,
    /// holds the text, in any letter case
    #[serde(rename = "contains")]
    Contains,
    #[serde(rename = "known")]
    Known,
    #[serde(rename = "unknown")]
    Unknown,
    #[serde(rename = "before")]
    Before,
    #[serde(rename = "after")]
    After,
}

/// One value, or several.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(untagged, expecting = "expected a number, a text, or a list of them")]
pub enum ValueDraft {
    One(CellDraft),
    Many(Vec<CellDraft>),
}

/// A number or a text; a day is a text such as `2026-01-31`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(untagged, expecting = "expected a number or a text")]
pub enum CellDraft {
    Number(f64),
    Text(String),
}

/// Tiers of one measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BoundsDraft {
    pub measure: String,
    #[serde(default)]
    pub by: BoundsBy,
}

/// A breakdown by one column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AttributeDraft {
    pub column: String,
    /// values that get a label each; the others are one label
    #[serde(default = "usual_top")]
    pub top: usize,
}

fn usual_top() -> usize {
    10
}

/// One axis of a matrix.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AxisDraft {
    pub id: String,
    pub name: Text,
    /// from where it is high: `median`, `mean`, or a number
    #[serde(default)]
    pub high: HighDraft,
    pub parts: Vec<PartDraft>,
}

/// From where an axis is high.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(untagged, expecting = "expected `median`, `mean` or a number")]
pub enum HighDraft {
    Number(f64),
    Text(String),
}

impl Default for HighDraft {
    fn default() -> Self {
        Self::Text("median".to_owned())
    }
}

/// A measure on an axis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PartDraft {
    pub measure: String,
    #[serde(default = "one")]
    pub weight: f64,
    #[serde(default = "higher")]
    pub better: Better,
}

fn one() -> f64 {
    1.0
}

fn higher() -> Better {
    Better::Higher
}

/// Groups of customers that are alike.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClustersDraft {
    #[serde(default)]
    pub method: ClusterMethod,
    /// so many groups; without it the number is chosen between `from` and `to`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<usize>,
    /// `median` stands in for what is not known, or `unlabelled`: no label without all features
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub missing: Option<patron_learn::clusters::Missing>,
    pub features: Vec<FeatureDraft>,
}

/// A measure that tells groups apart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FeatureDraft {
    pub measure: String,
    /// `standard`, `log`, `signed-log` or `rank`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub scale: Option<patron_learn::clusters::Scale>,
}

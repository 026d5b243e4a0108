//! How customers get their labels, checked.

use patron_learn::clusters::{Missing, Scale};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::condition::Condition;
use crate::catalogue::{Text, Unit};

/// What makes the labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SchemeKind {
    /// a condition for each label; the first that holds counts
    Rules,
    /// tiers of one measure
    Bounds,
    /// the values of one column
    Attribute,
    /// high or low on two or three axes
    Match,
    /// groups of customers that are alike
    Clusters,
}

/// Whether what is computed is computed again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Keep {
    /// by each run anew
    #[default]
    EveryRun,
    /// once, until the scheme asks for something else
    FirstRun,
}

/// Where tiers begin.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BoundsBy {
    /// at the values the file gives
    #[default]
    Given,
    /// so that the best labels hold shares of the customers
    Customers,
    /// so that the best labels bring shares of the sum
    Sum,
    /// where the values leave gaps
    Natural,
}

/// How groups are found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ClusterMethod {
    #[default]
    KMeans,
    Mixture,
}

/// How each customer gets a label.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Plan {
    /// the label's id and its condition; none for everybody else
    Rules(Vec<(String, Option<Condition>)>),
    Bounds {
        measure: String,
        name: Text,
        unit: Unit,
        by: BoundsBy,
        /// best first: the label and where it begins, or its share; none for the last, and for natural bounds
        labels: Vec<(String, Option<f64>)>,
    },
    Attribute {
        column: String,
        top: usize,
        /// values that have a label in any case
        first: Vec<String>,
        /// what values are called, where the column is a label itself
        names: Vec<(String, Text)>,
    },
    Match {
        axes: Vec<Axis>,
        /// the label and which axes are high; none for everybody else
        labels: Vec<(String, Option<Vec<bool>>)>,
    },
    Clusters {
        method: ClusterMethod,
        /// fewest and most groups
        number: (usize, usize),
        missing: Missing,
        features: Vec<Feature>,
    },
}

/// One axis of a matrix.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Axis {
    pub id: String,
    pub name: Text,
    pub high: High,
    pub parts: Vec<Part>,
}

/// From where an axis is high.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum High {
    Median,
    Mean,
    From(f64),
}

/// A measure on an axis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Part {
    pub measure: String,
    pub name: Text,
    pub weight: f64,
    /// whether less is better
    pub lower: bool,
}

/// A measure that tells groups apart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Feature {
    pub measure: String,
    pub name: Text,
    pub unit: Unit,
    pub scale: Scale,
}

impl Plan {
    /// What makes the labels.
    #[must_use]
    pub fn kind(&self) -> SchemeKind {
        match self {
            Self::Rules(_) => SchemeKind::Rules,
            Self::Bounds { .. } => SchemeKind::Bounds,
            Self::Attribute { .. } => SchemeKind::Attribute,
            Self::Match { .. } => SchemeKind::Match,
            Self::Clusters { .. } => SchemeKind::Clusters,
        }
    }

    /// Columns it reads, some of them more than once.
    #[must_use]
    pub fn reads(&self) -> Vec<String> {
        match self {
            Self::Rules(labels) => {
                labels.iter().filter_map(|(_, when)| when.as_ref()).flat_map(Condition::reads).collect()
            }
            Self::Bounds { measure, .. } => vec![measure.clone()],
            Self::Attribute { column, .. } => vec![column.clone()],
            Self::Match { axes, .. } => {
                axes.iter().flat_map(|axis| &axis.parts).map(|part| part.measure.clone()).collect()
            }
            Self::Clusters { features, .. } => features.iter().map(|feature| feature.measure.clone()).collect(),
        }
    }
}

/// Label of the values of a breakdown that have none of their own.
pub(crate) const REST: &str = "(rest)";

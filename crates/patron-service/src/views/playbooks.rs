use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::catalogue::{Playbook, Text};

/// The playbooks of a scheme.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SchemePlaybooks {
    /// measure id
    pub scheme: String,
    pub name: Text,
    /// number of the last change; 0: as built in
    pub version: u32,
    pub labels: Vec<LabelPlaybook>,
}

/// What is said about a label and done with its customers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LabelPlaybook {
    pub id: String,
    pub label: Text,
    pub meaning: Text,
    pub strategy: Text,
    pub playbook: Option<Playbook>,
    /// whether it differs from what is built in
    pub edited: bool,
}

/// Changes to a label; what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelEdit {
    pub id: String,
    #[serde(default)]
    pub meaning: Option<Text>,
    #[serde(default)]
    pub strategy: Option<Text>,
    #[serde(default)]
    pub offer: Option<Text>,
    #[serde(default)]
    pub cadence: Option<Text>,
    #[serde(default)]
    pub owner: Option<Text>,
    /// share of the effort in per cent; those of a scheme add to 100
    #[serde(default)]
    pub resources: Option<u8>,
}

/// Changes to the playbooks of a scheme.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PlaybookChange {
    /// labels to change
    #[serde(default)]
    pub labels: Vec<LabelEdit>,
    /// labels to take back to what is built in
    #[serde(default)]
    pub reset: Vec<String>,
    #[serde(default)]
    pub by: String,
    #[serde(default)]
    pub why: String,
}

/// One change of a scheme's playbooks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlaybookVersion {
    pub version: u32,
    pub at: String,
    pub by: String,
    pub why: String,
    /// what was changed, as it stood afterwards
    pub labels: Vec<LabelEdit>,
    /// labels taken back to what is built in
    pub reset: Vec<String>,
}

//! What is stored together with a batch.

use serde_json::Value;

/// Settings, mappings and documents that become visible with a batch, or not at all. Each replaces an earlier one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changes {
    /// key, value
    pub settings: Vec<(String, Value)>,
    /// ledger table, shape of the source, mapping
    pub mappings: Vec<(String, String, Value)>,
    /// kind, identifier, document
    pub documents: Vec<(String, String, Value)>,
}

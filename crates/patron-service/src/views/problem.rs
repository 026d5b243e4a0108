use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

/// An error as every way in shows it: pages translate `code` with `values`, the command line prints `message`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// stable kebab-case code, for example `file-missing`
    pub code: String,
    /// English sentence: lowercase, values in backticks, what was expected
    pub message: String,
    /// what to do about it
    pub hint: Option<String>,
    /// the values named in the message, for translation
    #[schema(value_type = Object)]
    pub values: Map<String, Value>,
}

/// How much a notice matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// something a reader of the figures should know
    Info,
    /// something that limits what the figures mean
    Warning,
}

/// A remark of a run or an import, for example why the model was refused.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Notice {
    /// stable kebab-case code, for example `value-in-revenue`
    pub code: String,
    pub severity: Severity,
    /// English sentence
    pub message: String,
    /// the values named in the message, for translation
    #[schema(value_type = Object)]
    pub values: Map<String, Value>,
}

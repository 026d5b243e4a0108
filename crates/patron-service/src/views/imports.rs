use std::collections::BTreeMap;
use std::path::PathBuf;

use patron_ledger::batch::Reject;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Notice;

/// A file that was sent and waits for its mapping.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct UploadView {
    pub id: String,
    pub name: String,
    pub bytes: u64,
}

/// What was found in a file and how it would be read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PreviewView {
    pub table: String,
    /// for example `csv; utf-8; delimiter ,`
    pub format: String,
    pub rows: u64,
    pub columns: Vec<SourceColumn>,
    /// the first rows as text
    pub sample: Vec<Vec<Option<String>>>,
    /// every field of the table, required ones first; last `only`, a condition that says which rows are meant
    pub fields: Vec<FieldProposal>,
    /// true when the mapping was kept from an earlier file of the same shape
    pub remembered: bool,
    /// what must be answered before the import
    pub questions: Vec<Question>,
}

/// One column of the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SourceColumn {
    pub name: String,
    /// `integer`, `decimal`, `date`, `timestamp`, `text`, …
    pub kind: String,
    pub empty: u64,
    pub examples: Vec<String>,
}

/// How one field of the table would be filled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FieldProposal {
    pub field: String,
    pub required: bool,
    /// SQL expression over the columns; null: left empty
    pub expression: Option<String>,
    /// columns that could be meant
    pub candidates: Vec<String>,
}

/// Something that must not be guessed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Question {
    /// option to answer it with, for example `date-order`, `time-zone`, `decimal-mark`, `overlap`
    pub id: String,
    /// the column it is about
    pub column: Option<String>,
    pub message: String,
    /// accepted answers, for example `day-first`, `month-first`
    pub answers: Vec<String>,
}

/// Everything that decides an import.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ImportRequest {
    pub table: String,
    /// field -> SQL expression; absent fields take the proposal, an empty text leaves a field out
    pub mapping: BTreeMap<String, String>,
    /// question id (or `id:column`) -> answer
    pub answers: BTreeMap<String, String>,
    /// rule -> value, for example `non-goods` -> `POST,DOT`
    pub rules: BTreeMap<String, String>,
    /// read and count, change nothing
    pub dry_run: bool,
    /// a file whose columns are put beside those of every row with the same name; only for programs on this machine
    #[serde(skip)]
    #[schema(ignore)]
    pub with: Option<PathBuf>,
    /// rows that were refused before they became rows of the table, for the quarantine of the batch
    #[serde(skip)]
    #[schema(ignore)]
    pub refused: Vec<Reject>,
}

/// Where every row went.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ImportReport {
    /// null for a dry run
    pub batch: Option<String>,
    pub table: String,
    pub files: Vec<String>,
    /// read = loaded + quarantined + duplicates + excluded
    pub read: u64,
    pub loaded: u64,
    pub quarantined: u64,
    pub duplicates: u64,
    pub excluded: u64,
    /// decimal texts: sums of `amount` over the same rows, so that totals reconcile to the cent
    pub amount_read: Option<String>,
    pub amount_loaded: Option<String>,
    pub amount_duplicates: Option<String>,
    pub amount_excluded: Option<String>,
    pub first_on: Option<String>,
    pub last_on: Option<String>,
    pub customers: Option<u64>,
    pub mapping: BTreeMap<String, String>,
    /// every rule with what it did
    pub rules: Vec<RuleEffect>,
    /// the first rejected rows
    pub rejects: Vec<QuarantinedRow>,
    pub notices: Vec<Notice>,
}

/// What one rule did to the rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RuleEffect {
    /// for example `returns`, `non-goods`, `unattributed`, `duplicates`, `rounding`
    pub rule: String,
    pub setting: String,
    pub rows: u64,
    pub amount: Option<String>,
}

/// One committed import.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BatchView {
    pub id: String,
    pub table: String,
    pub state: String,
    pub created_at: String,
    pub report: ImportReport,
}

/// One rejected row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct QuarantinedRow {
    pub batch: Option<String>,
    pub file: String,
    /// data row as a person counts it: the header is line 1
    pub row: u64,
    pub column: Option<String>,
    pub value: Option<String>,
    /// stable code, for example `not-a-number`
    pub reason: String,
    pub expected: String,
}

/// One page of rejected rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct QuarantinePage {
    pub rows: Vec<QuarantinedRow>,
    pub total: u64,
}

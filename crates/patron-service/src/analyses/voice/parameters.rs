use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::voice::Survey;

/// What the fit found and the score needs; stored with the run.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Parameters {
    pub(super) surveys: Vec<Asked>,
    pub(super) counts: Counts,
}

/// A questionnaire as it was when the run was made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Asked {
    pub(super) id: String,
    pub(super) version: u32,
    pub(super) text: String,
}

/// Rows of answers to the kept questionnaires up to the valuation date.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Counts {
    pub(super) rows: u64,
    /// of respondents that no customer is named for: they count in totals, not here
    pub(super) without_customer: u64,
    /// that name a customer who is not in the table
    pub(super) of_strangers: u64,
    /// such customers
    pub(super) strangers: u64,
}

impl Parameters {
    pub(super) fn surveys(&self) -> Result<Vec<Survey>> {
        self.surveys.iter().map(|asked| Survey::parse(&asked.text)).collect()
    }
}

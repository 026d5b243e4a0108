//! The voice of customers: questionnaires as files, and answers held against them.
//!
//! ```text
//! file      the TOML as it is written
//! check     from the file to a survey, every refusal with its line
//! template  questionnaires to begin with
//! draft     questionnaires on their way to being kept
//! answers   the columns of a file of answers
//! export    headings of answer files, as survey tools write them
//! index     answers to figures
//! long      answers to rows of the ledger
//! kept      rows of the ledger to answers
//! score     answers of a respondent to one figure
//! ```

mod answers;
mod check;
mod dimensions;
mod draft;
mod export;
mod figures;
mod file;
mod index;
mod kept;
mod long;
mod notices;
mod score;
mod template;
mod unknown;

use patron_voice::ces::Wording;
use patron_voice::questionnaire::Questionnaire;

use crate::catalogue::Text;
use crate::error::Result;
use crate::views::SurveyCheck;

pub(crate) use answers::{Beside, ByColumn};

pub use answers::AnswerFile;
pub(crate) use check::instrument as described_instrument;
pub use draft::{check_draft, described_templates};
pub(crate) use figures::{OfInstrument, of_instrument};
pub use index::index;
pub(crate) use index::{index_at, index_of, read, refused};
pub(crate) use kept::{kept, kept_of};
pub(crate) use long::{COLUMNS as LONG_COLUMNS, imported, long_rows};
pub(crate) use score::{Class, Figure, Scored};
pub use template::{Template, template, templates};
pub(crate) use unknown::unknown;

/// A questionnaire and where its answers stand, checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Survey {
    pub id: String,
    pub name: Text,
    pub(crate) questionnaire: Questionnaire,
    /// of the items in their order, expectations and importances among them
    pub(crate) items: Vec<Asked>,
    pub(crate) dimensions: Vec<Text>,
    pub(crate) columns: NamedColumns,
    /// lowest answer that counts as satisfied
    pub(crate) satisfied_from: Option<f64>,
    pub(crate) wording: Wording,
}

/// What a questionnaire of the program knows of an item beside its scale.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Asked {
    pub(crate) text: Text,
    /// name or text of its column
    pub(crate) column: String,
    /// whether the file may lack its column
    pub(crate) optional: bool,
}

/// Columns beside the answers.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct NamedColumns {
    pub(crate) respondent: Option<String>,
    pub(crate) customer: Option<String>,
    pub(crate) answered_at: Option<String>,
    pub(crate) weight: Option<String>,
    pub(crate) wave: Option<String>,
    pub(crate) touchpoint: Option<String>,
}

impl Survey {
    /// Reads and checks a questionnaire.
    ///
    /// # Errors
    /// `survey-…` or `questionnaire-…`, naming the line and what was expected.
    pub fn parse(text: &str) -> Result<Self> {
        check::check(file::read(text)?, text)
    }

    /// What it asks, as it was understood.
    #[must_use]
    pub fn described(&self) -> SurveyCheck {
        check::described(self)
    }
}

//! A questionnaire as it is written.

use patron_voice::ces::Wording;
use patron_voice::questionnaire::Instrument;
use serde::Deserialize;
use toml::Spanned;

use crate::catalogue::Text;
use crate::error::{Result, ServiceError};

/// The longest file that is read.
const MAX_BYTES: usize = 1 << 20;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSurvey {
    pub(super) id: Spanned<String>,
    pub(super) name: Text,
    pub(super) instrument: Instrument,
    /// of every item that has none of its own
    pub(super) scale: Option<Spanned<RawScale>>,
    pub(super) importance_scale: Option<Spanned<RawScale>>,
    /// of every item that has none of its own
    #[serde(default)]
    pub(super) missing: Vec<RawCode>,
    /// satisfaction: lowest answer that counts as satisfied
    pub(super) satisfied_from: Option<RawNumber>,
    /// effort: what the highest answer says
    pub(super) wording: Option<Wording>,
    #[serde(default)]
    pub(super) columns: RawColumns,
    #[serde(default, rename = "dimension")]
    pub(super) dimensions: Vec<RawDimension>,
    #[serde(default, rename = "item")]
    pub(super) items: Vec<Spanned<RawItem>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawColumns {
    pub(super) respondent: Option<String>,
    pub(super) customer: Option<String>,
    pub(super) answered_at: Option<String>,
    pub(super) weight: Option<String>,
    pub(super) wave: Option<String>,
    pub(super) touchpoint: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawDimension {
    pub(super) id: String,
    pub(super) name: Option<Text>,
    pub(super) weight: Option<RawNumber>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawItem {
    /// the name of its column, where `column` says no other
    pub(super) id: String,
    /// name of its column, or the text of the question as an export of a survey tool has it
    pub(super) column: Option<String>,
    pub(super) text: Option<Text>,
    pub(super) dimension: Option<String>,
    pub(super) scale: Option<RawScale>,
    #[serde(default)]
    pub(super) reversed: bool,
    pub(super) missing: Option<Vec<RawCode>>,
    /// column of what was expected
    pub(super) expectation: Option<String>,
    /// column of how important it is
    pub(super) importance: Option<String>,
    /// whether a file may lack the column
    #[serde(default)]
    pub(super) optional: bool,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawScale {
    pub(super) low: RawNumber,
    pub(super) high: RawNumber,
    pub(super) step: Option<RawNumber>,
}

/// A code that means no answer.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum RawCode {
    Number(RawNumber),
    Word(String),
}

/// A number with or without a fraction.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(untagged)]
pub(super) enum RawNumber {
    Whole(i32),
    Fraction(f64),
}

impl RawNumber {
    pub(super) fn value(self) -> f64 {
        match self {
            Self::Whole(value) => f64::from(value),
            Self::Fraction(value) => value,
        }
    }
}

impl RawCode {
    pub(super) fn text(&self) -> String {
        match self {
            Self::Number(number) => number.value().to_string(),
            Self::Word(word) => word.clone(),
        }
    }
}

/// Reads the text of a questionnaire.
///
/// # Errors
/// `survey-too-long` or `survey-not-read`, with the line.
pub(super) fn read(text: &str) -> Result<RawSurvey> {
    if text.len() > MAX_BYTES {
        let message = format!("the questionnaire has `{}` bytes; expected at most `{MAX_BYTES}`", text.len());
        return Err(ServiceError::new("survey-too-long", message).hint("leave out items that are not indexed"));
    }
    toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| line_of(text, span.start));
        let message = format!("line `{line}` of the questionnaire cannot be read: {}", error.message().trim());
        ServiceError::new("survey-not-read", message)
            .value("line", line)
            .value("reason", error.message())
            .hint("compare it with a template: `patron survey template nps`")
    })
}

/// The line of a byte, from 1.
pub(super) fn line_of(text: &str, byte: usize) -> usize {
    1 + text.bytes().take(byte).filter(|&byte| byte == b'\n').count()
}

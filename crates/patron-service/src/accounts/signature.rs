use chrono::{DateTime, SecondsFormat, Utc};
use patron_store::JournalEntry;
use serde_json::Value;

use crate::error::{Result, ServiceError};

const MAX_NAME: usize = 100;
const MAX_TEXT: usize = 2000;

/// Who decides, and why: checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Signature {
    pub(crate) by: String,
    why: String,
}

impl Signature {
    /// A decision that needs a reason.
    ///
    /// # Errors
    /// `who-missing`, `why-missing`, or `text-too-long`.
    pub(crate) fn with_reason(by: &str, why: &str) -> Result<Self> {
        let by = name(by)?;
        if why.trim().is_empty() {
            let error = ServiceError::new("why-missing", "no reason is given; expected why it is decided so");
            return Err(error.hint("say it: `--why TEXT`"));
        }
        Ok(Self { by, why: said("reason", why)? })
    }

    /// A note that is its own reason.
    ///
    /// # Errors
    /// `who-missing`.
    pub(crate) fn of(by: &str) -> Result<Self> {
        Ok(Self { by: name(by)?, why: String::new() })
    }

    /// The decision as the journal keeps it.
    pub(crate) fn entry(&self, kind: &str, subject: &str, now: DateTime<Utc>, value: Value) -> JournalEntry {
        JournalEntry {
            kind: kind.to_owned(),
            subject: subject.to_owned(),
            at_us: now.timestamp_micros(),
            who: self.by.clone(),
            why: self.why.clone(),
            value,
        }
    }
}

fn name(by: &str) -> Result<String> {
    let by = by.trim();
    if by.is_empty() {
        let error = ServiceError::new("who-missing", "no name is given; expected who decides");
        return Err(error.hint("say it: `--by NAME`, or set `PATRON_BY`"));
    }
    if by.chars().count() > MAX_NAME || by.chars().any(char::is_control) {
        let message = format!("name `{by}` is too long; expected one line of at most {MAX_NAME} characters");
        return Err(ServiceError::new("text-too-long", message).value("what", "name").value("most", MAX_NAME));
    }
    Ok(by.to_owned())
}

/// A text that a person gave, without space around it.
///
/// # Errors
/// `text-too-long`.
pub(crate) fn said(what: &str, text: &str) -> Result<String> {
    let text = text.trim();
    let length = text.chars().count();
    if length > MAX_TEXT {
        let message = format!("{what} has `{length}` characters; expected at most {MAX_TEXT}");
        return Err(ServiceError::new("text-too-long", message)
            .value("what", what)
            .value("most", MAX_TEXT)
            .hint("keep the long text elsewhere and name it here"));
    }
    Ok(text.to_owned())
}

/// When something was decided, as people read it.
pub(crate) fn moment(at_us: i64) -> String {
    DateTime::from_timestamp_micros(at_us).map_or_else(String::new, |at| at.to_rfc3339_opts(SecondsFormat::Secs, true))
}

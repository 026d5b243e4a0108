//! Notices of a run in the language of the report.

use serde_json::Value;

use super::Words;
use crate::views::{Notice, Severity};

/// A notice as it is printed.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub(super) struct PrintedNotice {
    pub(super) text: String,
    pub(super) warning: bool,
}

/// Each notice once; one that the language has no words for stays as it was written, in English.
pub(super) fn notices(notices: &[Notice], words: &Words) -> Vec<PrintedNotice> {
    let printed = notices
        .iter()
        .map(|notice| PrintedNotice { text: text(notice, words), warning: notice.severity == Severity::Warning });
    let mut once: Vec<PrintedNotice> = Vec::new();
    for notice in printed {
        if !once.contains(&notice) {
            once.push(notice);
        }
    }
    once
}

/// A notice in Chinese, where there are words for it.
#[must_use]
pub fn notice_in_chinese(notice: &Notice) -> Option<String> {
    let words = Words::of("zh").ok()?;
    words.find("notice", &notice.code)?;
    Some(text(notice, &words))
}

fn text(notice: &Notice, words: &Words) -> String {
    if !words.is_chinese() {
        return sentence(&notice.message);
    }
    let Some(text) = words.find("notice", &notice.code) else { return sentence(&notice.message) };
    notice.values.iter().fold(text.to_owned(), |text, (name, value)| {
        let shown = match value {
            Value::String(text) => words.find("reason", text).unwrap_or(text).to_owned(),
            // a count is kept as a float: 4, not 4.0
            other => other.as_f64().map_or_else(|| other.to_string(), |number| number.to_string()),
        };
        text.replace(&format!("{{{name}}}"), &shown)
    })
}

/// A message as a sentence: with a capital and a full stop, without the signs that mark values in a terminal.
fn sentence(message: &str) -> String {
    let message = message.replace('`', "");
    let mut letters = message.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str().trim_end_matches('.'))
}

//! The words for a card that does not fit.

use crate::error::ServiceError;

/// Where on which card.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) card: &'a str,
    pub(super) line: usize,
}

impl Place<'_> {
    /// A refusal that names card and line.
    pub(super) fn refuse(self, code: &str, words: &str, hint: &str) -> ServiceError {
        let Self { card, line } = self;
        ServiceError::new(code, format!("card `{card}`, line `{line}`: {words}"))
            .value("card", card)
            .value("line", line)
            .value("reason", words)
            .hint(hint)
    }
}

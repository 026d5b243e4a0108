//! The words for a scheme that does not fit.

use crate::error::ServiceError;

/// Where on which scheme.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) scheme: &'a str,
    pub(super) line: usize,
}

impl Place<'_> {
    /// A refusal that names scheme and line.
    pub(super) fn refuse(self, code: &str, words: &str, hint: &str) -> ServiceError {
        let Self { scheme, line } = self;
        ServiceError::new(code, format!("scheme `{scheme}`, line `{line}`: {words}"))
            .value("scheme", scheme)
            .value("line", line)
            .value("reason", words)
            .hint(hint)
    }
}

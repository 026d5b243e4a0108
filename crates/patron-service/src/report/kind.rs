use crate::error::{Result, ServiceError};

/// A form of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportFormat {
    /// one page to read or print, with charts
    Html,
    /// one sheet per table, the customers among them
    Xlsx,
}

impl ReportFormat {
    /// The form of a word or a file extension.
    ///
    /// # Errors
    /// `unknown-format`.
    pub fn parse(word: &str) -> Result<Self> {
        match word.to_ascii_lowercase().as_str() {
            "html" | "htm" => Ok(Self::Html),
            "xlsx" => Ok(Self::Xlsx),
            _ => Err(ServiceError::new("unknown-format", format!("format `{word}`, expected html or xlsx"))
                .value("format", word)
                .hint("end the file name in .html or .xlsx")),
        }
    }

    /// Media type for HTTP.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Xlsx => crate::export::Format::Xlsx.media_type(),
        }
    }

    /// Usual file extension.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Xlsx => "xlsx",
        }
    }
}

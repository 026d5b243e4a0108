use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A text that people read, in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Text {
    pub zh: String,
    pub en: String,
}

impl Text {
    /// A text from its English and Chinese wording.
    #[must_use]
    pub fn new(en: &str, zh: &str) -> Self {
        Self { zh: zh.to_owned(), en: en.to_owned() }
    }
}

//! The words for a setting that does not fit.

use std::fmt::Display;

use crate::error::ServiceError;

pub(crate) fn refuse(setting: &str, value: impl Display, expected: &str) -> ServiceError {
    let option = setting.replace('_', "-");
    ServiceError::new("setting-value", format!("setting `{option}` is `{value}`; expected {expected}"))
        .hint(format!("write `patron portfolio set {option}=…`"))
        .value("setting", setting)
        .value("value", value.to_string())
}

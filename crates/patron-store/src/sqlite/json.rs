//! JSON and counts as the database keeps them.

use serde::de::DeserializeOwned;

use crate::StoreError;

pub(super) fn from_text<T: DeserializeOwned>(what: &'static str, text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Damaged { what, reason: error.to_string() })
}

pub(super) fn to_count(what: &'static str, value: i64) -> Result<u64, StoreError> {
    u64::try_from(value).map_err(|_| StoreError::Damaged { what, reason: format!("`{value}` is below 0") })
}

pub(super) fn from_count(what: &'static str, value: u64) -> Result<i64, StoreError> {
    i64::try_from(value).map_err(|_| StoreError::Damaged { what, reason: format!("`{value}` is too large") })
}

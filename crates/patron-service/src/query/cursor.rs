use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::{Result, ServiceError};

/// Where a page ended: the sort value and the customer of its last row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Cursor {
    pub(super) value: SortValue,
    pub(super) customer: String,
}

/// A sort value; numbers by their bits, because decimal text need not come back as the same number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum SortValue {
    Unknown,
    Number(u64),
    Text(String),
}

impl SortValue {
    pub(super) fn of(cell: &Value) -> Self {
        match cell {
            Value::Number(number) => Self::Number(number.as_f64().unwrap_or_default().to_bits()),
            Value::String(text) => Self::Text(text.clone()),
            _ => Self::Unknown,
        }
    }
}

impl Cursor {
    /// Text that is safe in an address: the JSON in hexadecimal.
    pub(super) fn encode(&self) -> Result<String> {
        let json = serde_json::to_vec(self)?;
        Ok(json.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    pub(super) fn decode(text: &str) -> Result<Self> {
        let refused = || {
            ServiceError::new("bad-cursor", "the page mark was not made by this program, expected the `next` of a page")
                .hint("start again from the first page")
        };
        if text.len() > 8192 || !text.is_ascii() {
            return Err(refused());
        }
        let bytes: Option<Vec<u8>> = text
            .as_bytes()
            .chunks(2)
            .map(|pair| std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok()))
            .collect();
        bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).ok_or_else(refused)
    }
}

#[cfg(test)]
mod tests {
    use super::{Cursor, SortValue};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn round_trip(value in any::<f64>().prop_filter("finite", |x| x.is_finite()), customer in ".*") {
            let cursor = Cursor { value: SortValue::of(&serde_json::Value::from(value)), customer };
            prop_assert_eq!(Cursor::decode(&cursor.encode().unwrap()).unwrap(), cursor);
        }

        #[test]
        fn foreign_text_is_refused(text in ".{0,40}") {
            prop_assert!(Cursor::decode(&text).is_err());
        }
    }
}

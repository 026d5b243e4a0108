//! JSON and counts as the database keeps them.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Number, Value};

use crate::StoreError;

pub(super) fn from_text<T: DeserializeOwned>(what: &'static str, text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Damaged { what, reason: error.to_string() })
}

/// A value as it was written, numbers to the last bit: the reader of JSON may miss a number by its last digit, Rust
/// does not.
pub(super) fn value(what: &'static str, text: &str) -> Result<Value, StoreError> {
    exact(text).map_err(|error| StoreError::Damaged { what, reason: error.to_string() })
}

fn exact(text: &str) -> Result<Value, serde_json::Error> {
    let text = text.trim();
    match text.as_bytes().first() {
        Some(b'{') => {
            let members: Members<'_> = serde_json::from_str(text)?;
            let members = members.0.into_iter().map(|(name, raw)| Ok((name, exact(raw.get())?)));
            Ok(Value::Object(members.collect::<Result<Map<_, _>, _>>()?))
        }
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(text)?;
            Ok(Value::Array(items.into_iter().map(|raw| exact(raw.get())).collect::<Result<_, _>>()?))
        }
        Some(b'-' | b'0'..=b'9') if text.contains(['.', 'e', 'E']) => {
            // what Rust cannot read as a number, the reader of JSON refuses in its own words
            let read = text.parse::<f64>().ok().and_then(Number::from_f64);
            read.map_or_else(|| serde_json::from_str(text), |number| Ok(Value::Number(number)))
        }
        _ => serde_json::from_str(text),
    }
}

/// The members of an object in their order, not yet read.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader<'a>(PhantomData<&'a ()>);
        impl<'de: 'a, 'a> Visitor<'de> for Reader<'a> {
            type Value = Members<'a>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'a>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Reader(PhantomData))
    }
}

pub(super) fn to_count(what: &'static str, value: i64) -> Result<u64, StoreError> {
    u64::try_from(value).map_err(|_| StoreError::Damaged { what, reason: format!("`{value}` is below 0") })
}

pub(super) fn from_count(what: &'static str, value: u64) -> Result<i64, StoreError> {
    i64::try_from(value).map_err(|_| StoreError::Damaged { what, reason: format!("`{value}` is too large") })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::value;

    #[test]
    fn every_number_comes_back_to_the_last_bit() {
        // a simple generator of bit patterns; most doubles have 16 or 17 digits
        let mut state = 1_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            f64::from_bits(state)
        };
        let numbers: Vec<f64> = (0..20_000).map(|_| next()).filter(|number| number.is_finite()).collect();
        let text = json!({ "some": { "numbers": numbers } }).to_string();
        let read = value("test", &text).unwrap();
        let back: Vec<f64> = read["some"]["numbers"].as_array().unwrap().iter().filter_map(Value::as_f64).collect();
        assert_eq!(back.len(), numbers.len());
        assert!(back.iter().zip(&numbers).all(|(back, number)| back.to_bits() == number.to_bits()));
    }

    #[test]
    fn everything_else_is_as_it_was() {
        let whole = json!({ "z": null, "a": [true, -3, 18_446_744_073_709_551_615_u64, "x.e\"{", [], {}], "名": "值" });
        assert_eq!(value("test", &whole.to_string()).unwrap(), whole);
        assert!(value("test", "{\"a\": 1.}").is_err());
        assert!(value("test", "{\"a\": 1e999}").is_err());
        assert!(value("test", "").is_err());
    }
}

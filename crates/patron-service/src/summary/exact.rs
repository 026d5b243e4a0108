//! Numbers of a JSON file to the last bit: the reader of JSON may miss a number by its last digit, Rust does not.

use std::fmt;

use patron_models::fit::NamedValues;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;

/// A number as its digits say.
struct Exact(f64);

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let digits = Box::<RawValue>::deserialize(deserializer)?;
        let number = digits.get().parse::<f64>().ok().filter(|number| number.is_finite());
        number.map(Self).ok_or_else(|| D::Error::custom(format!("`{}`, expected a number", digits.get())))
    }
}

/// An object of numbers, in its order.
pub(super) fn named<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NamedValues, D::Error> {
    struct Members;
    impl<'de> Visitor<'de> for Members {
        type Value = NamedValues;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("an object of numbers")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<NamedValues, A::Error> {
            let mut values = Vec::new();
            while let Some((name, Exact(value))) = members.next_entry::<String, Exact>()? {
                values.push((name, value));
            }
            Ok(values.into_iter().collect())
        }
    }
    deserializer.deserialize_map(Members)
}

/// Rows of numbers.
pub(super) fn rows<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Vec<f64>>, D::Error> {
    let rows = Vec::<Vec<Exact>>::deserialize(deserializer)?;
    Ok(rows.into_iter().map(|row| row.into_iter().map(|Exact(number)| number).collect()).collect())
}

//! Numbers by name, in an order that is kept.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::ParameterError;

/// Named numbers in a fixed order; a JSON object with one member each.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NamedValues(Vec<(String, f64)>);

impl NamedValues {
    /// Pairs names with values.
    pub(crate) fn new(names: &[&str], values: &[f64]) -> Self {
        Self(names.iter().zip(values).map(|(name, value)| ((*name).to_owned(), *value)).collect())
    }

    /// The value of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<f64> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| *value)
    }

    /// Names and values in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, f64)> {
        self.0.iter().map(|(name, value)| (name.as_str(), *value))
    }

    /// The values in order.
    #[must_use]
    pub fn values(&self) -> Vec<f64> {
        self.0.iter().map(|(_, value)| *value).collect()
    }

    /// The values in the order of `names`, whatever order they are held in.
    ///
    /// # Errors
    /// When a name is missing, or a value has a name that is not asked for.
    pub fn ordered(&self, names: &[&str]) -> Result<Vec<f64>, ParameterError> {
        if let Some((name, _)) = self.0.iter().find(|(name, _)| !names.contains(&name.as_str())) {
            return Err(ParameterError::Unknown { name: name.clone(), expected: names.join(", ") });
        }
        let find = |name: &&str| self.get(name).ok_or_else(|| ParameterError::Missing { name: (*name).to_owned() });
        names.iter().map(find).collect()
    }
}

impl FromIterator<(String, f64)> for NamedValues {
    fn from_iter<I: IntoIterator<Item = (String, f64)>>(pairs: I) -> Self {
        Self(pairs.into_iter().collect())
    }
}

impl Serialize for NamedValues {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for NamedValues {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = NamedValues;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object of numbers")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<NamedValues, A::Error> {
                let mut values = Vec::new();
                while let Some(pair) = members.next_entry()? {
                    values.push(pair);
                }
                Ok(NamedValues(values))
            }
        }
        deserializer.deserialize_map(Members)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_members_keep_their_order_and_can_be_asked_for_in_another() {
        let values: NamedValues = serde_json::from_str(r#"{"q":3.74,"p":6.25,"gamma":15.44}"#).unwrap();
        assert_eq!(serde_json::to_string(&values).unwrap(), r#"{"q":3.74,"p":6.25,"gamma":15.44}"#);
        assert_eq!(values.ordered(&["p", "q", "gamma"]).unwrap(), [6.25, 3.74, 15.44]);
        let missing = values.ordered(&["p", "q", "gamma", "s"]).unwrap_err();
        assert_eq!(missing.to_string(), "parameter `s` is missing");
        let unknown = values.ordered(&["p", "q"]).unwrap_err();
        assert_eq!(unknown.to_string(), "parameter `gamma` is not known: expected p, q");
    }
}

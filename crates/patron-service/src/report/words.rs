//! The texts of a report in a language.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::catalogue::Text;
use crate::error::{Result, ServiceError};

/// Texts by section and key, as in `texts/en.toml`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub(crate) struct Words {
    texts: BTreeMap<String, BTreeMap<String, String>>,
}

impl Words {
    /// The texts of `zh`, else English.
    ///
    /// # Errors
    /// When the texts are damaged, which a test excludes.
    pub(crate) fn of(language: &str) -> Result<Self> {
        let text = if language == "zh" { include_str!("texts/zh.toml") } else { include_str!("texts/en.toml") };
        let texts = toml::from_str(text).map_err(|error| ServiceError::new("report-texts", error.to_string()))?;
        Ok(Self { texts })
    }

    pub(super) fn is_chinese(&self) -> bool {
        self.get("page", "language") == "zh"
    }

    /// A text; its key in brackets where there is none.
    pub(super) fn get(&self, section: &str, key: &str) -> String {
        self.find(section, key).map_or_else(|| format!("‹{section}.{key}›"), str::to_owned)
    }

    pub(super) fn find(&self, section: &str, key: &str) -> Option<&str> {
        self.texts.get(section)?.get(key).map(String::as_str)
    }

    /// A text with its `{places}` filled.
    pub(super) fn fill(&self, section: &str, key: &str, values: &[(&str, String)]) -> String {
        values.iter().fold(self.get(section, key), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }

    /// A text of the catalogue.
    pub(crate) fn of_text<'a>(&self, text: &'a Text) -> &'a str {
        if self.is_chinese() { &text.zh } else { &text.en }
    }

    /// A heading with the currency behind it.
    pub(super) fn money(&self, section: &str, key: &str, currency: &str) -> String {
        let heading = self.get(section, key);
        match (currency.is_empty(), self.is_chinese()) {
            (true, _) => heading,
            (false, true) => format!("{heading}（{currency}）"),
            (false, false) => format!("{heading}, {currency}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn both_languages_have_the_same_keys_and_places() {
        let (english, chinese) = (Words::of("en").unwrap(), Words::of("zh").unwrap());
        assert!(chinese.is_chinese() && !english.is_chinese());
        let keys = |words: &Words| -> Vec<(String, String)> {
            let sections = words.texts.iter();
            sections.flat_map(|(section, texts)| texts.keys().map(|key| (section.clone(), key.clone()))).collect()
        };
        assert_eq!(keys(&english), keys(&chinese));
        for (section, key) in keys(&english) {
            let places = |words: &Words| {
                let text = words.get(&section, &key);
                let mut found: Vec<String> = text
                    .split('{')
                    .skip(1)
                    .filter_map(|rest| rest.split_once('}').map(|(name, _)| name.to_owned()))
                    .collect();
                found.sort();
                found.dedup();
                found
            };
            assert_eq!(places(&english), places(&chinese), "{section}.{key}");
        }
    }
}

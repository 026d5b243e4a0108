//! Documents that the portfolio keeps with their earlier versions: cards, schemes, costs, questionnaires.
//!
//! A document is a text that its owner wrote; what it means is checked before it comes here. The last version counts.

mod kind;
#[cfg(test)]
mod tests;

use patron_store::Store;
use serde::{Deserialize, Serialize};

use crate::error::{Result, ServiceError};

pub(crate) use kind::{CARDS, COSTS, Kind, SCHEMES, SURVEYS};

/// Versions that are kept of a document.
const MAX_VERSIONS: usize = 100;

/// A document as it is stored.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Kept {
    /// oldest first; the last one counts
    pub(crate) versions: Vec<Version>,
}

/// One version of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Version {
    pub(crate) number: u32,
    pub(crate) text: String,
    /// RFC 3339 in UTC
    pub(crate) saved_at: String,
}

impl Kept {
    /// The version that counts.
    ///
    /// # Errors
    /// `stored-json` when there is none.
    pub(crate) fn current(&self) -> Result<&Version> {
        self.versions.last().ok_or_else(|| ServiceError::new("stored-json", "a stored document has no version"))
    }

    /// The numbers of its versions.
    pub(crate) fn numbers(&self) -> Vec<u32> {
        self.versions.iter().map(|version| version.number).collect()
    }
}

impl Kind {
    /// Every document, by id.
    ///
    /// # Errors
    /// When the metadata cannot be read.
    pub(crate) async fn all(&self, store: &dyn Store) -> Result<Vec<(String, Kept)>> {
        let found = store.documents(self.document).await?;
        found.into_iter().map(|(id, value)| Ok((id, serde_json::from_value(value)?))).collect()
    }

    /// The current text of every document, by id.
    ///
    /// # Errors
    /// When the metadata cannot be read.
    pub(crate) async fn texts(&self, store: &dyn Store) -> Result<Vec<(String, String)>> {
        let kept = self.all(store).await?;
        kept.into_iter().map(|(id, kept)| Ok((id, kept.current()?.text.clone()))).collect()
    }

    /// One document.
    ///
    /// # Errors
    /// When the metadata cannot be read.
    pub(crate) async fn find(&self, store: &dyn Store, id: &str) -> Result<Option<Kept>> {
        Ok(store.document(self.document, id).await?.map(serde_json::from_value).transpose()?)
    }

    /// One document that must be there.
    ///
    /// # Errors
    /// [`Kind::unknown`], naming those that are.
    pub(crate) async fn one(&self, store: &dyn Store, id: &str) -> Result<Kept> {
        match self.find(store, id).await? {
            Some(kept) => Ok(kept),
            None => Err(self.not_there(store, id).await?),
        }
    }

    /// A version of a document, the current one where none is asked for.
    ///
    /// # Errors
    /// [`Kind::unknown_version`], naming those that are kept.
    pub(crate) fn version<'a>(&self, id: &str, kept: &'a Kept, number: Option<u32>) -> Result<&'a Version> {
        let Some(wanted) = number else { return kept.current() };
        kept.versions.iter().find(|version| version.number == wanted).ok_or_else(|| {
            let have: Vec<String> = kept.versions.iter().map(|version| format!("`{}`", version.number)).collect();
            let message = format!("version `{wanted}` of {} `{id}`; expected one of {}", self.noun, have.join(", "));
            ServiceError::new(self.unknown_version, message).value(self.document, id).value("version", wanted)
        })
    }

    /// Keeps a checked text as the next version; the same text again changes nothing. Says the number that counts.
    ///
    /// # Errors
    /// When the metadata cannot be written.
    pub(crate) async fn put(&self, store: &dyn Store, id: &str, text: &str, saved_at: &str) -> Result<u32> {
        let mut kept = self.find(store, id).await?.unwrap_or_default();
        if let Some(last) = kept.versions.last().filter(|last| last.text == text) {
            return Ok(last.number);
        }
        let number = kept.versions.last().map_or(1, |last| last.number + 1);
        kept.versions.push(Version { number, text: text.to_owned(), saved_at: saved_at.to_owned() });
        let surplus = kept.versions.len().saturating_sub(MAX_VERSIONS);
        kept.versions.drain(..surplus);
        store.put_document(self.document, id, &serde_json::to_value(&kept)?).await?;
        Ok(number)
    }

    /// Removes a document with all its versions.
    ///
    /// # Errors
    /// [`Kind::unknown`], naming those that are there.
    pub(crate) async fn remove(&self, store: &dyn Store, id: &str) -> Result<()> {
        if store.delete_document(self.document, id).await? { Ok(()) } else { Err(self.not_there(store, id).await?) }
    }

    /// The refusal of a document that is not there, naming those that are.
    async fn not_there(&self, store: &dyn Store, id: &str) -> Result<ServiceError> {
        let have: Vec<String> = self.all(store).await?.into_iter().map(|(id, _)| format!("`{id}`")).collect();
        let have = if have.is_empty() { "none so far".to_owned() } else { have.join(", ") };
        let message = format!("{} `{id}`; expected one of the portfolio's {}: {have}", self.noun, self.nouns);
        Ok(ServiceError::new(self.unknown, message).value(self.document, id).hint(self.hint))
    }
}

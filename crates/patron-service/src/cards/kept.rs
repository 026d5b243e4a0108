//! The portfolio's cards, with their earlier versions.

use patron_store::Store;
use serde::{Deserialize, Serialize};

use super::Card;
use crate::catalogue::Measure;
use crate::error::{Result, ServiceError};

/// Documents of the store that are cards.
const KIND: &str = "card";
/// Versions that are kept of a card.
const MAX_VERSIONS: usize = 100;

/// A card of the portfolio as it is stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct KeptCard {
    /// oldest first; the last one counts, and its number is the length
    pub(crate) versions: Vec<CardVersion>,
}

/// One version of a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CardVersion {
    pub(crate) number: u32,
    pub(crate) text: String,
    /// RFC 3339 in UTC
    pub(crate) saved_at: String,
}

impl KeptCard {
    /// The version that counts.
    ///
    /// # Errors
    /// `stored-json` when there is none.
    pub(crate) fn current(&self) -> Result<&CardVersion> {
        self.versions.last().ok_or_else(|| ServiceError::new("stored-json", "a stored card has no version"))
    }
}

/// Every card, by id.
///
/// # Errors
/// When the metadata cannot be read.
pub(crate) async fn all(store: &dyn Store) -> Result<Vec<(String, KeptCard)>> {
    let found = store.documents(KIND).await?;
    found.into_iter().map(|(id, value)| Ok((id, serde_json::from_value(value)?))).collect()
}

/// One card.
///
/// # Errors
/// When the metadata cannot be read.
pub(crate) async fn one(store: &dyn Store, id: &str) -> Result<Option<KeptCard>> {
    Ok(store.document(KIND, id).await?.map(serde_json::from_value).transpose()?)
}

/// Checks a card and keeps it as the next version; the same text again changes nothing.
///
/// # Errors
/// As [`Card::parse`].
pub(crate) async fn put(store: &dyn Store, text: &str, measures: &[Measure], saved_at: &str) -> Result<(Card, u32)> {
    let card = Card::parse(text, measures)?;
    let mut kept = one(store, &card.id).await?.unwrap_or(KeptCard { versions: Vec::new() });
    if let Some(last) = kept.versions.last().filter(|last| last.text == text) {
        return Ok((card, last.number));
    }
    let number = kept.versions.last().map_or(1, |last| last.number + 1);
    kept.versions.push(CardVersion { number, text: text.to_owned(), saved_at: saved_at.to_owned() });
    let surplus = kept.versions.len().saturating_sub(MAX_VERSIONS);
    kept.versions.drain(..surplus);
    store.put_document(KIND, &card.id, &serde_json::to_value(&kept)?).await?;
    Ok((card, number))
}

/// Removes a card with all its versions.
///
/// # Errors
/// `unknown-card`.
pub(crate) async fn remove(store: &dyn Store, id: &str) -> Result<()> {
    if store.delete_document(KIND, id).await? { Ok(()) } else { Err(unknown(store, id).await?) }
}

/// The refusal of a card that is not there, naming those that are.
pub(crate) async fn unknown(store: &dyn Store, id: &str) -> Result<ServiceError> {
    let have: Vec<String> = all(store).await?.into_iter().map(|(id, _)| format!("`{id}`")).collect();
    let have = if have.is_empty() { "none so far".to_owned() } else { have.join(", ") };
    Ok(ServiceError::new("unknown-card", format!("card `{id}`; expected one of the portfolio's cards: {have}"))
        .value("card", id)
        .hint("make one from a template: `patron card new --from key-account`"))
}

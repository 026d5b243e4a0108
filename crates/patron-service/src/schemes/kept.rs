//! The portfolio's schemes, with their earlier versions.

use patron_store::Store;
use serde::{Deserialize, Serialize};

use super::{Columns, Scheme, resolve};
use crate::error::{Result, ServiceError};

/// Documents of the store that are schemes.
const KIND: &str = "scheme";
/// Versions that are kept of a scheme.
const MAX_VERSIONS: usize = 100;

/// A scheme of the portfolio as it is stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct KeptScheme {
    /// oldest first; the last one counts, and its number is the length
    pub(crate) versions: Vec<SchemeVersion>,
}

/// One version of a scheme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SchemeVersion {
    pub(crate) number: u32,
    pub(crate) text: String,
    /// RFC 3339 in UTC
    pub(crate) saved_at: String,
}

impl KeptScheme {
    /// The version that counts.
    ///
    /// # Errors
    /// `stored-json` when there is none.
    pub(crate) fn current(&self) -> Result<&SchemeVersion> {
        self.versions.last().ok_or_else(|| ServiceError::new("stored-json", "a stored scheme has no version"))
    }
}

/// Every scheme, by id.
///
/// # Errors
/// When the metadata cannot be read.
pub(crate) async fn all(store: &dyn Store) -> Result<Vec<(String, KeptScheme)>> {
    let found = store.documents(KIND).await?;
    found.into_iter().map(|(id, value)| Ok((id, serde_json::from_value(value)?))).collect()
}

/// One scheme.
///
/// # Errors
/// When the metadata cannot be read.
pub(crate) async fn one(store: &dyn Store, id: &str) -> Result<Option<KeptScheme>> {
    Ok(store.document(KIND, id).await?.map(serde_json::from_value).transpose()?)
}

/// Checks a scheme beside the portfolio's others and keeps it as the next version; the same text again changes nothing.
///
/// # Errors
/// As [`Scheme::parse`], or `scheme-circle`.
pub(crate) async fn put(store: &dyn Store, text: &str, columns: &Columns, saved_at: &str) -> Result<Scheme> {
    let scheme = among(store, text, columns).await?;
    let mut kept = one(store, &scheme.id).await?.unwrap_or(KeptScheme { versions: Vec::new() });
    if kept.versions.last().is_some_and(|last| last.text == text) {
        return Ok(scheme);
    }
    let number = kept.versions.last().map_or(1, |last| last.number + 1);
    kept.versions.push(SchemeVersion { number, text: text.to_owned(), saved_at: saved_at.to_owned() });
    let surplus = kept.versions.len().saturating_sub(MAX_VERSIONS);
    kept.versions.drain(..surplus);
    store.put_document(KIND, &scheme.id, &serde_json::to_value(&kept)?).await?;
    Ok(scheme)
}

/// A text as a scheme of the portfolio: it may read the labels of the others.
///
/// # Errors
/// As [`Scheme::parse`], or `scheme-circle`.
pub(crate) async fn among(store: &dyn Store, text: &str, columns: &Columns) -> Result<Scheme> {
    let id = super::file::read(text)?.draft.id;
    let mut texts = texts(store).await?;
    texts.retain(|(other, _)| *other != id);
    texts.push((id.clone(), text.to_owned()));
    let found = resolve(&texts, columns).into_iter().find(|(other, _)| *other == id);
    match found {
        Some((_, scheme)) => scheme,
        None => Scheme::parse(text, columns),
    }
}

/// The current text of every scheme, by id.
///
/// # Errors
/// When the metadata cannot be read.
pub(crate) async fn texts(store: &dyn Store) -> Result<Vec<(String, String)>> {
    let kept = all(store).await?;
    kept.into_iter().map(|(id, kept)| Ok((id, kept.current()?.text.clone()))).collect()
}

/// Removes a scheme with all its versions.
///
/// # Errors
/// `unknown-own-scheme`.
pub(crate) async fn remove(store: &dyn Store, id: &str) -> Result<()> {
    if store.delete_document(KIND, id).await? { Ok(()) } else { Err(unknown(store, id).await?) }
}

/// The refusal of a scheme that is not there, naming those that are.
pub(crate) async fn unknown(store: &dyn Store, id: &str) -> Result<ServiceError> {
    let have: Vec<String> = all(store).await?.into_iter().map(|(id, _)| format!("`{id}`")).collect();
    let have = if have.is_empty() { "none so far".to_owned() } else { have.join(", ") };
    let message = format!("scheme `{id}`; expected one of the portfolio's own schemes: {have}");
    Ok(ServiceError::new("unknown-own-scheme", message)
        .value("scheme", id)
        .hint("make one from a template: `patron scheme new --from win-back`"))
}

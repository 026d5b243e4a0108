//! A scheme beside the portfolio's others.

use patron_store::Store;

use super::{Columns, Scheme, resolve};
use crate::error::Result;
use crate::kept::SCHEMES;

/// A text as a scheme of the portfolio: it may read the labels of the others.
///
/// # Errors
/// As [`Scheme::parse`], or `scheme-circle`.
pub(crate) async fn among(store: &dyn Store, text: &str, columns: &Columns) -> Result<Scheme> {
    let id = super::file::read(text)?.draft.id;
    let mut texts = SCHEMES.texts(store).await?;
    texts.retain(|(other, _)| *other != id);
    texts.push((id.clone(), text.to_owned()));
    let found = resolve(&texts, columns).into_iter().find(|(other, _)| *other == id);
    match found {
        Some((_, scheme)) => scheme,
        None => Scheme::parse(text, columns),
    }
}

//! A scheme's file: read with the lines of its labels, and written.

use serde::Deserialize;
use toml::Spanned;

use super::draft::SchemeDraft;
use crate::error::{Result, ServiceError};

/// The longest scheme that is read.
const MAX_BYTES: usize = 256 << 10;

/// A scheme as written, and where its parts begin.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) draft: SchemeDraft,
    pub(super) head: usize,
    pub(super) labels: Vec<usize>,
    pub(super) axes: Vec<usize>,
    pub(super) clusters: usize,
}

#[derive(Debug, Deserialize)]
struct Places {
    id: Spanned<String>,
    #[serde(default)]
    label: Vec<Spanned<toml::Table>>,
    #[serde(default)]
    axis: Vec<Spanned<toml::Table>>,
    clusters: Option<Spanned<toml::Table>>,
}

/// Reads the text of a scheme.
///
/// # Errors
/// `scheme-too-long` or `scheme-not-read`, with the line.
pub(super) fn read(text: &str) -> Result<Written> {
    if text.len() > MAX_BYTES {
        let message = format!("the scheme has `{}` bytes; expected at most `{MAX_BYTES}`", text.len());
        return Err(ServiceError::new("scheme-too-long", message).hint("a scheme of 20 labels has about 20,000"));
    }
    let refused = |error: toml::de::Error| {
        let line = error.span().map_or(1, |span| line_of(text, span.start));
        let message = format!("line `{line}` of the scheme cannot be read: {}", error.message().trim());
        ServiceError::new("scheme-not-read", message)
            .value("line", line)
            .value("reason", error.message().trim())
            .hint("compare it with a template: `patron scheme show win-back`")
    };
    let draft: SchemeDraft = toml::from_str(text).map_err(refused)?;
    let places: Places = toml::from_str(text).map_err(refused)?;
    let lines = |parts: &[Spanned<toml::Table>]| parts.iter().map(|part| line_of(text, part.span().start)).collect();
    let head = line_of(text, places.id.span().start);
    Ok(Written {
        draft,
        head,
        labels: lines(&places.label),
        axes: lines(&places.axis),
        clusters: places.clusters.map_or(head, |part| line_of(text, part.span().start)),
    })
}

/// The line of a byte, from 1.
fn line_of(text: &str, byte: usize) -> usize {
    1 + text.bytes().take(byte).filter(|&byte| byte == b'\n').count()
}

/// The file of a draft: a line for each field, a block for each axis and label.
///
/// # Errors
/// `scheme-not-written` where a number of the draft is none that a file can hold.
pub fn write(draft: &SchemeDraft) -> Result<String> {
    let refused = |error: toml::ser::Error| {
        ServiceError::new(
            "scheme-not-written",
            format!("the scheme cannot be written: {error}; expected finite numbers"),
        )
    };
    let table = toml::Table::try_from(draft).map_err(refused)?;
    let mut text = String::new();
    let line = |text: &mut String, name: &str, value: &toml::Value| {
        text.push_str(&format!("{name} = {value}\n"));
    };
    let blocks = |name: &str| matches!(name, "axis" | "label");
    // in the order of a reader's questions rather than of the alphabet
    for name in ["id", "name", "meaning", "kind", "keep", "bounds", "attribute", "clusters"] {
        if let Some(value) = table.get(name) {
            line(&mut text, name, value);
        }
    }
    for (name, value) in table.iter().filter(|(name, _)| blocks(name)) {
        for block in value.as_array().into_iter().flatten().filter_map(toml::Value::as_table) {
            text.push_str(&format!("\n[[{name}]]\n"));
            for first in ["id", "name"] {
                if let Some(value) = block.get(first) {
                    line(&mut text, first, value);
                }
            }
            for (field, value) in block.iter().filter(|(field, _)| !matches!(field.as_str(), "id" | "name")) {
                line(&mut text, field, value);
            }
        }
    }
    Ok(text)
}

use serde::{Deserialize, Serialize};

use crate::error::{Result, ServiceError};
use crate::views::{LabelEdit, PlaybookChange, SchemePlaybooks};

/// Playbooks as a file.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default, rename = "label")]
    labels: Vec<LabelEdit>,
}

/// Playbooks as TOML.
///
/// # Errors
/// `stored-json`, when they cannot be written.
pub(crate) fn write(view: &SchemePlaybooks) -> Result<String> {
    let labels = view.labels.iter().map(|label| {
        let play = label.playbook.as_ref();
        LabelEdit {
            id: label.id.clone(),
            meaning: Some(label.meaning.clone()),
            strategy: Some(label.strategy.clone()),
            offer: play.map(|play| play.offer.clone()),
            cadence: play.map(|play| play.cadence.clone()),
            owner: play.map(|play| play.owner.clone()),
            resources: play.map(|play| play.resources),
        }
    });
    let file = File { labels: labels.collect() };
    toml::to_string(&file)
        .map_err(|error| ServiceError::new("stored-json", format!("the playbooks cannot be written: {error}")))
}

/// Changes of playbooks as they are written in TOML.
///
/// # Errors
/// `playbook-unreadable`.
pub(crate) fn read(text: &str) -> Result<PlaybookChange> {
    let file: File = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(1, |span| 1 + text.get(..span.start).unwrap_or(text).matches('\n').count());
        let reason = error.message().trim().replace('\n', " ");
        let message = format!("the playbooks cannot be read, line `{at}`: {reason}; expected labels as `[[label]]`");
        ServiceError::new("playbook-unreadable", message)
            .value("line", at)
            .value("reason", reason)
            .hint("`patron playbook show SCHEME` prints them")
    })?;
    Ok(PlaybookChange { labels: file.labels, ..PlaybookChange::default() })
}

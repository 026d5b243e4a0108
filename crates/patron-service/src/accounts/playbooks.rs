//! Playbooks as people changed them: laid over those that are built in, version by version.

use std::collections::BTreeMap;

use patron_store::Store;
use serde::{Deserialize, Serialize};

use super::{moment, said};
use crate::catalogue::{Label, Measure, Playbook, Text};
use crate::error::{Result, ServiceError};
use crate::views::{LabelEdit, PlaybookVersion};

/// Entries of the journal about playbooks; the subject is the scheme.
pub(crate) const KIND: &str = "playbook";
/// What the resources of a scheme's labels add to.
const WHOLE: u32 = 100;

/// What the journal keeps of a change.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Kept {
    /// changed labels, each with all that is changed of it so far
    pub(crate) labels: Vec<LabelEdit>,
    pub(crate) reset: Vec<String>,
}

/// Changes by label.
pub(crate) type Edits = BTreeMap<String, LabelEdit>;

/// Every change of a scheme, oldest first.
///
/// # Errors
/// When the metadata cannot be read.
pub(crate) async fn versions(store: &dyn Store, scheme: &str) -> Result<Vec<PlaybookVersion>> {
    let lines = store.journal(KIND, Some(scheme)).await?;
    let version = |(version, line): (u32, patron_store::JournalLine)| -> Result<PlaybookVersion> {
        let Kept { labels, reset } = serde_json::from_value(line.entry.value)?;
        let (by, why, at) = (line.entry.who, line.entry.why, moment(line.entry.at_us));
        Ok(PlaybookVersion { version, at, by, why, labels, reset })
    };
    (1..).zip(lines).map(version).collect()
}

/// What the first versions leave changed.
pub(crate) fn edits(versions: &[PlaybookVersion]) -> Edits {
    let mut edits = Edits::new();
    for version in versions {
        edits.retain(|label, _| !version.reset.contains(label));
        edits.extend(version.labels.iter().map(|edit| (edit.id.clone(), edit.clone())));
    }
    edits
}

/// Measures with the playbooks that count today, whatever the run they come from knew.
///
/// # Errors
/// When the metadata cannot be read.
pub(crate) async fn of_today(store: &dyn Store, mut measures: Vec<Measure>) -> Result<Vec<Measure>> {
    let mut schemes: BTreeMap<String, Vec<PlaybookVersion>> = BTreeMap::new();
    for line in store.journal(KIND, None).await? {
        let Kept { labels, reset } = serde_json::from_value(line.entry.value)?;
        let (version, at, by, why) = (0, String::new(), String::new(), String::new());
        let version = PlaybookVersion { version, at, by, why, labels, reset };
        schemes.entry(line.entry.subject).or_default().push(version);
    }
    for measure in &mut measures {
        if let Some(versions) = schemes.get(&measure.id) {
            measure.labels = over(&measure.labels, &edits(versions));
        }
    }
    Ok(measures)
}

/// Labels with what was changed of them.
pub(crate) fn over(labels: &[Label], edits: &Edits) -> Vec<Label> {
    labels.iter().map(|label| edits.get(&label.id).map_or_else(|| label.clone(), |edit| changed(label, edit))).collect()
}

fn changed(label: &Label, edit: &LabelEdit) -> Label {
    let either = |new: &Option<Text>, old: &Text| new.clone().unwrap_or_else(|| old.clone());
    let empty = || Playbook::new(["", ""], ["", ""], ["", ""], 0);
    let told = edit.offer.is_some() || edit.cadence.is_some() || edit.owner.is_some() || edit.resources.is_some();
    let old = label.playbook.clone().or_else(|| told.then(empty));
    let playbook = old.map(|old| Playbook {
        offer: either(&edit.offer, &old.offer),
        cadence: either(&edit.cadence, &old.cadence),
        owner: either(&edit.owner, &old.owner),
        resources: edit.resources.unwrap_or(old.resources),
    });
    Label {
        meaning: either(&edit.meaning, &label.meaning),
        strategy: either(&edit.strategy, &label.strategy),
        playbook,
        ..label.clone()
    }
}

/// What was changed before with what is changed now on top; texts are trimmed and bounded.
///
/// # Errors
/// `text-too-long`.
pub(crate) fn merged(before: Option<&LabelEdit>, now: &LabelEdit) -> Result<LabelEdit> {
    let text = |what: &str, new: &Option<Text>, old: Option<&Option<Text>>| -> Result<Option<Text>> {
        let Some(new) = new else { return Ok(old.cloned().flatten()) };
        Ok(Some(Text { zh: said(what, &new.zh)?, en: said(what, &new.en)? }))
    };
    Ok(LabelEdit {
        id: now.id.clone(),
        meaning: text("meaning", &now.meaning, before.map(|before| &before.meaning))?,
        strategy: text("strategy", &now.strategy, before.map(|before| &before.strategy))?,
        offer: text("offer", &now.offer, before.map(|before| &before.offer))?,
        cadence: text("cadence", &now.cadence, before.map(|before| &before.cadence))?,
        owner: text("owner", &now.owner, before.map(|before| &before.owner))?,
        resources: now.resources.or_else(|| before.and_then(|before| before.resources)),
    })
}

/// The resources of a scheme's labels add to 100, or none has any.
///
/// # Errors
/// `playbook-resources`, with the sum.
pub(crate) fn check_resources(scheme: &str, labels: &[Label]) -> Result<()> {
    let shares: Vec<(&str, u32)> = labels
        .iter()
        .filter_map(|label| Some((label.id.as_str(), u32::from(label.playbook.as_ref()?.resources))))
        .collect();
    let sum: u32 = shares.iter().map(|(_, share)| share).sum();
    if shares.is_empty() || sum == WHOLE || sum == 0 {
        return Ok(());
    }
    let told: Vec<String> = shares.iter().map(|(id, share)| format!("{id} {share}")).collect();
    let hint = if sum > WHOLE {
        format!("take {} off: {}", sum - WHOLE, told.join(", "))
    } else {
        format!("add {}: {}", WHOLE - sum, told.join(", "))
    };
    let message = format!("resources of scheme `{scheme}` add to `{sum}`; expected `{WHOLE}`");
    Err(ServiceError::new("playbook-resources", message)
        .value("scheme", scheme)
        .value("sum", sum)
        .value("shares", told.join(", "))
        .hint(hint))
}

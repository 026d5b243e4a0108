//! Labels and their playbooks.

use std::collections::BTreeSet;

use super::{MAX_LABELS, Place, Written};
use crate::catalogue::{Playbook, Text};
use crate::error::Result;
use crate::schemes::draft::LabelDraft;
use crate::schemes::{SchemeKind, SchemeLabel};

/// Effort for all labels together, in per cent.
const TOTAL: u32 = 100;

pub(super) fn check(written: &Written) -> Result<Vec<SchemeLabel>> {
    let draft = &written.draft;
    let head = Place { scheme: &draft.id, line: written.head };
    let free = matches!(draft.kind, SchemeKind::Attribute | SchemeKind::Clusters);
    if !(usize::from(!free)..=MAX_LABELS).contains(&draft.labels.len()) {
        let words = format!("`{}` labels; expected 1 to {MAX_LABELS}", draft.labels.len());
        return Err(head.refuse("scheme-labels", &words, "write each label as `[[label]]`"));
    }
    let mut seen = BTreeSet::new();
    let mut labels = Vec::with_capacity(draft.labels.len());
    for (label, &line) in draft.labels.iter().zip(&written.labels) {
        let place = Place { line, ..head };
        if label.id.trim().is_empty() {
            return Err(place.refuse("scheme-label-id", "a label without an id", "give it one such as `top`"));
        }
        if !seen.insert(label.id.as_str()) {
            let words = format!("label `{}` is there twice; expected each id once", label.id);
            let hint = "rename or remove one of them";
            return Err(place.refuse("scheme-label-twice", &words, hint).value("label", label.id.as_str()));
        }
        fields(label, draft.kind, place)?;
        labels.push(SchemeLabel {
            id: label.id.clone(),
            name: label.name.clone(),
            meaning: label.meaning.clone(),
            strategy: label.strategy.clone(),
            playbook: playbook(label, place)?,
        });
    }
    resources(head, &labels)?;
    Ok(labels)
}

/// Fields of other kinds of schemes say nothing here, and are refused rather than overlooked.
fn fields(label: &LabelDraft, kind: SchemeKind, place: Place<'_>) -> Result<()> {
    let given = [
        ("when", label.when.is_some(), kind == SchemeKind::Rules),
        ("otherwise", label.otherwise.is_some(), matches!(kind, SchemeKind::Rules | SchemeKind::Match)),
        ("from", label.from.is_some(), kind == SchemeKind::Bounds),
        ("top", label.top.is_some(), kind == SchemeKind::Bounds),
        ("high", label.high.is_some(), kind == SchemeKind::Match),
    ];
    match given.into_iter().find(|(_, given, fits)| *given && !fits) {
        None => Ok(()),
        Some((name, ..)) => {
            let words = format!("label `{}` holds `{name}`, which its kind of scheme does not have", label.id);
            Err(place
                .refuse("scheme-label-field", &words, "remove it, or change `kind`")
                .value("label", label.id.as_str()))
        }
    }
}

fn playbook(label: &LabelDraft, place: Place<'_>) -> Result<Option<Playbook>> {
    let text = |text: &Option<Text>| text.clone().unwrap_or_else(|| Text::new("", ""));
    if label.offer.is_none() && label.cadence.is_none() && label.owner.is_none() && label.resources.is_none() {
        return Ok(None);
    }
    let Some(resources) = label.resources else {
        let words = format!("label `{}` has a playbook without `resources`", label.id);
        let hint = "say its share of the effort in per cent, for example `resources = 20`";
        return Err(place.refuse("scheme-resources", &words, hint).value("label", label.id.as_str()));
    };
    Ok(Some(Playbook {
        offer: text(&label.offer),
        cadence: text(&label.cadence),
        owner: text(&label.owner),
        resources,
    }))
}

fn resources(head: Place<'_>, labels: &[SchemeLabel]) -> Result<()> {
    let shares =
        labels.iter().filter_map(|label| label.playbook.as_ref()).map(|playbook| u32::from(playbook.resources));
    let sum: u32 = shares.clone().sum();
    if shares.count() == 0 || sum == TOTAL {
        return Ok(());
    }
    let words = format!("`resources` of the labels add to `{sum}`; expected `{TOTAL}`");
    let hint = if sum < TOTAL {
        format!("give {} more to one or more labels", TOTAL - sum)
    } else {
        format!("take {} from one or more labels", sum - TOTAL)
    };
    Err(head.refuse("scheme-resources", &words, &hint).value("sum", sum))
}

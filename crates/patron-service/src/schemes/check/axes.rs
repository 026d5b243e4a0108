//! A matrix of two or three axes, each high or low.

use super::{Columns, Place, Plan, Written, number};
use crate::catalogue::Better;
use crate::error::Result;
use crate::schemes::draft::{AxisDraft, HighDraft};
use crate::schemes::plan::{Axis, High, Part};

const MAX_PARTS: usize = 20;

pub(super) fn check(written: &Written, columns: &Columns) -> Result<Plan> {
    let draft = &written.draft;
    let head = Place { scheme: &draft.id, line: written.head };
    if !(2..=3).contains(&draft.axes.len()) {
        let words = format!("`{}` axes; expected two or three", draft.axes.len());
        return Err(head.refuse("scheme-axis", &words, "write each as `[[axis]]`"));
    }
    let mut axes: Vec<Axis> = Vec::with_capacity(draft.axes.len());
    for (raw, &line) in draft.axes.iter().zip(&written.axes) {
        let place = Place { line, ..head };
        if axes.iter().any(|axis| axis.id == raw.id) {
            let words = format!("axis `{}` is there twice; expected each id once", raw.id);
            return Err(place.refuse("scheme-axis", &words, "rename or remove one of them"));
        }
        axes.push(axis(raw, place, columns)?);
    }
    Ok(Plan::Match { labels: corners(written, head, &axes)?, axes })
}

fn axis(draft: &AxisDraft, place: Place<'_>, columns: &Columns) -> Result<Axis> {
    let refuse = |words: &str, hint: &str| place.refuse("scheme-axis", &format!("axis `{}`: {words}", draft.id), hint);
    let high = match &draft.high {
        HighDraft::Text(word) if word == "median" => High::Median,
        HighDraft::Text(word) if word == "mean" => High::Mean,
        HighDraft::Number(from) if from.is_finite() => High::From(*from),
        HighDraft::Text(word) => {
            let words = format!("`high` is `{word}`; expected `median`, `mean` or a number");
            return Err(refuse(&words, "write for example `high = \"median\"`"));
        }
        HighDraft::Number(from) => {
            return Err(refuse(&format!("`high` is `{from}`; expected a finite number"), "correct it"));
        }
    };
    if !(1..=MAX_PARTS).contains(&draft.parts.len()) {
        let words = format!("`{}` parts; expected 1 to {MAX_PARTS}", draft.parts.len());
        return Err(refuse(&words, "write for example `parts = [{ measure = \"customer_value\" }]`"));
    }
    let mut parts = Vec::with_capacity(draft.parts.len());
    for part in &draft.parts {
        let column = number(&part.measure, place, columns)?;
        if !(part.weight > 0.0 && part.weight.is_finite()) {
            let words = format!("weight `{}` of `{}`; expected more than 0", part.weight, part.measure);
            return Err(refuse(&words, "remove the part, or give it a weight"));
        }
        parts.push(Part {
            measure: part.measure.clone(),
            name: column.name(&part.measure),
            weight: part.weight,
            lower: part.better == Better::Lower,
        });
    }
    Ok(Axis { id: draft.id.clone(), name: draft.name.clone(), high, parts })
}

/// Which corner each label is; all corners have one.
fn corners(written: &Written, head: Place<'_>, axes: &[Axis]) -> Result<Vec<(String, Option<Vec<bool>>)>> {
    let labels = &written.draft.labels;
    let mut found: Vec<(String, Option<Vec<bool>>)> = Vec::with_capacity(labels.len());
    for (at, (label, &line)) in labels.iter().zip(&written.labels).enumerate() {
        let place = Place { line, ..head };
        let refuse = |words: &str, hint: &str| {
            let words = format!("label `{}`: {words}", label.id);
            place.refuse("scheme-corner", &words, hint).value("label", label.id.as_str())
        };
        let corner = match (&label.high, label.otherwise.unwrap_or(false)) {
            (None, true) if at + 1 == labels.len() => None,
            (Some(high), false) => {
                if let Some(stranger) = high.iter().find(|id| axes.iter().all(|axis| axis.id != **id)) {
                    let have: Vec<String> = axes.iter().map(|axis| format!("`{}`", axis.id)).collect();
                    let words = format!("axis `{stranger}` is not there; expected {}", have.join(", "));
                    return Err(refuse(&words, "name the axes that are high"));
                }
                Some(axes.iter().map(|axis| high.contains(&axis.id)).collect::<Vec<bool>>())
            }
            _ => {
                let words = "expected `high` with the axes that are high, or `otherwise = true` on the last label";
                return Err(refuse(words, "write `high = []` where all are low"));
            }
        };
        if let Some((other, _)) = found.iter().find(|(_, other)| *other == corner) {
            let words = format!("has the same corner as `{other}`");
            return Err(refuse(&words, "give each corner one label"));
        }
        found.push((label.id.clone(), corner));
    }
    let corners = 1_usize << axes.len();
    let rest = found.iter().any(|(_, corner)| corner.is_none());
    if !rest && found.len() < corners {
        let words = format!("`{}` labels for `{corners}` corners", found.len());
        let hint = "add a label for each corner, or one with `otherwise = true`";
        return Err(head.refuse("scheme-corner", &words, hint));
    }
    Ok(found)
}

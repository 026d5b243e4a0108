//! Tiers of one measure.

use super::{Columns, Place, Plan, Written, lost, number};
use crate::error::Result;
use crate::schemes::plan::BoundsBy;

pub(super) fn check(written: &Written, columns: &Columns) -> Result<Plan> {
    let draft = &written.draft;
    let head = Place { scheme: &draft.id, line: written.head };
    let Some(bounds) = &draft.bounds else { return Err(lost(head)) };
    let column = number(&bounds.measure, head, columns)?;
    if draft.labels.len() < 2 {
        let words = format!("`{}` label; expected at least 2", draft.labels.len());
        return Err(head.refuse("scheme-labels", &words, "write each label as `[[label]]`, best first"));
    }
    let mut labels = Vec::with_capacity(draft.labels.len());
    let mut before: Option<f64> = None;
    for (at, (label, &line)) in draft.labels.iter().zip(&written.labels).enumerate() {
        let place = Place { line, ..head };
        let refuse = |words: &str, hint: &str| {
            let words = format!("label `{}`: {words}", label.id);
            place.refuse("scheme-bounds", &words, hint).value("label", label.id.as_str())
        };
        let last = at + 1 == draft.labels.len();
        let (value, other) = match bounds.by {
            BoundsBy::Given => (label.from, label.top),
            BoundsBy::Customers | BoundsBy::Sum => (label.top, label.from),
            BoundsBy::Natural => (None, label.from.or(label.top)),
        };
        if other.is_some() {
            let words = "`from` belongs to bounds that are given, `top` to shares of customers or of the sum";
            return Err(refuse(words, "keep the one that fits `by`"));
        }
        match (bounds.by, value) {
            (BoundsBy::Natural, _) => {}
            (_, Some(_)) if last => {
                return Err(refuse("the last label takes the rest; expected no bound", "remove it, or add a label"));
            }
            (_, None) if last => {}
            (BoundsBy::Given, None) => return Err(refuse("has no `from`", "say the value it begins at")),
            (_, None) => return Err(refuse("has no `top`", "say the share of the best up to here, for example 0.2")),
            (BoundsBy::Given, Some(from)) => {
                if !from.is_finite() || before.is_some_and(|before| from >= before) {
                    let words = format!("begins at `{from}`; expected less than the label before it");
                    return Err(refuse(&words, "sort the labels by `from`, highest first"));
                }
            }
            (_, Some(top)) => {
                if !(top > 0.0 && top < 1.0) || before.is_some_and(|before| top <= before) {
                    let words =
                        format!("`top` is `{top}`; expected a share between 0 and 1 that ascends from label to label");
                    return Err(refuse(&words, "write for example `top = 0.2`, then `top = 0.5`"));
                }
            }
        }
        before = value.or(before);
        labels.push((label.id.clone(), value));
    }
    Ok(Plan::Bounds {
        measure: bounds.measure.clone(),
        name: column.name(&bounds.measure),
        unit: column.unit(),
        by: bounds.by,
        labels,
    })
}

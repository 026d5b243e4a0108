//! From a scheme as written to one that labels customers.

mod axes;
mod bounds;
mod clusters;
mod labels;
mod rules;

use super::Scheme;
use super::columns::{Column, Columns};
use super::draft::SchemeDraft;
use super::file::{self, Written};
use super::plan::{Plan, SchemeKind};
use super::refuse::Place;
use crate::analyses::attribute_measure;
use crate::error::{Result, ServiceError};
use crate::query::ColumnKind;

pub(super) use rules::condition;

const MAX_ID: usize = 64;
const MAX_LABELS: usize = 60;

pub(super) fn check(text: &str, columns: &Columns) -> Result<Scheme> {
    let written = file::read(text)?;
    let draft = &written.draft;
    let columns = &columns.with_numbers(&draft.numbers());
    let head = Place { scheme: &draft.id, line: written.head };
    check_id(head, &draft.id)?;
    parts(head, draft)?;
    let labels = labels::check(&written)?;
    let plan = match draft.kind {
        SchemeKind::Rules => rules::check(&written, columns)?,
        SchemeKind::Bounds => bounds::check(&written, columns)?,
        SchemeKind::Attribute => attribute(&written, head, columns)?,
        SchemeKind::Match => axes::check(&written, columns)?,
        SchemeKind::Clusters => clusters::check(&written, columns)?,
    };
    Ok(Scheme {
        id: draft.id.clone(),
        name: draft.name.clone(),
        meaning: draft.meaning.clone(),
        keep: draft.keep.unwrap_or_default(),
        labels,
        plan,
    })
}

fn check_id(head: Place<'_>, id: &str) -> Result<()> {
    let sign = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-';
    if !id.is_empty() && id.len() <= MAX_ID && id.chars().all(sign) {
        return Ok(());
    }
    let words = format!("id `{id}`; expected lower-case letters, digits and `-`, at most {MAX_ID}");
    Err(head.refuse("scheme-id", &words, "choose an id such as `revenue-tiers`"))
}

/// The parts that a kind needs, and no others.
fn parts(head: Place<'_>, draft: &SchemeDraft) -> Result<()> {
    let found = [
        (SchemeKind::Bounds, "bounds", draft.bounds.is_some()),
        (SchemeKind::Attribute, "attribute", draft.attribute.is_some()),
        (SchemeKind::Match, "axis", !draft.axes.is_empty()),
        (SchemeKind::Clusters, "clusters", draft.clusters.is_some()),
    ];
    for (kind, name, given) in found {
        if given != (draft.kind == kind) {
            let of = found.iter().find(|(kind, ..)| *kind == draft.kind).map_or("label", |(_, name, _)| *name);
            let (words, hint) = if given {
                (
                    format!("holds `{name}`, which its kind does not have"),
                    format!("remove it, or change `kind`; this kind has `{of}`"),
                )
            } else {
                (
                    format!("has no `{name}`; its kind needs it"),
                    "add it, for example from a template: `patron scheme templates`".to_owned(),
                )
            };
            return Err(head.refuse("scheme-part", &words, &hint).value("part", name));
        }
    }
    Ok(())
}

/// A column that is there.
fn known<'a>(id: &str, place: Place<'_>, columns: &'a Columns) -> Result<Column<'a>> {
    columns.find(id).ok_or_else(|| {
        let hint = columns.near(id).map_or_else(
            || "list measures: `patron catalogue`".to_owned(),
            |near| format!("did you mean `{near}`? all: `patron catalogue`"),
        );
        place
            .refuse("scheme-measure-unknown", &format!("`{id}` is no measure and no attribute"), &hint)
            .value("measure", id)
    })
}

/// A column that is there and holds numbers.
fn number<'a>(id: &str, place: Place<'_>, columns: &'a Columns) -> Result<Column<'a>> {
    let found = known(id, place, columns)?;
    if found.kind == ColumnKind::Number {
        return Ok(found);
    }
    let words = format!("measure `{id}` is no number");
    let hint = "choose a measure that counts or measures something";
    Err(place.refuse("scheme-measure-kind", &words, hint).value("measure", id))
}

fn attribute(written: &Written, head: Place<'_>, columns: &Columns) -> Result<Plan> {
    let Some(draft) = &written.draft.attribute else { return Err(lost(head)) };
    let found = known(&draft.column, head, columns)?;
    // an attribute that others read as a number still has values
    let counted = found.kind == ColumnKind::Number && attribute_measure(&draft.column).is_some();
    if found.kind != ColumnKind::Text && !counted {
        let words = format!("`{}` holds no texts; expected a label, a text or an attribute", draft.column);
        let hint = "for numbers use `kind = \"bounds\"`, for days `kind = \"rules\"`";
        return Err(head.refuse("scheme-measure-kind", &words, hint).value("measure", draft.column.as_str()));
    }
    if !(1..=MAX_LABELS - 1).contains(&draft.top) {
        let words = format!("`top` is `{}`; expected 1 to {}", draft.top, MAX_LABELS - 1);
        return Err(head.refuse("scheme-top", &words, "the values after the first so many are one label"));
    }
    Ok(Plan::Attribute {
        column: draft.column.clone(),
        top: draft.top,
        first: written.draft.labels.iter().map(|label| label.id.clone()).filter(|id| id != super::plan::REST).collect(),
        names: found.labels.iter().map(|label| (label.id.clone(), label.label.clone())).collect(),
    })
}

/// What [`parts`] has made sure of is not there after all.
fn lost(head: Place<'_>) -> ServiceError {
    head.refuse("scheme-part", "a part that its kind needs is missing", "begin with a template")
}

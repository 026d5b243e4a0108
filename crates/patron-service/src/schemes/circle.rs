//! Schemes that read each other's labels: in an order that works, or refused.

use std::collections::BTreeSet;

use super::draft::{ConditionDraft, SchemeDraft};
use super::refuse::Place;
use super::{Columns, Scheme, file};
use crate::error::{Result, ServiceError};

/// Every scheme by its id, checked against the columns and the labels of the others; or why it cannot be used.
pub(crate) fn resolve(texts: &[(String, String)], columns: &Columns) -> Vec<(String, Result<Scheme>)> {
    let mut columns = columns.clone();
    let mut waiting: Vec<&(String, String)> = texts.iter().collect();
    let mut done: Vec<(String, Result<Scheme>)> = Vec::new();
    loop {
        let before = waiting.len();
        waiting.retain(|(id, text)| match Scheme::parse(text, &columns) {
            Ok(scheme) => {
                columns.measures.push(crate::analyses::scheme_measure(&scheme));
                done.push((id.clone(), Ok(scheme)));
                false
            }
            Err(_) => true,
        });
        if waiting.len() == before {
            break;
        }
    }
    let left: Vec<(String, Vec<String>)> = waiting.iter().map(|(id, text)| (id.clone(), named(text))).collect();
    for (id, text) in waiting {
        let problem = circle(id, &left).unwrap_or_else(|| match Scheme::parse(text, &columns) {
            Err(problem) => problem,
            Ok(_) => ServiceError::new("scheme-circle", format!("scheme `{id}` waits for others; expected no circle")),
        });
        done.push((id.clone(), Err(problem)));
    }
    let place = |id: &str| texts.iter().position(|(other, _)| other == id);
    done.sort_by_key(|(id, _)| place(id));
    done
}

/// Ids of schemes that a text names.
fn named(text: &str) -> Vec<String> {
    file::read(text).map_or_else(|_| Vec::new(), |written| draft_names(&written.draft))
}

fn draft_names(draft: &SchemeDraft) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    names.extend(draft.bounds.iter().map(|bounds| bounds.measure.clone()));
    names.extend(draft.attribute.iter().map(|attribute| attribute.column.clone()));
    names.extend(draft.axes.iter().flat_map(|axis| &axis.parts).map(|part| part.measure.clone()));
    names.extend(draft.clusters.iter().flat_map(|plan| &plan.features).map(|feature| feature.measure.clone()));
    for label in &draft.labels {
        label.when.iter().for_each(|when| condition_names(when, &mut names));
    }
    names.iter().filter_map(|name| name.strip_prefix("scheme.")).map(str::to_owned).collect()
}

fn condition_names(condition: &ConditionDraft, names: &mut Vec<String>) {
    names.extend(condition.measure.clone());
    if let Some(sql) = &condition.sql {
        names.extend(sql.split('"').map(str::to_owned));
    }
    let parts = condition.all.iter().chain(&condition.any).flatten();
    parts.chain(condition.not.as_deref()).for_each(|part| condition_names(part, names));
}

/// The way from a scheme back to itself, where there is one.
fn circle(id: &str, left: &[(String, Vec<String>)]) -> Option<ServiceError> {
    let reads = |of: &str| left.iter().find(|(other, _)| other == of).map(|(_, reads)| reads.as_slice());
    let mut ways: Vec<Vec<&str>> = vec![vec![id]];
    let mut seen = BTreeSet::from([id]);
    // no way is longer than there are schemes
    for _ in 0..left.len() {
        let mut longer = Vec::new();
        for way in ways {
            for next in way.last().and_then(|last| reads(last)).unwrap_or_default() {
                if next == id {
                    return Some(refused(id, &way));
                }
                // the first way to a scheme is the shortest; others lead no further
                if reads(next).is_some() && seen.insert(next.as_str()) {
                    longer.push(way.iter().copied().chain([next.as_str()]).collect());
                }
            }
        }
        ways = longer;
    }
    None
}

fn refused(id: &str, way: &[&str]) -> ServiceError {
    let steps: Vec<String> = way.iter().skip(1).chain([&id]).map(|step| format!("`scheme.{step}`")).collect();
    let words = format!("reads {}; expected no circle", steps.join(", which reads "));
    let hint = "let one of them read measures instead of the other's labels";
    Place { scheme: id, line: 1 }.refuse("scheme-circle", &words, hint)
}

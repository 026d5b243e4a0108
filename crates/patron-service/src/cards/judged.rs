//! What the pairwise judgements of a card are about.

use crate::views::{JudgedCriteria, NamedCriterion};

use super::file::{People, RawCard, RawIndicator, read};

/// The criteria a card's judges compare: the groups, and the indicators of each group. Empty for a card that cannot be
/// read or is not weighed by judges; a card whose judgements are missing or contradict each other has them all the same.
pub(crate) fn judged(text: &str) -> Vec<JudgedCriteria> {
    let Ok(card) = read(text) else { return Vec::new() };
    if card.weights.people != People::Ahp {
        return Vec::new();
    }
    let line = |line: &RawIndicator| NamedCriterion { id: line.id.clone(), name: line.name.clone() };
    let lines = || card.indicators.iter().map(toml::Spanned::get_ref);
    let top = match card.headings.as_slice() {
        [] => lines().map(line).collect(),
        groups => {
            groups.iter().map(|group| NamedCriterion { id: group.id.clone(), name: group.name.clone() }).collect()
        }
    };
    let mut found = vec![criteria(&card, None, top)];
    for group in &card.headings {
        let inside = lines().filter(|line| line.group.as_deref() == Some(group.id.as_str()));
        let mut judged = criteria(&card, Some(&group.id), inside.map(line).collect());
        judged.name = Some(group.name.clone());
        found.push(judged);
    }
    // a single criterion is not compared with anything
    found.retain(|judged| judged.criteria.len() > 1);
    found
}

fn criteria(card: &RawCard, of: Option<&str>, criteria: Vec<NamedCriterion>) -> JudgedCriteria {
    let own: Vec<_> = card.judgements.iter().map(toml::Spanned::get_ref).filter(|j| j.of.as_deref() == of).collect();
    let matrix = match own.as_slice() {
        [one] => Some(one.matrix.clone()),
        _ => None,
    };
    JudgedCriteria { of: of.map(str::to_owned), name: None, criteria, matrix, judges: own.len() }
}

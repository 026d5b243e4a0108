//! Pairwise judgements, as a tree over the indicators.

use patron_criteria::pairwise::{ACCEPTED_RATIO, Bounds, Criterion, GroupJudgement, PairwiseMatrix, group};

use crate::cards::file::{People, RawJudgements};
use crate::cards::refuse::Place;
use crate::cards::{Group, Indicator};
use crate::error::{Result, ServiceError};

type Judged = (Option<Criterion>, Vec<(String, GroupJudgement)>);

/// What judgements are about, and how many criteria they compare.
struct Subject<'a> {
    id: &'a str,
    criteria: Vec<&'a str>,
}

pub(super) fn check(
    people: People,
    raw: Vec<(Place<'_>, RawJudgements)>,
    head: Place<'_>,
    groups: &[Group],
    indicators: &[Indicator],
) -> Result<Judged> {
    if people != People::Ahp {
        return match raw.first() {
            None => Ok((None, Vec::new())),
            Some((place, _)) => {
                let words = "judgements on a card whose weights are not by `ahp`";
                Err(place.refuse("card-judgements", words, "write `[weights]` with `people = \"ahp\"`, or remove them"))
            }
        };
    }
    let inside = |group: &str| -> Vec<&str> {
        let members = indicators.iter().filter(|line| line.group.as_deref() == Some(group));
        members.map(|line| line.id.as_str()).collect()
    };
    if !groups.is_empty()
        && let Some(line) = indicators.iter().find(|line| line.group.is_none())
    {
        let words = format!("indicator `{}` has no group; expected each in one of the groups that are judged", line.id);
        return Err(head.refuse("card-judgements", &words, "give it a `group`, or remove the groups"));
    }
    let top = match groups {
        [] => indicators.iter().map(|line| line.id.as_str()).collect(),
        groups => groups.iter().map(|group| group.id.as_str()).collect(),
    };
    let mut used = vec![false; raw.len()];
    let mut judges = Vec::new();
    let mut judge = |subject: &Subject<'_>| matrix_of(subject, &raw, &mut used, &mut judges, head);
    let judgements = judge(&Subject { id: "", criteria: top })?;
    let leaf = |name: &str| Criterion { name: name.to_owned(), judgements: None, children: Vec::new() };
    let mut children = Vec::new();
    for group in groups {
        let members = inside(&group.id);
        let judgements = judge(&Subject { id: &group.id, criteria: members.clone() })?;
        let name = group.id.clone();
        children.push(Criterion { name, judgements, children: members.into_iter().map(leaf).collect() });
    }
    if groups.is_empty() {
        children = indicators.iter().map(|line| leaf(&line.id)).collect();
    }
    if let Some((place, judged)) = raw.iter().zip(&used).find(|(_, used)| !**used).map(|(judged, _)| judged) {
        let of = judged.of.as_deref().unwrap_or_default();
        let words = format!("judgements of `{of}`; expected one of the groups of the card");
        return Err(place.refuse("card-judgements", &words, "correct `of`, or remove it for the groups themselves"));
    }
    Ok((Some(Criterion { name: head.card.to_owned(), judgements, children }), judges))
}

/// The judgement on a subject; several judges are joined by geometric means.
fn matrix_of(
    subject: &Subject<'_>,
    raw: &[(Place<'_>, RawJudgements)],
    used: &mut [bool],
    judges: &mut Vec<(String, GroupJudgement)>,
    head: Place<'_>,
) -> Result<Option<PairwiseMatrix>> {
    let mut found = Vec::new();
    for ((place, judged), used) in raw.iter().zip(used) {
        if judged.of.as_deref().unwrap_or_default() == subject.id {
            *used = true;
            found.push((*place, read(*place, subject, judged)?));
        }
    }
    let Some((place, first)) = found.first().cloned() else {
        if subject.criteria.len() < 2 {
            return Ok(None);
        }
        let words = format!("no judgements on {}", subject.named());
        return Err(head.refuse("card-judgements", &words, "add `[[judgements]]` with a `matrix`"));
    };
    if found.len() == 1 {
        return Ok(Some(first));
    }
    let matrices: Vec<PairwiseMatrix> = found.into_iter().map(|(_, matrix)| matrix).collect();
    let joined = group(&matrices, None).map_err(|error| {
        place.refuse(error.code(), &format!("judgements on {}: {error}", subject.named()), error.hint())
    })?;
    let matrix = joined.matrix.clone();
    judges.push((subject.id.to_owned(), joined));
    Ok(Some(matrix))
}

impl Subject<'_> {
    fn named(&self) -> String {
        match self.id {
            "" => format!("the {} criteria of the card", self.criteria.len()),
            id => format!("the {} indicators of group `{id}`", self.criteria.len()),
        }
    }
}

/// A judge's matrix: of the right size, and consistent enough to be believed.
fn read(place: Place<'_>, subject: &Subject<'_>, judged: &RawJudgements) -> Result<PairwiseMatrix> {
    let who = judged.judge.as_deref().map_or_else(String::new, |judge| format!(" by `{judge}`"));
    let refuse = |code: &str, words: String, hint: &str| -> ServiceError {
        place.refuse(code, &format!("judgements on {}{who}: {words}", subject.named()), hint)
    };
    let matrix = PairwiseMatrix::parse(&judged.matrix, Bounds::Saaty)
        .map_err(|error| refuse(error.code(), error.to_string(), error.hint()))?;
    if matrix.size() != subject.criteria.len() {
        let words = format!("`{}` rows; expected a row for each, in their order", matrix.size());
        return Err(refuse("card-judgements", words, "write a square matrix"));
    }
    let failed =
        |error: patron_criteria::pairwise::PairwiseError| refuse(error.code(), error.to_string(), error.hint());
    let consistency = matrix.priorities().map_err(failed)?.consistency;
    if !consistency.is_accepted() {
        let mend = matrix.mend().map_err(failed)?;
        let hint = mend.map_or_else(
            || "judge them again, two by two".to_owned(),
            |mend| {
                let name = |index: usize| subject.criteria.get(index).copied().unwrap_or_default();
                format!(
                    "look again at `{}` against `{}`: `{}` instead of `{}` gives a ratio of {:.3}",
                    name(mend.row),
                    name(mend.column),
                    fraction(mend.to),
                    fraction(mend.from),
                    mend.ratio
                )
            },
        );
        let words = format!("consistency ratio `{:.3}`; expected at most `{ACCEPTED_RATIO}`", consistency.ratio);
        return Err(refuse("card-inconsistent", words, &hint).value("ratio", format!("{:.3}", consistency.ratio)));
    }
    Ok(matrix)
}

/// As judges write it: 3 or 1/3.
fn fraction(judgement: f64) -> String {
    let whole = |value: f64| (value - value.round()).abs() < 1e-9;
    if judgement < 1.0 && whole(1.0 / judgement) {
        format!("1/{}", (1.0 / judgement).round())
    } else if whole(judgement) {
        format!("{}", judgement.round())
    } else {
        format!("{judgement:.3}")
    }
}

//! Grades of a fuzzy card, and how groups of accounts are scored.

use patron_criteria::aggregate::fuzzy::Operator;

use crate::cards::file::{RawGrade, RawGrouping};
use crate::cards::refuse::Place;
use crate::cards::{Aggregation, Grade, Grading, Grouping};
use crate::catalogue::{Measure, MeasureKind};
use crate::error::Result;

/// Grades there may be at most.
const MOST_GRADES: usize = 12;

pub(super) fn grades(
    head: Place<'_>,
    aggregation: Aggregation,
    operator: Option<Operator>,
    raw: Vec<(Place<'_>, RawGrade)>,
) -> Result<Option<Grading>> {
    if aggregation != Aggregation::Fuzzy {
        if raw.is_empty() && operator.is_none() {
            return Ok(None);
        }
        let words = "`[[grade]]` and `operator` on a card whose `aggregation` is not `fuzzy`";
        return Err(head.refuse("card-grade", words, "write `aggregation = \"fuzzy\"`, or remove them"));
    }
    if !(2..=MOST_GRADES).contains(&raw.len()) {
        let words = format!("`{}` grades; expected 2 to {MOST_GRADES} on a fuzzy card", raw.len());
        return Err(head.refuse(
            "card-grade",
            &words,
            "write each, best first, as `[[grade]]` with `id`, `name`, `value`",
        ));
    }
    let mut grades: Vec<Grade> = Vec::with_capacity(raw.len());
    for (place, grade) in raw {
        let before = grades.last().map_or(f64::INFINITY, |grade| grade.value);
        let fits = (0.0..=100.0).contains(&grade.value) && grade.value < before;
        if !fits || grades.iter().any(|known| known.id == grade.id) {
            let words = format!(
                "grade `{}` has value `{}`; expected grades of different ids, best first, each of a lower value from 0 to 100",
                grade.id, grade.value
            );
            let hint = "sort the grades by `value`, highest first";
            return Err(place.refuse("card-grade", &words, hint).value("grade", grade.id));
        }
        grades.push(Grade { id: grade.id, name: grade.name, value: grade.value });
    }
    Ok(Some(Grading { operator: operator.unwrap_or(Operator::ProductSum), grades }))
}

pub(super) fn grouping(place: Place<'_>, raw: RawGrouping, measures: &[Measure]) -> Result<Grouping> {
    let measure = match raw {
        RawGrouping::Word(word) => match word.as_str() {
            "revenue-weighted" => "revenue".to_owned(),
            "mean" => return Ok(Grouping::Mean),
            "best" => return Ok(Grouping::Best),
            other => {
                let words = format!("`groups` is `{other}`; expected `revenue-weighted`, `mean` or `best`");
                let hint =
                    "or name the measure that weighs the members: `groups = { weighted_by = \"monthly_billing\" }`";
                return Err(place.refuse("card-groups", &words, hint).value("groups", other));
            }
        },
        RawGrouping::Measure { weighted_by } => weighted_by,
    };
    let known = measures.iter().find(|known| known.id == measure && !known.internal);
    if known.is_some_and(|known| known.kind == MeasureKind::Number) {
        return Ok(Grouping::Weighted(measure));
    }
    let words = format!("`groups` is weighted by `{measure}`; expected a measure of the catalogue that is a number");
    Err(place.refuse("card-groups", &words, "list them: `patron catalogue`").value("groups", measure))
}

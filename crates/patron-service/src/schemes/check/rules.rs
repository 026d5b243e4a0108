//! Conditions: trees of comparisons, or SQL.

use super::{Columns, Place, Plan, Written, known};
use crate::error::{Result, ServiceError};
use crate::query::ColumnKind;
use crate::run::parse_day;
use crate::schemes::columns::Column;
use crate::schemes::condition::{Cell, Condition, Test};
use crate::schemes::draft::{CellDraft, Comparison, ConditionDraft, ValueDraft};
use crate::schemes::sql;

/// Conditions within conditions, and comparisons in all.
const MAX_DEPTH: usize = 8;
const MAX_TESTS: usize = 200;
const MAX_VALUES: usize = 1_000;

pub(super) fn check(written: &Written, columns: &Columns) -> Result<Plan> {
    let draft = &written.draft;
    let mut labels = Vec::with_capacity(draft.labels.len());
    for (at, (label, &line)) in draft.labels.iter().zip(&written.labels).enumerate() {
        let place = Place { scheme: &draft.id, line };
        let refuse =
            |words: &str, hint: &str| place.refuse("scheme-when", words, hint).value("label", label.id.as_str());
        let last = at + 1 == draft.labels.len();
        labels.push((
            label.id.clone(),
            match (&label.when, label.otherwise.unwrap_or(false)) {
                (Some(when), false) => Some(condition(when, place, columns)?),
                (None, true) if last => None,
                (None, true) => {
                    let words = format!("label `{}` takes everybody else, but labels follow it", label.id);
                    return Err(refuse(&words, "make it the last one"));
                }
                (Some(_), true) => {
                    let words = format!("label `{}` has both `when` and `otherwise`; expected one", label.id);
                    return Err(refuse(&words, "remove one of them"));
                }
                (None, false) => {
                    let words = format!("label `{}` has no `when`", label.id);
                    return Err(refuse(&words, "say who belongs there, or write `otherwise = true` on the last label"));
                }
            },
        ));
    }
    Ok(Plan::Rules(labels))
}

/// One condition with all within it.
pub(in crate::schemes) fn condition(draft: &ConditionDraft, place: Place<'_>, columns: &Columns) -> Result<Condition> {
    let tests = count(draft);
    if tests > MAX_TESTS {
        let words = format!("the condition has `{tests}` comparisons; expected at most `{MAX_TESTS}`");
        return Err(place.refuse("scheme-condition", &words, "use `in` for lists of values"));
    }
    within(draft, 0, place, columns)
}

fn count(draft: &ConditionDraft) -> usize {
    let parts = draft.all.iter().chain(&draft.any).flatten();
    1 + parts.chain(draft.not.as_deref()).map(count).sum::<usize>()
}

fn within(draft: &ConditionDraft, depth: usize, place: Place<'_>, columns: &Columns) -> Result<Condition> {
    let refuse = |words: &str, hint: &str| place.refuse("scheme-condition", words, hint);
    if depth >= MAX_DEPTH {
        let words = format!("conditions lie more than `{MAX_DEPTH}` deep in each other");
        return Err(refuse(&words, "join those of one kind into one `all` or `any`"));
    }
    let parts = |parts: &[ConditionDraft]| -> Result<Vec<Condition>> {
        if parts.is_empty() {
            return Err(refuse("an `all` or `any` without conditions", "add one, or remove it"));
        }
        parts.iter().map(|part| within(part, depth + 1, place, columns)).collect()
    };
    match (&draft.all, &draft.any, &draft.not, &draft.sql, &draft.measure) {
        (Some(all), None, None, None, None) => Ok(Condition::All(parts(all)?)),
        (None, Some(any), None, None, None) => Ok(Condition::Any(parts(any)?)),
        (None, None, Some(not), None, None) => Ok(Condition::Not(Box::new(within(not, depth + 1, place, columns)?))),
        (None, None, None, Some(text), None) => {
            Ok(Condition::Sql { text: text.clone(), reads: sql::check(text, place, columns)? })
        }
        (None, None, None, None, Some(measure)) => test(measure, draft, place, columns),
        _ => {
            let words = "a condition that is not exactly one of `measure`, `all`, `any`, `not`, `sql`";
            Err(refuse(words, "for example `{ measure = \"revenue\", is = \">=\", value = 1000 }`"))
        }
    }
}

fn test(id: &str, draft: &ConditionDraft, place: Place<'_>, columns: &Columns) -> Result<Condition> {
    let column = known(id, place, columns)?;
    let refuse = |code: &str, words: &str, hint: &str| place.refuse(code, words, hint).value("measure", id);
    let Some(is) = draft.is else {
        let words = format!("the condition on `{id}` does not say how it compares");
        return Err(refuse("scheme-operator", &words, "add for example `is = \">=\"`"));
    };
    if !fits(is, column.kind) {
        let words = format!("`{id}` holds {}, which cannot be compared by `{}`", holds(column.kind), sign(is));
        return Err(refuse("scheme-operator", &words, &format!("expected one of {}", signs(column.kind))));
    }
    let given: &[CellDraft] = match &draft.value {
        None => &[],
        Some(ValueDraft::One(value)) => std::slice::from_ref(value),
        Some(ValueDraft::Many(values)) => values,
    };
    let wanted = match is {
        Comparison::Known | Comparison::Unknown => 0..=0,
        Comparison::Between => 2..=2,
        Comparison::In => 1..=MAX_VALUES,
        _ => 1..=1,
    };
    if !wanted.contains(&given.len()) {
        let most = match is {
            Comparison::In => format!("1 to {MAX_VALUES}"),
            _ => wanted.end().to_string(),
        };
        let words = format!("the condition on `{id}` has `{}` values; `{}` expects {most}", given.len(), sign(is));
        return Err(refuse("scheme-value", &words, "for example `value = 1000`, `value = [10, 20]`"));
    }
    let values = given.iter().map(|value| cell(id, value, is, &column, &refuse)).collect::<Result<Vec<_>>>()?;
    let ascending = match values.as_slice() {
        [Cell::Number(low), Cell::Number(high)] => low <= high,
        [Cell::Day(low), Cell::Day(high)] => low <= high,
        _ => true,
    };
    if is == Comparison::Between && !ascending {
        let words = format!("`between` on `{id}` goes down; expected the lower value first");
        return Err(refuse("scheme-value", &words, "swap the two values"));
    }
    Ok(Condition::Test(Test { column: id.to_owned(), kind: column.kind, is, values }))
}

type Refuse<'a> = dyn Fn(&str, &str, &str) -> ServiceError + 'a;

fn cell(id: &str, value: &CellDraft, is: Comparison, column: &Column<'_>, refuse: &Refuse<'_>) -> Result<Cell> {
    let shown = match value {
        CellDraft::Number(number) => number.to_string(),
        CellDraft::Text(text) => text.clone(),
    };
    let wrong = |expected: &str, hint: &str| {
        refuse("scheme-value", &format!("value `{shown}` of `{id}`; expected {expected}"), hint)
    };
    match (column.kind, value) {
        (ColumnKind::Number, CellDraft::Number(number)) if number.is_finite() => Ok(Cell::Number(*number)),
        (ColumnKind::Number, _) => Err(wrong("a number", "write it without quotes, for example `value = 1000`")),
        (ColumnKind::Date, CellDraft::Text(text)) => parse_day(text)
            .map(Cell::Day)
            .map_err(|_| wrong("a day", "write year, month and day: `value = \"2026-01-31\"`")),
        (ColumnKind::Date, CellDraft::Number(_)) => Err(wrong("a day", "write it in quotes: `value = \"2026-01-31\"`")),
        (ColumnKind::Text, CellDraft::Text(text)) => {
            let labels = column.labels;
            if is != Comparison::Contains && !labels.is_empty() && labels.iter().all(|label| label.id != *text) {
                let have: Vec<String> = labels.iter().map(|label| format!("`{}`", label.id)).collect();
                return Err(wrong(
                    &format!("one of its labels: {}", have.join(", ")),
                    "labels are written by their ids",
                ));
            }
            Ok(Cell::Text(text.clone()))
        }
        (ColumnKind::Text, CellDraft::Number(_)) => Err(wrong("a text", "write it in quotes")),
    }
}

fn fits(is: Comparison, kind: ColumnKind) -> bool {
    use Comparison::{
        Above, After, AtLeast, AtMost, Before, Below, Between, Contains, Equal, In, Known, Unequal, Unknown,
    };
    match is {
        Equal | Unequal | In | Known | Unknown => true,
        Below | AtMost | Above | AtLeast => kind == ColumnKind::Number,
        Between => kind != ColumnKind::Text,
        Contains => kind == ColumnKind::Text,
        Before | After => kind == ColumnKind::Date,
    }
}

fn holds(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Number => "numbers",
        ColumnKind::Date => "days",
        ColumnKind::Text => "texts",
    }
}

/// The word of a comparison in files.
fn sign(is: Comparison) -> String {
    serde_json::to_value(is).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn signs(kind: ColumnKind) -> String {
    use Comparison::{
        Above, After, AtLeast, AtMost, Before, Below, Between, Contains, Equal, In, Known, Unequal, Unknown,
    };
    let all = [Equal, Unequal, Below, AtMost, Above, AtLeast, Between, In, Contains, Before, After, Known, Unknown];
    let fitting = all.into_iter().filter(|is| fits(*is, kind)).map(|is| format!("`{}`", sign(is)));
    fitting.collect::<Vec<_>>().join(", ")
}

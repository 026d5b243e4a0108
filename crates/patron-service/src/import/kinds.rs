//! From a profile and the answers to the columns that a mapping sees.

use patron_ledger::mapping::{ColumnKind, SourceColumn};
use patron_ledger::source::profile::{ColumnProfile, DayOrder, NumberReading};
use patron_ledger::value::date::{DateForm, scan};
use patron_ledger::value::number::NumberForm;
use serde::Deserialize;

use super::answers::Answers;
use crate::error::Result;
use crate::views::Question;

/// Which number of 3/4/2024 is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Order {
    DayFirst,
    MonthFirst,
}

/// More decimals than any amount has; used where the decimal mark was not certain.
const UNSURE_SCALE: u8 = 9;

/// What a mapping makes of a column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fills {
    /// it alone fills a date
    pub(super) date: bool,
    /// a number is made of it
    pub(super) number: bool,
}

/// The kind of a column, and what must be asked if a mapping uses it.
pub(super) fn column(
    profile: &ColumnProfile,
    answers: &Answers,
    fills: Fills,
) -> Result<(SourceColumn, Option<Question>)> {
    let name = profile.name.as_str();
    let mut question = None;
    let dates = if fills.date { profile.dates() } else { profile.date.as_ref() };
    let numbers = if fills.number { profile.numbers() } else { profile.number.as_ref() };
    let kind = if let Some(form) = answers.word_of::<DateForm>("date-form", name)? {
        let instant = matches!(form, DateForm::EpochSeconds | DateForm::EpochMillis);
        ColumnKind::Date { forms: vec![form], has_time: true, has_offset: instant }
    } else if let (Some(number), None) = (numbers, dates) {
        let (form, scale) = match (number.reading, answers.word::<NumberForm>("decimal-mark", Some(name))?) {
            (NumberReading::Point, _) => (NumberForm::Point, number.max_scale),
            (NumberReading::Comma, _) => (NumberForm::Comma, number.max_scale),
            (_, Some(form)) => (form, UNSURE_SCALE),
            (_, None) => {
                question = Some(ask_decimal_mark(profile));
                (NumberForm::Point, UNSURE_SCALE)
            }
        };
        ColumnKind::Number { form, scale }
    } else if let Some(date) = dates {
        let mut forms = date.forms.clone();
        if matches!(date.order, Some(DayOrder::Ambiguous | DayOrder::Conflicting)) {
            match answers.word::<Order>("date-order", Some(name))? {
                Some(order) => forms.retain(|form| fits(*form, order)),
                None => question = Some(ask_date_order(profile)),
            }
        }
        ColumnKind::Date { forms, has_time: date.with_time > 0, has_offset: date.with_offset > 0 }
    } else if profile.filled == 0 {
        ColumnKind::Empty
    } else {
        ColumnKind::Text
    };
    Ok((SourceColumn { name: profile.name.clone(), kind }, question))
}

fn fits(form: DateForm, order: Order) -> bool {
    match form {
        DateForm::DayFirst | DateForm::DayFirstShort => order == Order::DayFirst,
        DateForm::MonthFirst | DateForm::MonthFirstShort => order == Order::MonthFirst,
        _ => true,
    }
}

fn examples(profile: &ColumnProfile, shown: impl Fn(&str) -> bool) -> String {
    profile
        .examples
        .iter()
        .filter(|example| shown(example))
        .take(3)
        .map(|example| format!("`{example}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

fn ask_date_order(profile: &ColumnProfile) -> Question {
    let conflict = profile.dates().is_some_and(|date| date.order == Some(DayOrder::Conflicting));
    let why = if conflict { "some cells can only be day-first, others only month-first" } else { "no cell decides it" };
    Question {
        id: "date-order".to_owned(),
        column: Some(profile.name.clone()),
        message: format!(
            "column `{}` holds dates such as {}, and {why}; expected to know whether the day or the month stands first",
            profile.name,
            examples(profile, |example| scan(example).is_some())
        ),
        answers: ["day-first", "month-first"].map(str::to_owned).to_vec(),
    }
}

fn ask_decimal_mark(profile: &ColumnProfile) -> Question {
    let conflict = profile.numbers().is_some_and(|number| number.reading == NumberReading::Conflicting);
    let why = if conflict { "some cells only fit a decimal point, others only a comma" } else { "no cell decides it" };
    Question {
        id: "decimal-mark".to_owned(),
        column: Some(profile.name.clone()),
        message: format!(
            "column `{}` holds numbers such as {}, and {why}; expected to know which sign is the decimal mark",
            profile.name,
            examples(profile, |_| true)
        ),
        answers: ["point", "comma"].map(str::to_owned).to_vec(),
    }
}

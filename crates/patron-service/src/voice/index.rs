//! From answers to figures.

use patron_voice::interval::Level;
use patron_voice::quality::{Limits, quality};
use patron_voice::questionnaire::{Reading, Role};
use patron_voice::sample::SMALL;
use serde_json::json;

use super::answers::{AnswerFile, ByColumn};
use super::notices::{notice, odd};
use super::{Survey, check, dimensions, figures};
use crate::error::{Result, ServiceError};
use crate::views::{Notice, Severity, SurveyCounts, SurveyIndex, SurveyQuality, SurveyRefusal};

/// Refused cells that are shown.
pub(super) const SHOWN: usize = 20;

/// Figures of a file of answers, one row a respondent; no data folder is needed. Blocks.
///
/// # Errors
/// A questionnaire or file that cannot be read, or a column that is not there.
pub fn index(text: &str, file: &AnswerFile, level: f64) -> Result<SurveyIndex> {
    let survey = Survey::parse(text)?;
    let columns = ByColumn::read(&survey, file)?;
    index_of(&survey, columns, level)
}

/// Figures of answers that were read.
pub(crate) fn index_of(survey: &Survey, columns: ByColumn, level: f64) -> Result<SurveyIndex> {
    let level =
        Level::new(level).map_err(|error| ServiceError::new(error.code(), error.to_string()).hint(error.hint()))?;
    index_at(survey, columns, level)
}

/// The same at a level that was checked.
pub(crate) fn index_at(survey: &Survey, columns: ByColumn, level: Level) -> Result<SurveyIndex> {
    let mut reading = read(survey, &columns)?;
    if let Some(weights) = columns.weights.clone() {
        let weighted = |answers: patron_voice::answers::Answers| {
            answers.with_weights(weights.clone()).map_err(|error| refused(error.code(), &error, error.hint()))
        };
        reading.answers = weighted(reading.answers)?;
        reading.expectations = reading.expectations.map(weighted).transpose()?;
        reading.importances = reading.importances.map(weighted).transpose()?;
    }
    let (dimensions, total) = dimensions::dimensions(survey, &reading, level)?;
    let items = figures::items(survey, &reading, level)?;
    let counts = counts(survey, &columns, &reading);
    let notices = notices(&columns, &reading, &counts);
    Ok(SurveyIndex {
        id: survey.id.clone(),
        name: survey.name.clone(),
        instrument: check::instrument(survey),
        counts,
        refused: reading.refused.iter().take(SHOWN).map(|cell| refusal(cell, &columns)).collect(),
        items,
        dimensions,
        total,
        quality: judged(&reading)?,
        notices,
    })
}

/// Texts held against the questionnaire.
pub(crate) fn read(survey: &Survey, columns: &ByColumn) -> Result<Reading> {
    survey.questionnaire.read(&columns.items).map_err(|error| refused(error.code(), &error, error.hint()))
}

/// An error of the kernels in the words of the service.
pub(super) fn refused(code: &str, error: &dyn std::error::Error, hint: &str) -> ServiceError {
    ServiceError::new(code, error.to_string()).hint(hint)
}

pub(super) fn refusal(cell: &patron_voice::questionnaire::Refused, columns: &ByColumn) -> SurveyRefusal {
    SurveyRefusal {
        row: columns.lines.get(cell.row - 1).copied().unwrap_or_default(),
        item: cell.item.clone(),
        value: cell.cell.clone(),
        reason: cell.problem.to_string(),
    }
}

pub(super) fn counts(survey: &Survey, columns: &ByColumn, reading: &Reading) -> SurveyCounts {
    let answered = |answers: &patron_voice::answers::Answers| {
        let items = 0..answers.items();
        let rows = |item| (0..answers.respondents()).filter(|row| answers.get(*row, item).is_some()).count();
        items.map(rows).sum::<usize>()
    };
    let beside = [&reading.expectations, &reading.importances];
    let answers = answered(&reading.answers) + beside.into_iter().flatten().map(answered).sum::<usize>();
    let cells = columns.lines.len() * (survey.questionnaire.items().len() - columns.absent.len());
    SurveyCounts {
        respondents: columns.lines.len(),
        bad_rows: columns.bad_rows,
        cells,
        answers,
        missing: cells - answers - reading.refused.len(),
        refused: reading.refused.len(),
    }
}

/// Respondents whose answers may not have been meant.
fn judged(reading: &Reading) -> Result<SurveyQuality> {
    let limits = Limits::default();
    let all = quality(&reading.as_given, None, &limits).map_err(|error| refused(error.code(), &error, error.hint()))?;
    let count = |flag: fn(&patron_voice::quality::Quality) -> bool| all.iter().filter(|one| flag(one)).count();
    Ok(SurveyQuality {
        judged: all.iter().filter(|one| one.answered >= limits.least_answers).count(),
        alike: count(|one| one.alike),
        straight: count(|one| one.straight),
        same_as_another: count(|one| one.same_as.is_some()),
        half_missing: count(|one| one.gappy),
    })
}

fn notices(columns: &ByColumn, reading: &Reading, counts: &SurveyCounts) -> Vec<Notice> {
    let mut found: Vec<Notice> = reading.notices.iter().map(odd).collect();
    // what was not asked is said below, not that nobody answered it
    found.retain(|notice| {
        let item = notice.values.get("item").and_then(|item| item.as_str()).unwrap_or_default();
        notice.code != "survey-unanswered" || !columns.absent.iter().any(|absent| absent == item)
    });
    for item in &columns.absent {
        let message = format!("the file has no column for item `{item}`, which is optional");
        found.push(notice("survey-absent", Severity::Info, message, &[("item", json!(item))]));
    }
    if columns.unknown_items > 0 {
        let rows = columns.unknown_items;
        let message = format!("`{rows}` answers of the ledger are to items that the questionnaire does not ask");
        found.push(notice("survey-unknown-items", Severity::Warning, message, &[("rows", json!(rows))]));
    }
    if (counts.respondents as f64) < SMALL {
        let message = format!("`{}` respondents are few: intervals are wide", counts.respondents);
        found.push(notice("survey-small", Severity::Warning, message, &[("respondents", json!(counts.respondents))]));
    }
    if let Some(ids) = &columns.respondent {
        let mut seen = std::collections::HashSet::new();
        let twice = ids.iter().filter(|id| !id.trim().is_empty() && !seen.insert(id.trim())).count();
        if twice > 0 {
            let message = format!("`{twice}` rows name a respondent that another row names; each of them counts");
            found.push(notice("survey-respondent-twice", Severity::Warning, message, &[("rows", json!(twice))]));
        }
    }
    found
}

/// Whether an item is the answer at this place among the answers.
pub(super) fn answers(survey: &Survey) -> Vec<usize> {
    survey.questionnaire.of_role(Role::Answer).map(|(place, _)| place).collect()
}

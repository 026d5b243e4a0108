//! Answers of a file, one row a respondent, as rows of the ledger, one row an item.

use patron_voice::questionnaire::{Reading, Role};

use super::index::{SHOWN, counts, read, refusal};
use super::{AnswerFile, ByColumn, Survey};
use crate::error::{Result, ServiceError};
use crate::views::{ImportReport, SurveyCounts, SurveyImport, SurveyRefusal};

/// The columns of the table `surveys`.
pub(crate) const COLUMNS: [&str; 12] = [
    "customer_id",
    "answered_at",
    "respondent_id",
    "instrument",
    "item",
    "score",
    "expectation",
    "importance",
    "scale",
    "weight",
    "wave",
    "touchpoint",
];

/// Answers as CSV with these columns: items that were answered, with what was expected and how important they are, as
/// they were given. `on` is the day of answers whose file has none; a respondent without a name has the line of the row.
fn long(survey: &Survey, columns: &ByColumn, reading: &Reading, on: Option<&str>) -> Result<Vec<u8>> {
    if columns.answered_at.is_none() && on.is_none() {
        let message = "the questionnaire names no column with the day of the answers; expected one, or one day for all";
        return Err(ServiceError::new("survey-day", message)
            .hint("write `answered_at = \"…\"` under `[columns]`, or say `--on 2026-03-31`"));
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    let failed = |error: csv::Error| ServiceError::from(std::io::Error::from(error));
    writer.write_record(COLUMNS).map_err(failed)?;
    let items: Vec<_> = survey.questionnaire.of_role(Role::Answer).map(|(_, item)| item).collect();
    let scales: Vec<String> = items.iter().map(|item| format!("{}-{}", item.scale.low(), item.scale.high())).collect();
    let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    for row in 0..columns.lines.len() {
        let text = |cells: &Option<Vec<String>>| {
            cells.as_ref().and_then(|cells| cells.get(row)).map(|cell| cell.trim().to_owned()).unwrap_or_default()
        };
        let beside = |of: &Option<patron_voice::answers::Answers>, place: usize| {
            // turned back: the ledger keeps what was given
            number(of.as_ref().and_then(|of| of.get(row, place)).map(|answer| items[place].turn(answer)))
        };
        let mut respondent = text(&columns.respondent);
        if respondent.is_empty() {
            respondent = columns.lines[row].to_string();
        }
        let day =
            if columns.answered_at.is_some() { text(&columns.answered_at) } else { on.unwrap_or_default().to_owned() };
        for (place, item) in items.iter().enumerate() {
            let Some(score) = reading.as_given.get(row, place) else { continue };
            let importance = number(reading.importances.as_ref().and_then(|of| of.get(row, place)));
            let cells = [
                text(&columns.customer),
                day.clone(),
                respondent.clone(),
                survey.id.clone(),
                item.id.clone(),
                score.to_string(),
                beside(&reading.expectations, place),
                importance,
                scales[place].clone(),
                number(columns.weights.as_ref().map(|weights| weights[row])),
                text(&columns.wave),
                text(&columns.touchpoint),
            ];
            writer.write_record(&cells).map_err(failed)?;
        }
    }
    writer.into_inner().map_err(|error| ServiceError::from(error.into_error()))
}

/// Rows for the ledger and what became of the file's cells.
#[derive(Debug)]
pub(crate) struct LongRows {
    id: String,
    pub(crate) text: Vec<u8>,
    counts: SurveyCounts,
    refused: Vec<SurveyRefusal>,
}

/// Reads a file of answers and makes rows of the ledger from it; blocks.
pub(crate) fn long_rows(survey: Survey, file: &AnswerFile, on: Option<&str>) -> Result<LongRows> {
    let columns = ByColumn::read(&survey, file)?;
    let reading = read(&survey, &columns)?;
    let counts = counts(&survey, &columns, &reading);
    let refused = reading.refused.iter().take(SHOWN).map(|cell| refusal(cell, &columns)).collect();
    let text = long(&survey, &columns, &reading, on)?;
    Ok(LongRows { id: survey.id, text, counts, refused })
}

/// The report of an import of such rows.
pub(crate) fn imported(rows: LongRows, version: u32, import: ImportReport) -> SurveyImport {
    SurveyImport { id: rows.id, version, counts: rows.counts, refused: rows.refused, import }
}

//! Answers of a file, one row a respondent, as rows of the ledger, one row an item.

use std::path::Path;

use patron_ledger::batch::Reject;
use patron_voice::answers::Answers;
use patron_voice::questionnaire::{CellError, Item, Reading, Refused, Role};
use serde_json::{Map, Value};

use super::index::{SHOWN, counts, notices, read, refusal};
use super::{AnswerFile, ByColumn, Survey};
use crate::error::{Result, ServiceError};
use crate::views::{ImportReport, Notice, SurveyCounts, SurveyImport, SurveyRefusal};

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

/// Places of a score, of what was expected and of how important it is among these.
const SCORES: [usize; 3] = [5, 6, 7];

/// Answers and what became of the file's cells.
#[derive(Debug)]
pub(crate) struct LongRows {
    id: String,
    counts: SurveyCounts,
    refused: Vec<SurveyRefusal>,
    /// customers that answers name, each with the line and column where it first stands
    pub(crate) customers: Vec<(String, u64)>,
    pub(crate) customer_column: String,
    /// rows with a cell that holds no answer: they go to the quarantine
    pub(crate) rejects: Vec<Reject>,
    pub(crate) notices: Vec<Notice>,
}

/// Reads a file of answers and writes rows of the ledger from it as CSV; blocks. `on` is the day of answers whose file has
/// none; `name` is that of the file in messages.
pub(crate) fn long_rows(
    survey: &Survey,
    file: &AnswerFile,
    on: Option<&str>,
    name: &str,
    out: &Path,
) -> Result<LongRows> {
    let columns = ByColumn::read(survey, file)?;
    let reading = read(survey, &columns)?;
    let counts = counts(survey, &columns, &reading);
    let refused = reading.refused.iter().take(SHOWN).map(|cell| refusal(cell, &columns)).collect();
    let rejects = Long::new(survey, &columns, &reading, on)?.write(name, out)?;
    let notices = notices(&columns, &reading, &counts);
    let customer_column = columns.named.get(1).cloned().flatten().unwrap_or_default();
    Ok(LongRows {
        id: survey.id.clone(),
        counts,
        refused,
        customers: customers(&columns),
        customer_column,
        rejects,
        notices,
    })
}

fn customers(columns: &ByColumn) -> Vec<(String, u64)> {
    let mut seen = std::collections::HashSet::new();
    let named = columns.customer.iter().flatten().zip(&columns.lines);
    let named = named.map(|(customer, line)| (customer.trim(), *line));
    named
        .filter(|(customer, _)| !customer.is_empty() && seen.insert(*customer))
        .map(|(id, line)| (id.to_owned(), line))
        .collect()
}

/// What rows are made of.
struct Long<'a> {
    survey: &'a Survey,
    columns: &'a ByColumn,
    reading: &'a Reading,
    on: Option<&'a str>,
    /// items that are answered, with the places of their expectation and importance
    items: Vec<(&'a Item, [Option<usize>; 3])>,
    scales: Vec<String>,
}

impl<'a> Long<'a> {
    fn new(survey: &'a Survey, columns: &'a ByColumn, reading: &'a Reading, on: Option<&'a str>) -> Result<Self> {
        if columns.answered_at.is_none() && on.is_none() {
            let message =
                "the questionnaire names no column with the day of the answers; expected one, or one day for all";
            return Err(ServiceError::new("survey-day", message)
                .hint("write `answered_at = \"…\"` under `[columns]`, or say `--on 2026-03-31`"));
        }
        let asked = &survey.questionnaire;
        let beside = |item: &Item, role| asked.companion(&item.id, role).map(|(place, _)| place);
        let items = asked.of_role(Role::Answer).map(|(place, item)| {
            (item, [Some(place), beside(item, Role::Expectation), beside(item, Role::Importance)])
        });
        let items: Vec<_> = items.collect();
        let scales = items.iter().map(|(item, _)| format!("{}-{}", item.scale.low(), item.scale.high())).collect();
        Ok(Self { survey, columns, reading, on, items, scales })
    }

    /// Writes the rows that hold answers; answers those that hold something else.
    fn write(&self, name: &str, out: &Path) -> Result<Vec<Reject>> {
        let failed = |error: csv::Error| ServiceError::from(std::io::Error::from(error));
        let mut writer = csv::Writer::from_path(out).map_err(failed)?;
        writer.write_record(COLUMNS).map_err(failed)?;
        let places: std::collections::HashMap<&str, usize> = self
            .survey
            .questionnaire
            .items()
            .iter()
            .enumerate()
            .map(|(place, item)| (item.id.as_str(), place))
            .collect();
        // refused cells by row and place among all items
        let mut wrong: std::collections::HashMap<(usize, usize), &Refused> = std::collections::HashMap::new();
        for cell in &self.reading.refused {
            if let Some(place) = places.get(cell.item.as_str()) {
                wrong.insert((cell.row - 1, *place), cell);
            }
        }
        let mut rejects = Vec::new();
        for row in 0..self.columns.lines.len() {
            let beside = self.beside(row);
            for (at, (item, parts)) in self.items.iter().enumerate() {
                let of_parts = || parts.iter().zip(SCORES).filter_map(|(place, score)| Some(((*place)?, score)));
                let first = of_parts().find_map(|(place, _)| wrong.get(&(row, place)).copied());
                if first.is_none() && self.reading.as_given.get(row, at).is_none() {
                    continue;
                }
                let mut cells = self.cells(row, at, item, &beside);
                let Some(first) = first else {
                    writer.write_record(&cells).map_err(failed)?;
                    continue;
                };
                for (place, score) in of_parts() {
                    if let Some(cell) = wrong.get(&(row, place)) {
                        cells[score].clone_from(&cell.cell);
                    }
                }
                rejects.push(self.reject(name, row, first, places.get(first.item.as_str()).copied(), &cells));
            }
        }
        writer.flush()?;
        Ok(rejects)
    }

    /// What stands beside the answers of a row: customer, day, respondent, weight, wave, touchpoint.
    fn beside(&self, row: usize) -> [String; 6] {
        let columns = self.columns;
        let text = |cells: &Option<Vec<String>>| {
            cells.as_ref().and_then(|cells| cells.get(row)).map(|cell| cell.trim().to_owned()).unwrap_or_default()
        };
        let mut respondent = text(&columns.respondent);
        if respondent.is_empty() {
            // a respondent without a name has the line of the row
            respondent = columns.lines[row].to_string();
        }
        let day = match columns.answered_at.is_some() {
            true => text(&columns.answered_at),
            false => self.on.unwrap_or_default().to_owned(),
        };
        let weight = number(columns.weights.as_ref().map(|weights| weights[row]));
        [text(&columns.customer), day, respondent, weight, text(&columns.wave), text(&columns.touchpoint)]
    }

    fn cells(&self, row: usize, at: usize, item: &Item, beside: &[String; 6]) -> [String; 12] {
        let [customer, day, respondent, weight, wave, touchpoint] = beside.clone();
        let known = |of: &Option<Answers>| of.as_ref().and_then(|of| of.get(row, at));
        [
            customer,
            day,
            respondent,
            self.survey.id.clone(),
            item.id.clone(),
            number(self.reading.as_given.get(row, at)),
            // turned back: the ledger keeps what was given
            number(known(&self.reading.expectations).map(|answer| item.turn(answer))),
            number(known(&self.reading.importances)),
            self.scales[at].clone(),
            weight,
            wave,
            touchpoint,
        ]
    }

    /// A row for the quarantine, whose cells can be corrected and imported into the table.
    fn reject(&self, name: &str, row: usize, cell: &Refused, place: Option<usize>, cells: &[String; 12]) -> Reject {
        let item = place.and_then(|place| self.survey.questionnaire.items().get(place));
        let expected = item.map(|item| {
            format!("a number from {} to {} in steps of {}", item.scale.low(), item.scale.high(), item.scale.step())
        });
        let value = |text: &String| if text.is_empty() { Value::Null } else { Value::from(text.as_str()) };
        Reject {
            file: name.to_owned(),
            row: self.columns.lines[row],
            column: place.and_then(|place| self.columns.columns.get(place)).cloned(),
            value: Some(cell.cell.clone()),
            reason: match cell.problem {
                CellError::NotANumber => "not-a-number",
                CellError::Beside(_) => "off-scale",
            }
            .to_owned(),
            expected: expected.unwrap_or_default(),
            cells: COLUMNS
                .iter()
                .zip(cells)
                .map(|(name, cell)| ((*name).to_owned(), value(cell)))
                .collect::<Map<_, _>>(),
        }
    }
}

fn number(number: Option<f64>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

/// The report of an import of such rows.
pub(crate) fn imported(rows: LongRows, version: u32, import: ImportReport) -> SurveyImport {
    SurveyImport { id: rows.id, version, counts: rows.counts, refused: rows.refused, notices: rows.notices, import }
}

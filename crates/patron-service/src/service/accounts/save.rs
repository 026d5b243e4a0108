use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use datafusion::logical_expr::{ident, lit};

use crate::error::{Result, ServiceError};
use crate::folder::UPLOADS;
use crate::import;
use crate::query::cell;
use crate::run::Cancel;
use crate::service::Service;
use crate::views::{FormScores, ImportReport, ImportRequest};

use super::assessors::without_typed_lines;
use super::typed::lines;

/// Scores that are kept at once.
const MOST_SCORES: usize = 20_000;
/// The longest name and note.
const MOST_TEXT: usize = 2000;

const COLUMNS: [&str; 9] =
    ["customer_id", "assessor", "scorecard", "version", "indicator", "score", "assessed_on", "note", "round"];

impl Service {
    /// Appends the scores of an assessor to the ledger as one batch that can be taken back, through the import.
    ///
    /// # Errors
    /// `card-scores-…`, naming card, line and account; `card-changed`; `assessment-contradiction`; or what an import
    /// refuses.
    pub async fn save_scores(&self, card: &str, typed: &FormScores, now: DateTime<Utc>) -> Result<ImportReport> {
        let day = self.checked(card, typed, now).await?;
        let writer = self.folder.writer(now).await?;
        let folder = writer.path(UPLOADS).join(format!("typed-{}", uuid::Uuid::now_v7()));
        std::fs::create_dir_all(&folder)?;
        // the name that rows of the ledger carry
        let file = folder.join(format!("{card}.csv"));
        let kept = async {
            std::fs::write(&file, text(card, typed, day)?)?;
            let mapping: BTreeMap<String, String> =
                COLUMNS.iter().map(|name| ((*name).to_owned(), format!("\"{name}\""))).collect();
            let answers = [("overlap", "skip"), ("decimal-mark", "point"), ("header", "1")];
            let answers =
                answers.map(|(question, answer)| (question.to_owned(), answer.to_owned())).into_iter().collect();
            let request =
                ImportRequest { table: "assessments".to_owned(), mapping, answers, ..ImportRequest::default() };
            import::import(&writer, &[file], &request, now, Arc::new(|_| {}), Cancel::default().token()).await
        };
        let kept = kept.await;
        // what cannot be removed now is swept with the uploads
        std::fs::remove_dir_all(&folder).ok();
        kept
    }

    /// Checks who scores what; the day of the scores.
    async fn checked(&self, id: &str, typed: &FormScores, now: DateTime<Utc>) -> Result<NaiveDate> {
        let refuse = |code: &str, words: String, hint: &str| {
            ServiceError::new(code, format!("card `{id}`: {words}")).value("card", id).value("reason", words).hint(hint)
        };
        let (card, version) = self.current_card(id).await?;
        let lines = lines(&card);
        if lines.is_empty() {
            return Err(without_typed_lines(id));
        }
        if typed.version != version {
            let words = format!(
                "the scores are for version `{}`; expected version `{version}`, which counts now",
                typed.version
            );
            return Err(refuse("card-changed", words, "open the form again and look at the lines that changed"));
        }
        if typed.assessor.trim().is_empty() || typed.assessor.len() > MOST_TEXT {
            return Err(refuse(
                "card-scores-assessor",
                "nobody is named; expected who scores".to_owned(),
                "write your name",
            ));
        }
        if !(1..=MOST_SCORES).contains(&typed.scores.len()) {
            let words = format!("`{}` scores; expected 1 to {MOST_SCORES}", typed.scores.len());
            return Err(refuse("card-scores-count", words, "type a score, or send them in parts"));
        }
        let today = self.date(now).await?;
        let day = match &typed.assessed_on {
            None => today,
            Some(text) => text.parse::<NaiveDate>().ok().filter(|day| *day <= today).ok_or_else(|| {
                let words =
                    format!("the scores are of `{text}`; expected a day such as `2024-06-30`, not in the future");
                refuse("card-scores-day", words, "leave the day out for today")
            })?,
        };
        if typed.round == Some(0) {
            return Err(refuse("card-scores-round", "round `0`; expected 1 or more".to_owned(), "count rounds from 1"));
        }
        let mut seen = BTreeSet::new();
        for entry in &typed.scores {
            let (line, customer) = (&entry.line, &entry.customer_id);
            let Some((_, low, high)) = lines.iter().find(|(known, ..)| known.id == *line) else {
                let have: Vec<String> = lines.iter().map(|(known, ..)| format!("`{}`", known.id)).collect();
                let words = format!("indicator `{line}` is not scored by people; expected one of {}", have.join(", "));
                return Err(refuse("card-scores-line", words, "correct the line").value("indicator", line.as_str()));
            };
            if !(*low..=*high).contains(&entry.score) {
                let words = format!(
                    "indicator `{line}`: account `{customer}` has score `{}`; expected from `{low}` to `{high}`",
                    entry.score
                );
                return Err(refuse("card-scores-off-scale", words, "type a score of the scale")
                    .value("indicator", line.as_str()));
            }
            if entry.note.as_ref().is_some_and(|note| note.len() > MOST_TEXT) {
                let words = format!(
                    "indicator `{line}`: the note on `{customer}` is too long; expected {MOST_TEXT} bytes at most"
                );
                return Err(refuse("card-scores-note", words, "shorten the note"));
            }
            if !seen.insert((customer, line)) {
                let words = format!("indicator `{line}`: account `{customer}` is scored twice; expected one score");
                return Err(refuse("card-scores-twice", words, "keep one of them").value("indicator", line.as_str()));
            }
        }
        let named: BTreeSet<&str> = typed.scores.iter().map(|entry| entry.customer_id.as_str()).collect();
        if let Some(unknown) = self.first_unknown(&named).await? {
            let words = format!("account `{unknown}` is not in the last valuation; expected one of its customers");
            return Err(refuse("card-scores-account", words, "search for it: `patron customers --search TEXT`")
                .value("customer", unknown));
        }
        Ok(day)
    }

    async fn first_unknown(&self, named: &BTreeSet<&str>) -> Result<Option<String>> {
        let run = self.needed_run().await?;
        let list = named.iter().map(|id| lit(*id)).collect();
        let found = run.table.frame()?.filter(ident("customer_id").in_list(list, false))?;
        let batches = found.select(vec![ident("customer_id")])?.collect().await?;
        let cells =
            batches.iter().flat_map(|batch| (0..batch.num_rows()).map(|row| cell(batch.column(0).as_ref(), row)));
        let known: BTreeSet<String> = cells.filter_map(|cell| cell.as_str().map(str::to_owned)).collect();
        Ok(named.iter().find(|id| !known.contains(**id)).map(|id| (*id).to_owned()))
    }
}

/// The scores as a file.
fn text(card: &str, typed: &FormScores, day: NaiveDate) -> Result<Vec<u8>> {
    let failed = |error: csv::Error| ServiceError::new("io", format!("the scores could not be written: {error}"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS).map_err(failed)?;
    let (version, day) = (typed.version.to_string(), day.to_string());
    let round = typed.round.map(|round| round.to_string()).unwrap_or_default();
    for entry in &typed.scores {
        let (score, note) = (entry.score.to_string(), entry.note.as_deref().unwrap_or_default().trim());
        let cells =
            [&entry.customer_id, typed.assessor.trim(), card, &version, &entry.line, &score, &day, note, &round];
        writer.write_record(cells).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| ServiceError::new("io", format!("the scores could not be written: {error}")))
}

//! What was said: answers of the ledger to one questionnaire, by wave and customer.

use std::collections::BTreeMap;

use patron_voice::interval::Level;
use patron_voice::questionnaire::Reading;
use patron_voice::sample::Sample;

use crate::error::{Result, ServiceError};
use crate::records::Records;
use crate::run::format_day;
use crate::voice::{Beside, ByColumn, Scored, Survey, kept_of, read};

/// Every interval of these views.
pub(super) const LEVEL: Level = Level::NINETY_FIVE;

/// Answers to one questionnaire, a row a response.
#[derive(Debug)]
pub(super) struct Heard {
    pub(super) survey: Survey,
    pub(super) columns: ByColumn,
    pub(super) reading: Reading,
    pub(super) scored: Scored,
    /// in the order of time
    pub(super) waves: Vec<Wave>,
}

/// One wave and its rows.
#[derive(Debug, Clone)]
pub(super) struct Wave {
    pub(super) id: String,
    pub(super) from: i32,
    pub(super) to: i32,
    pub(super) rows: Vec<usize>,
}

/// A customer's latest answers: over several people the mean of their latest.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Opinion {
    pub(super) customer: String,
    pub(super) score: f64,
    /// day of the latest
    pub(super) day: i32,
}

impl Heard {
    /// Answers of the ledger, of one customer or of all.
    ///
    /// # Errors
    /// `survey-no-answers`, or when the ledger cannot be read.
    pub(super) async fn of(records: &Records, survey: Survey, customer: Option<&str>) -> Result<Self> {
        let columns = kept_of(records, &survey, customer).await?;
        let reading = read(&survey, &columns)?;
        let scored = Scored::of(&survey, &reading)?;
        let waves = waves(&columns.beside);
        Ok(Self { survey, columns, reading, scored, waves })
    }

    /// Rows of a wave; all of them where none is asked for.
    ///
    /// # Errors
    /// `unknown-wave`, naming those there are.
    pub(super) fn rows(&self, wave: Option<&str>) -> Result<Vec<usize>> {
        match wave {
            None => Ok((0..self.columns.lines.len()).collect()),
            Some(wave) => Ok(self.wave(wave)?.rows.clone()),
        }
    }

    /// One wave.
    ///
    /// # Errors
    /// `unknown-wave`, naming those there are.
    pub(super) fn wave(&self, id: &str) -> Result<&Wave> {
        self.waves.iter().find(|wave| wave.id == id).ok_or_else(|| {
            let have: Vec<String> = self.waves.iter().map(|wave| format!("`{}`", wave.id)).collect();
            let message = format!("wave `{id}` of `{}`; expected one of {}", self.survey.id, have.join(", "));
            ServiceError::new("unknown-wave", message)
                .value("wave", id)
                .hint("answers without a wave belong to the quarter of their day, such as `2026-Q1`")
        })
    }

    /// What can be said of some rows, with their weights; nothing where nobody counts.
    pub(super) fn sample(&self, rows: &[usize], of: impl Fn(usize) -> Option<f64>) -> Option<Sample> {
        let known = rows.iter().filter_map(|row| Some((*row, of(*row)?)));
        match &self.columns.weights {
            None => Sample::new(known.map(|(_, value)| value).collect()).ok(),
            Some(weights) => {
                let (values, weights) = known.map(|(row, value)| (value, weights[row])).unzip();
                Sample::weighted(values, weights).ok()
            }
        }
    }

    /// Scores of some rows.
    pub(super) fn scores(&self, rows: &[usize]) -> Option<Sample> {
        self.sample(rows, |row| self.scored.scores[row])
    }

    /// Who answered a row.
    pub(super) fn customer(&self, row: usize) -> Option<&str> {
        self.columns.beside[row].customer.as_deref()
    }

    /// How many customers are named in some rows.
    pub(super) fn customers(&self, rows: &[usize]) -> usize {
        rows.iter().filter_map(|row| self.customer(*row)).collect::<std::collections::HashSet<_>>().len()
    }

    /// What each customer last said, in the order of their ids.
    pub(super) fn opinions(&self, rows: &[usize]) -> Vec<Opinion> {
        let mut latest: BTreeMap<&str, BTreeMap<&str, (i32, f64)>> = BTreeMap::new();
        for row in rows {
            let beside = &self.columns.beside[*row];
            let (Some(customer), Some(score)) = (beside.customer.as_deref(), self.scored.scores[*row]) else {
                continue;
            };
            let people = latest.entry(customer).or_default();
            let said = people.entry(beside.respondent.as_deref().unwrap_or_default()).or_insert((beside.day, score));
            // rows are in the order of their moments: of one day the last counts
            if beside.day >= said.0 {
                *said = (beside.day, score);
            }
        }
        let opinion = |(customer, people): (&str, BTreeMap<&str, (i32, f64)>)| Opinion {
            customer: customer.to_owned(),
            score: people.values().map(|(_, score)| score).sum::<f64>() / people.len() as f64,
            day: people.values().map(|(day, _)| *day).max().unwrap_or_default(),
        };
        latest.into_iter().map(opinion).collect()
    }
}

/// Rows by wave: as recorded, else the quarter of the day; by their first day.
fn waves(beside: &[Beside]) -> Vec<Wave> {
    let mut found: BTreeMap<String, Wave> = BTreeMap::new();
    for (row, one) in beside.iter().enumerate() {
        let id = one.wave.clone().filter(|wave| !wave.trim().is_empty()).unwrap_or_else(|| quarter(one.day));
        let wave =
            found.entry(id.clone()).or_insert_with(|| Wave { id, from: one.day, to: one.day, rows: Vec::new() });
        wave.from = wave.from.min(one.day);
        wave.to = wave.to.max(one.day);
        wave.rows.push(row);
    }
    let mut waves: Vec<Wave> = found.into_values().collect();
    waves.sort_by(|one, other| (one.from, one.to).cmp(&(other.from, other.to)).then_with(|| one.id.cmp(&other.id)));
    waves
}

/// `2026-Q1` of a day.
fn quarter(day: i32) -> String {
    let shown = format_day(day);
    let (year, month) = (shown.get(..4).unwrap_or_default(), shown.get(5..7).and_then(|month| month.parse().ok()));
    format!("{year}-Q{}", month.map_or(1, |month: u32| month.div_ceil(3)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_belong_to_quarters_and_waves_follow_time() {
        // 2026-03-31 and 2026-04-01
        assert_eq!((quarter(20_543), quarter(20_544)), ("2026-Q1".to_owned(), "2026-Q2".to_owned()));
        let at = |day: i32, wave: Option<&str>| Beside { day, wave: wave.map(str::to_owned), ..Beside::default() };
        let found = waves(&[at(20_600, Some("a")), at(20_543, Some("b")), at(20_700, Some("a")), at(20_544, None)]);
        let ids: Vec<(&str, &[usize])> = found.iter().map(|wave| (wave.id.as_str(), wave.rows.as_slice())).collect();
        assert_eq!(ids, [("b", &[1][..]), ("2026-Q2", &[3]), ("a", &[0, 2])]);
    }
}

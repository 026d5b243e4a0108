use std::collections::BTreeSet;

use chrono::{DateTime, Days, NaiveDate, Utc};
use datafusion::functions_aggregate::expr_fn::count;
use datafusion::logical_expr::{Expr, ident, lit};
use datafusion::scalar::ScalarValue;
use patron_criteria::agreement::spread;
use patron_criteria::normalise::Method;

use crate::cards::{Card, Indicator};
use crate::error::{Result, ServiceError};
use crate::export::{Audience, Format, Sheet, SheetCell, workbook};
use crate::query::cell;
use crate::service::Service;
use crate::service::runs::OpenRun;
use crate::views::{FormAccount, FormAnswer, FormCell, FormLine, FormView, NamedCriterion, ScoreWord};

use super::answer;
use super::assessors::without_typed_lines;
use super::typed::{TypedScores, latest, lines, read};

/// Accounts of one form.
const MOST_ACCOUNTS: usize = 500;
/// A score older than this is to be looked at again.
const OLD_AFTER: Days = Days::new(365);
/// Whole scores that are offered as choices at most.
const MOST_CHOICES: usize = 12;

/// Whose form it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormOf {
    /// whose scores are shown
    pub assessor: Option<String>,
    /// whose accounts; all without it
    pub manager: Option<String>,
}

impl Service {
    /// The typed lines of a card for the accounts of a manager, with what is missing or old.
    ///
    /// # Errors
    /// `unknown-card`, or when the run or the ledger cannot be read.
    pub async fn card_form(&self, card: &str, of: &FormOf, now: DateTime<Utc>) -> Result<FormAnswer> {
        let (form, problem) = answer(self.form(card, of, now).await)?;
        Ok(FormAnswer { form, problem })
    }

    async fn form(&self, id: &str, of: &FormOf, now: DateTime<Utc>) -> Result<FormView> {
        let (card, version) = self.current_card(id).await?;
        let typed = lines(&card);
        if typed.is_empty() {
            return Err(without_typed_lines(id));
        }
        let run = self.needed_run().await?;
        let scores = read(&self.records().await?, &card).await?;
        let (mut accounts, accounts_in_all) = accounts(&run, &card, of.manager.as_deref()).await?;
        let old_before = self.date(now).await?.checked_sub_days(OLD_AFTER).unwrap_or(NaiveDate::MIN).to_string();
        let (mut missing, mut old) = (0, 0);
        for account in &mut accounts {
            for line in 0..typed.len() {
                let found = one(&scores, &account.customer_id, line, of.assessor.as_deref(), version, &old_before);
                missing += usize::from(found.score.is_none());
                old += usize::from(found.old);
                account.cells.push(found);
            }
        }
        Ok(FormView {
            card: card.id.clone(),
            name: card.name.clone(),
            version,
            managers: managers(&run).await?,
            manager: of.manager.clone(),
            groups: card
                .groups
                .iter()
                .map(|group| NamedCriterion { id: group.id.clone(), name: group.name.clone() })
                .collect(),
            lines: typed.iter().map(|(line, low, high)| form_line(line, *low, *high)).collect(),
            accounts_in_all,
            accounts,
            missing,
            old,
        })
    }

    /// The form as a file to fill in: a row for each account and line. Import reads it back; rows that stay empty are left
    /// out.
    ///
    /// # Errors
    /// As [`Service::card_form`], and what it says is missing; `card-format` for other files than CSV and XLSX.
    pub async fn card_form_file(
        &self,
        card: &str,
        of: &FormOf,
        format: Format,
        language: &str,
        now: DateTime<Utc>,
    ) -> Result<Vec<u8>> {
        let form = self.form(card, of, now).await?;
        let today = self.date(now).await?.to_string();
        let text = |text: &str| SheetCell::Text(text.to_owned());
        let assessor = of.assessor.clone().unwrap_or_default();
        let columns = [
            "customer_id",
            "customer",
            "assessor",
            "scorecard",
            "version",
            "indicator",
            "line",
            "scale",
            "score",
            "assessed_on",
            "note",
        ];
        let mut rows = Vec::new();
        for account in &form.accounts {
            for (line, cell) in form.lines.iter().zip(&account.cells) {
                if cell.score.is_some() && !cell.old {
                    continue;
                }
                let name = if language == "zh" { &line.name.zh } else { &line.name.en };
                rows.push(vec![
                    text(&account.customer_id),
                    text(account.name.as_deref().unwrap_or_default()),
                    text(&assessor),
                    text(&form.card),
                    text(&form.version.to_string()),
                    text(&line.id),
                    text(name),
                    text(&scale(line, language)),
                    SheetCell::Empty(()),
                    text(&today),
                    SheetCell::Empty(()),
                ]);
            }
        }
        let columns: Vec<String> = columns.map(str::to_owned).to_vec();
        match format {
            Format::Xlsx => workbook(&[Sheet { name: form.card, columns, rows }]),
            Format::Csv => csv(&columns, &rows),
            Format::Json | Format::Parquet => {
                let message = format!("a form as `{}`; expected csv or xlsx", format.extension());
                Err(ServiceError::new("card-format", message).hint("end the file name in .csv or .xlsx"))
            }
        }
    }
}

fn csv(columns: &[String], rows: &[Vec<SheetCell>]) -> Result<Vec<u8>> {
    let failed =
        |error: csv::Error| ServiceError::new("export-failed", format!("the form could not be written: {error}"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(columns).map_err(failed)?;
    for row in rows {
        let cells = row.iter().map(|cell| match cell {
            SheetCell::Text(text) => crate::export::shown(text, Audience::People).into_owned(),
            SheetCell::Number(number) => number.to_string(),
            SheetCell::Empty(()) => String::new(),
        });
        writer.write_record(cells).map_err(failed)?;
    }
    writer
        .into_inner()
        .map_err(|error| ServiceError::new("export-failed", format!("the form could not be written: {error}")))
}

/// The scores there are, in words.
fn scale(line: &FormLine, language: &str) -> String {
    let word = |choice: &ScoreWord| match &choice.word {
        Some(word) => format!("{} {}", choice.score, if language == "zh" { &word.zh } else { &word.en }),
        None => choice.score.to_string(),
    };
    match line.choices.as_slice() {
        [] => format!("{} - {}", line.low, line.high),
        choices => choices.iter().map(word).collect::<Vec<_>>().join("; "),
    }
}

fn form_line(line: &Indicator, low: f64, high: f64) -> FormLine {
    let word = |score: f64| line.words.iter().find(|(known, _)| *known == score).map(|(_, word)| word.clone());
    let scores: Vec<f64> = match &line.method {
        Method::Ordinal { levels } => levels.iter().map(|(level, _)| *level).collect(),
        _ => {
            let mut whole = Vec::new();
            let mut at = low.ceil();
            while at <= high && whole.len() <= MOST_CHOICES {
                whole.push(at);
                at += 1.0;
            }
            if whole.len() > MOST_CHOICES { Vec::new() } else { whole }
        }
    };
    let choices = scores.into_iter().map(|score| ScoreWord { score, word: word(score) });
    FormLine {
        id: line.id.clone(),
        name: line.name.clone(),
        group: line.group.clone(),
        low,
        high,
        choices: choices.collect(),
    }
}

fn one(
    scores: &TypedScores,
    customer: &str,
    line: usize,
    assessor: Option<&str>,
    version: u32,
    old_before: &str,
) -> FormCell {
    let typed = scores.get(&(customer.to_owned(), line)).map(Vec::as_slice).unwrap_or_default();
    let last = latest(typed);
    let all: Vec<f64> = last.values().map(|typed| typed.score).collect();
    let others = last.keys().any(|name| Some(*name) != assessor);
    let told = spread(&all).ok().filter(|_| others);
    let own = assessor.and_then(|assessor| last.get(assessor));
    let other_version = |typed: &str| typed != version.to_string();
    FormCell {
        score: own.map(|typed| typed.score),
        on: own.map(|typed| typed.on.clone()),
        note: own.and_then(|typed| typed.note.clone()),
        old: own
            .is_some_and(|typed| typed.on.as_str() < old_before || typed.version.as_deref().is_some_and(other_version)),
        median: told.as_ref().map(|spread| spread.median),
        lower_quartile: told.as_ref().map(|spread| spread.lower_quartile),
        upper_quartile: told.as_ref().map(|spread| spread.upper_quartile),
        assessors: all.len(),
    }
}

fn has(run: &OpenRun, attribute: &str) -> bool {
    run.table.attributes().iter().any(|name| name == attribute)
}

/// The accounts in the card's scope, the most valuable first, and how many there are.
async fn accounts(run: &OpenRun, card: &Card, manager: Option<&str>) -> Result<(Vec<FormAccount>, usize)> {
    let mut frame = run.table.frame()?;
    if let Some(scope) = &card.scope {
        let scope = frame.parse_sql_expr(scope)?;
        frame = frame.filter(scope.is_true())?;
    }
    if let Some(manager) = manager {
        let own = if has(run, "account_manager") { ident("account_manager").eq(lit(manager)) } else { lit(false) };
        frame = frame.filter(own)?;
    }
    let text = |name: &str| -> Expr {
        if has(run, name) { ident(name) } else { lit(ScalarValue::Utf8(None)) }.alias(format!("form_{name}"))
    };
    let all = frame.clone().aggregate(vec![], vec![count(lit(1_i64)).alias("n")])?.collect().await?;
    let all = all.first().and_then(|batch| cell(batch.column(0).as_ref(), 0).as_u64()).unwrap_or_default();
    let order = vec![ident("revenue").sort(false, false), ident("customer_id").sort(true, false)];
    let chosen = vec![ident("customer_id"), text("name"), text("account_manager")];
    let batches = frame.sort(order)?.limit(0, Some(MOST_ACCOUNTS))?.select(chosen)?.collect().await?;
    let mut accounts = Vec::new();
    for batch in &batches {
        for row in 0..batch.num_rows() {
            let text = |column: usize| cell(batch.column(column).as_ref(), row).as_str().map(str::to_owned);
            let customer_id = text(0).unwrap_or_default();
            accounts.push(FormAccount { customer_id, name: text(1), manager: text(2), cells: Vec::new() });
        }
    }
    Ok((accounts, usize::try_from(all).unwrap_or(usize::MAX)))
}

async fn managers(run: &OpenRun) -> Result<Vec<String>> {
    if !has(run, "account_manager") {
        return Ok(Vec::new());
    }
    let batches = run.table.frame()?.select(vec![ident("account_manager")])?.distinct()?.collect().await?;
    let cells = batches.iter().flat_map(|batch| (0..batch.num_rows()).map(|row| cell(batch.column(0).as_ref(), row)));
    let found: BTreeSet<String> = cells.filter_map(|cell| cell.as_str().map(str::to_owned)).collect();
    Ok(found.into_iter().collect())
}

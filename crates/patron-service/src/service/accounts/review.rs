use std::collections::BTreeMap;

use datafusion::logical_expr::{ident, lit, not, when};
use serde_json::Value;

use crate::accounts::tasks;
use crate::analyses::date;
use crate::error::{Result, ServiceError};
use crate::query::cell;
use crate::records::Records;
use crate::report::account::{AccountReview, RECORDS, RecordRows, RecordTable, Review, html, xlsx};
use crate::report::{Format, ReportFormat, Words};
use crate::service::runs::OpenRun;
use crate::service::{Service, ShownAccounts};
use crate::views::TaskView;

/// Accounts of one review.
const MOST_ACCOUNTS: usize = 100;
/// Rows of each kind of record.
const MOST_RECORDS: usize = 20;

/// Whose review it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reviewed {
    /// one customer
    Customer(String),
    /// the best accounts of a card
    Card(String),
}

impl Service {
    /// The review of one account, or of the best hundred of a card, as a document in a language (`zh` or `en`).
    ///
    /// # Errors
    /// `no-run`, `unknown-customer`, `unknown-card`, or when the run's files cannot be read.
    pub async fn account_review(&self, of: &Reviewed, format: ReportFormat, language: &str) -> Result<Vec<u8>> {
        let words = Words::of(language)?;
        let run = self.needed_run().await?;
        let customers = match of {
            Reviewed::Customer(id) => vec![id.clone()],
            Reviewed::Card(card) => {
                let score = self.score(card, Some(MOST_ACCOUNTS)).await?;
                score.rows.into_iter().map(|row| row.customer_id).collect()
            }
        };
        if customers.is_empty() {
            let message = "no account has a score on the card; expected one at least";
            return Err(ServiceError::new("card-no-scores", message).hint("see why: `patron score CARD`"));
        }
        let is_card =
            |id: &str| id.strip_prefix("card.").and_then(|rest| rest.strip_suffix(".score")).map(str::to_owned);
        let cards: Vec<String> = run.table.measures().iter().filter_map(|measure| is_card(&measure.id)).collect();
        let records = self.ledger_of(&run.record).await?;
        let mut tasks = self.tasks_by_customer(run.record.settings.as_of_day).await?;
        let mut accounts = Vec::with_capacity(customers.len());
        for customer in &customers {
            let tasks = tasks.remove(customer).unwrap_or_default();
            accounts.push(self.reviewed(&run, customer, &cards, tasks, records.as_ref()).await?);
        }
        let review = Review {
            portfolio: self.status().await?.portfolio,
            run: run.record.view.clone(),
            measures: run.table.measures().to_vec(),
            accounts,
        };
        let figures = Format::new(language == "zh", &review.portfolio.currency);
        match format {
            ReportFormat::Html => Ok(html(&review, &words, &figures)?.into_bytes()),
            ReportFormat::Xlsx => xlsx(&review, &words, &figures),
        }
    }

    /// Tasks at a day: open ones by due day, then closed ones, latest first.
    async fn tasks_by_customer(&self, day: i32) -> Result<BTreeMap<String, Vec<TaskView>>> {
        let mut by_customer: BTreeMap<String, Vec<TaskView>> = BTreeMap::new();
        for task in tasks::all(self.folder.store()).await?.into_values().map(|task| task.at(day)) {
            by_customer.entry(task.customer_id.clone()).or_default().push(task);
        }
        for tasks in by_customer.values_mut() {
            tasks.sort_by(|a, b| match (a.state == "open", b.state == "open") {
                (true, true) => a.due.cmp(&b.due).then(a.id.cmp(&b.id)),
                (false, false) => b.closed_at.cmp(&a.closed_at).then(b.id.cmp(&a.id)),
                (first, second) => second.cmp(&first),
            });
            tasks.truncate(MOST_RECORDS);
        }
        Ok(by_customer)
    }

    async fn reviewed(
        &self,
        run: &OpenRun,
        id: &str,
        cards: &[String],
        tasks: Vec<TaskView>,
        records: Option<&Records>,
    ) -> Result<AccountReview> {
        let customer = self.customer(id).await?;
        let shown = ShownAccounts { limit: Some(1), customer: Some(id.to_owned()) };
        let mut scored = Vec::new();
        for card in cards {
            let Some(score) = self.score_answer(card, &shown).await?.score.filter(|score| !score.rows.is_empty())
            else {
                continue;
            };
            // a card whose lines do not add up has no way; nor has one that is removed
            let gap = self.gap(card, id).await.ok().and_then(|answer| answer.gap);
            scored.push((score, gap));
        }
        let mut rows = Vec::new();
        let day = run.record.settings.as_of_day;
        if let Some(records) = records {
            for table in RECORDS {
                rows.push(RecordRows { table, rows: of_account(records, table, id, day).await? });
            }
        }
        let history = self.history_in(run, id).await?;
        Ok(AccountReview { customer, cards: scored, history, tasks, records: rows })
    }
}

/// The records about an account as they stood at the end of a day.
async fn of_account(records: &Records, table: RecordTable, id: &str, day: i32) -> Result<Vec<Vec<Value>>> {
    if records.rows(table.table) == 0 {
        return Ok(Vec::new());
    }
    let all = records.table(&records.engine().session(), table.table)?;
    let mut own = all.filter(ident("customer_id").eq(lit(id)))?;
    let after = |name: &str| ident(name).gt(date(day)).is_true();
    if let Some(begins) = table.begins {
        own = own.filter(not(after(begins)))?;
    }
    let columns = table.columns.iter().map(|&name| match table.later {
        Some((from, later)) if later.contains(&name) => Ok(when(not(after(from)), ident(name)).end()?.alias(name)),
        _ => Ok(ident(name)),
    });
    let newest = own.sort(vec![ident(table.by).sort(false, false)])?.limit(0, Some(MOST_RECORDS))?;
    let batches = newest.select(columns.collect::<Result<Vec<_>>>()?)?.collect().await?;
    let mut rows = Vec::new();
    for batch in &batches {
        for row in 0..batch.num_rows() {
            rows.push(batch.columns().iter().map(|column| cell(column.as_ref(), row)).collect());
        }
    }
    Ok(rows)
}

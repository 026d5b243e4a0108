use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use datafusion::logical_expr::{ident, lit};

use crate::accounts::tasks::{ENDS, KIND, PRIORITIES, SOURCES, Task, TaskEvent, all, one};
use crate::accounts::{Signature, said};
use crate::error::{Result, ServiceError};
use crate::portfolio;
use crate::query::read;
use crate::run::{format_day, parse_day};
use crate::views::{NewTask, TaskChange, TaskFilter, TaskSource, TaskView, TasksView};

use super::Service;
use super::runs::OpenRun;

/// Tasks that are answered at once.
const MOST: usize = 10_000;

impl Service {
    /// Tasks at a day: open ones by due day, then closed ones, latest first.
    ///
    /// # Errors
    /// `bad-date`, `task-value`, or when the metadata cannot be read.
    pub async fn tasks(&self, filter: &TaskFilter, now: DateTime<Utc>) -> Result<TasksView> {
        let day = match &filter.on {
            Some(text) => parse_day(text)?,
            None => self.today(now).await?,
        };
        if let Some(state) = filter.state.as_deref().filter(|state| *state != "open") {
            one_of("state", state, &ENDS)?;
        }
        let tasks: Vec<TaskView> = all(self.folder.store()).await?.into_values().map(|task| task.at(day)).collect();
        let owners: BTreeSet<String> = tasks.iter().map(|task| task.owner.clone()).collect();
        let fits = |wanted: &Option<String>, value: &str| wanted.as_deref().is_none_or(|wanted| wanted == value);
        let meant = |task: &TaskView| {
            fits(&filter.customer, &task.customer_id)
                && fits(&filter.owner, &task.owner)
                && fits(&filter.state, &task.state)
                && (!filter.overdue || task.overdue_days.is_some())
        };
        let mut tasks: Vec<TaskView> = tasks.into_iter().filter(meant).collect();
        let open = tasks.iter().filter(|task| task.state == "open").count() as u64;
        let overdue = tasks.iter().filter(|task| task.overdue_days.is_some()).count() as u64;
        let priority = |task: &TaskView| PRIORITIES.iter().position(|known| *known == task.priority);
        tasks.sort_by(|a, b| match (a.state == "open", b.state == "open") {
            (true, true) => a.due.cmp(&b.due).then(priority(a).cmp(&priority(b))).then(a.id.cmp(&b.id)),
            (false, false) => b.closed_at.cmp(&a.closed_at).then(b.id.cmp(&a.id)),
            (first, second) => second.cmp(&first),
        });
        tasks.truncate(MOST);
        if let Some(run) = self.current_run().await? {
            name(&run, &mut tasks).await?;
        }
        Ok(TasksView { on: format_day(day), tasks, open, overdue, owners: owners.into_iter().collect() })
    }

    /// Adds a task for a customer of the current run.
    ///
    /// # Errors
    /// `who-missing`, `unknown-customer`, `bad-date`, `task-value` or `task-title`.
    pub async fn add_task(&self, task: &NewTask, now: DateTime<Utc>) -> Result<TaskView> {
        let signature = Signature::of(&task.by)?;
        let title = said("title", &task.title)?;
        if title.is_empty() {
            let error = ServiceError::new("task-title", "the task says nothing; expected what is to be done");
            return Err(error.hint("say it: `--title TEXT`"));
        }
        let due = parse_day(&task.due)?;
        let priority = one_of("priority", task.priority.as_deref().unwrap_or("normal"), &PRIORITIES)?;
        let source = match &task.source {
            None => TaskSource { kind: "free".to_owned(), of: None },
            Some(source) => TaskSource { kind: one_of("source", &source.kind, &SOURCES)?, of: source.of.clone() },
        };
        let run = self.needed_run().await?;
        let known = run.table.frame()?.filter(ident("customer_id").eq(lit(task.customer_id.as_str())))?;
        if read(known.select(vec![ident("customer_id")])?).await?.is_empty() {
            return Err(super::customer::unknown(&task.customer_id));
        }
        let owner = match task.owner.as_deref().map(|owner| said("owner", owner)).transpose()? {
            Some(owner) if !owner.is_empty() => owner,
            _ => signature.by.clone(),
        };
        let writer = self.folder.writer(now).await?;
        let _turn = writer.turn().await;
        let store = writer.store();
        let id = all(store).await?.last_key_value().map_or(1, |(id, _)| id + 1);
        let event = TaskEvent::Add { customer: task.customer_id.clone(), title, owner, due, priority, source };
        let entry = signature.entry(KIND, &id.to_string(), now, serde_json::to_value(event)?);
        store.append_journal(&[entry]).await?;
        self.task_view(one(store, id).await?, now).await
    }

    /// Notes a follow-up, changes owner, due day or priority, or closes a task with its result.
    ///
    /// # Errors
    /// `unknown-task`, `task-closed`, `task-result`, `task-unchanged`, `task-value`, `bad-date` or `who-missing`.
    pub async fn change_task(&self, id: u32, change: &TaskChange, now: DateTime<Utc>) -> Result<TaskView> {
        let signature = Signature::of(&change.by)?;
        let today = self.today(now).await?;
        let events = events(change, today)?;
        let writer = self.folder.writer(now).await?;
        let _turn = writer.turn().await;
        let task = one(writer.store(), id).await?;
        if task.view.state != "open" {
            let by = task.view.closed_by.unwrap_or_default();
            let message = format!("task `{id}` was closed by `{by}`; expected one that is open");
            return Err(ServiceError::new("task-closed", message)
                .value("task", id)
                .value("by", by)
                .hint("add another: `patron task add`"));
        }
        let entries = events
            .into_iter()
            .map(|event| Ok(signature.entry(KIND, &id.to_string(), now, serde_json::to_value(event)?)))
            .collect::<Result<Vec<_>>>()?;
        writer.store().append_journal(&entries).await?;
        self.task_view(one(writer.store(), id).await?, now).await
    }

    async fn task_view(&self, task: Task, now: DateTime<Utc>) -> Result<TaskView> {
        let mut views = vec![task.at(self.today(now).await?)];
        if let Some(run) = self.current_run().await? {
            name(&run, &mut views).await?;
        }
        views.pop().ok_or_else(|| ServiceError::new("internal", "a task was lost"))
    }

    /// The calendar day of the portfolio at this moment.
    pub(super) async fn date(&self, now: DateTime<Utc>) -> Result<NaiveDate> {
        let zone = portfolio::portfolio(self.folder.store()).await?.time_zone;
        Ok(now.with_timezone(&zone).date_naive())
    }

    /// The same, in days since 1970-01-01.
    pub(super) async fn today(&self, now: DateTime<Utc>) -> Result<i32> {
        let days = self.date(now).await?.signed_duration_since(NaiveDate::default()).num_days();
        Ok(i32::try_from(days).unwrap_or_default())
    }
}

fn events(change: &TaskChange, today: i32) -> Result<Vec<TaskEvent>> {
    let mut events = Vec::new();
    if let Some(text) =
        change.note.as_deref().map(|note| said("note", note)).transpose()?.filter(|text| !text.is_empty())
    {
        events.push(TaskEvent::Note { on: change.on.as_deref().map_or(Ok(today), parse_day)?, text });
    }
    let owner =
        change.owner.as_deref().map(|owner| said("owner", owner)).transpose()?.filter(|owner| !owner.is_empty());
    let due = change.due.as_deref().map(parse_day).transpose()?;
    let priority = change.priority.as_deref().map(|text| one_of("priority", text, &PRIORITIES)).transpose()?;
    if owner.is_some() || due.is_some() || priority.is_some() {
        events.push(TaskEvent::Change { owner, due, priority });
    }
    if let Some(state) = &change.close {
        let state = one_of("state", state, &ENDS)?;
        let result = said("result", change.result.as_deref().unwrap_or_default())?;
        if result.is_empty() {
            let error = ServiceError::new("task-result", "the task has no result; expected what came of it");
            return Err(error.hint("say it: `--result TEXT`"));
        }
        if let Some(amount) = change.amount.filter(|amount| !amount.is_finite()) {
            let message = format!("amount `{amount}`; expected a number");
            return Err(ServiceError::new("task-value", message).value("value", amount.to_string()));
        }
        events.push(TaskEvent::Close { state, result, amount: change.amount });
    }
    if events.is_empty() {
        let error = ServiceError::new("task-unchanged", "nothing is said about the task; expected a note or a change");
        return Err(error.hint("say it: `--note TEXT`"));
    }
    Ok(events)
}

fn one_of(what: &str, value: &str, known: &[&str]) -> Result<String> {
    if known.contains(&value) {
        return Ok(value.to_owned());
    }
    let message = format!("{what} `{value}`; expected one of `{}`", known.join("`, `"));
    Err(ServiceError::new("task-value", message).value("what", what).value("value", value))
}

/// Names of the customers, as the run knows them.
async fn name(run: &OpenRun, tasks: &mut [TaskView]) -> Result<()> {
    if tasks.is_empty() || run.table.attributes().iter().all(|id| id != "name") {
        return Ok(());
    }
    let ids: BTreeSet<&str> = tasks.iter().map(|task| task.customer_id.as_str()).collect();
    let wanted = ident("customer_id").in_list(ids.into_iter().map(lit).collect(), false);
    let rows = read(run.table.frame()?.filter(wanted)?.select(vec![ident("customer_id"), ident("name")])?).await?;
    let names: BTreeMap<String, String> =
        rows.iter().filter_map(|row| Some((row.text("customer_id")?, row.text("name")?))).collect();
    for task in tasks {
        task.name = names.get(&task.customer_id).cloned();
    }
    Ok(())
}

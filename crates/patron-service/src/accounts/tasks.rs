//! Tasks: what is to be done for a customer, until when, and what came of it.

use std::collections::BTreeMap;

use patron_store::{JournalLine, Store};
use serde::{Deserialize, Serialize};

use super::moment;
use crate::error::{Result, ServiceError};
use crate::run::format_day;
use crate::views::{TaskNote, TaskSource, TaskView};

/// Entries of the journal about tasks; the subject is the task's number.
pub(crate) const KIND: &str = "task";

pub(crate) const PRIORITIES: [&str; 3] = ["high", "normal", "low"];
pub(crate) const SOURCES: [&str; 3] = ["alert", "playbook", "free"];
pub(crate) const ENDS: [&str; 2] = ["done", "dropped"];

/// What the journal keeps of a task; days since 1970-01-01.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub(crate) enum TaskEvent {
    Add { customer: String, title: String, owner: String, due: i32, priority: String, source: TaskSource },
    Note { on: i32, text: String },
    Change { owner: Option<String>, due: Option<i32>, priority: Option<String> },
    Close { state: String, result: String, amount: Option<f64> },
}

/// A task as its entries leave it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Task {
    pub(crate) due: i32,
    pub(crate) view: TaskView,
}

impl Task {
    /// The task at a day.
    pub(crate) fn at(mut self, day: i32) -> TaskView {
        let late = u32::try_from(day - self.due).ok().filter(|days| *days > 0);
        self.view.overdue_days = late.filter(|_| self.view.state == "open");
        self.view
    }
}

/// Every task by its number.
///
/// # Errors
/// When the metadata cannot be read.
pub(crate) async fn all(store: &dyn Store) -> Result<BTreeMap<u32, Task>> {
    let mut tasks = BTreeMap::new();
    for line in store.journal(KIND, None).await? {
        add(&mut tasks, line)?;
    }
    Ok(tasks)
}

/// One task.
///
/// # Errors
/// `unknown-task`.
pub(crate) async fn one(store: &dyn Store, id: u32) -> Result<Task> {
    let mut tasks = BTreeMap::new();
    for line in store.journal(KIND, Some(&id.to_string())).await? {
        add(&mut tasks, line)?;
    }
    tasks.remove(&id).ok_or_else(|| {
        ServiceError::new("unknown-task", format!("task `{id}` does not exist; expected the number of a task"))
            .value("task", id)
            .hint("`patron task list` shows the tasks there are")
    })
}

fn add(tasks: &mut BTreeMap<u32, Task>, line: JournalLine) -> Result<()> {
    let entry = line.entry;
    let (by, at) = (entry.who, moment(entry.at_us));
    let Ok(id) = entry.subject.parse::<u32>() else {
        return Err(ServiceError::new("stored-json", format!("a stored task is called `{}`", entry.subject)));
    };
    let event: TaskEvent = serde_json::from_value(entry.value)?;
    if let TaskEvent::Add { customer, title, owner, due, priority, source } = event {
        tasks.insert(id, begun(id, (customer, title, owner), due, (priority, source), (by, at)));
        return Ok(());
    }
    let Some(task) = tasks.get_mut(&id) else { return Ok(()) };
    match event {
        TaskEvent::Note { on, text } => task.view.notes.push(TaskNote { on: format_day(on), text, by, at }),
        TaskEvent::Change { owner, due, priority } => {
            task.due = due.unwrap_or(task.due);
            task.view.due = format_day(task.due);
            task.view.owner = owner.unwrap_or_else(|| task.view.owner.clone());
            task.view.priority = priority.unwrap_or_else(|| task.view.priority.clone());
        }
        TaskEvent::Close { state, result, amount } => {
            task.view.state = state;
            task.view.result = Some(result);
            task.view.amount = amount;
            (task.view.closed_by, task.view.closed_at) = (Some(by), Some(at));
        }
        TaskEvent::Add { .. } => {}
    }
    Ok(())
}

fn begun(
    id: u32,
    (customer_id, title, owner): (String, String, String),
    due: i32,
    (priority, source): (String, TaskSource),
    (opened_by, opened_at): (String, String),
) -> Task {
    let view = TaskView {
        id,
        customer_id,
        name: None,
        title,
        owner,
        due: format_day(due),
        priority,
        source,
        state: "open".to_owned(),
        overdue_days: None,
        notes: Vec::new(),
        result: None,
        amount: None,
        opened_by,
        opened_at,
        closed_by: None,
        closed_at: None,
    };
    Task { due, view }
}

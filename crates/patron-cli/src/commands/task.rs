use clap::{Args, Subcommand};
use patron_service::views::{NewTask, TaskChange, TaskFilter, TaskSource, TaskView};

use super::signed::By;
use crate::Outcome;
use crate::context::Context;
use crate::output::{List, Style};
use crate::problem::Result;

/// Tasks for customers: add, list, follow up, close with a result
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  patron task add C0042 --title \"Call about the contract\" --due 2026-03-31 --by Wang\n  \
    patron task list --owner Wang --overdue\n  patron task note 7 \"no answer, again on Monday\" --by Wang\n  \
    patron task close 7 --result \"renewed for a year\" --amount 120000 --by Wang"
)]
pub(crate) struct Task {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Add a task for a customer
    Add(Add),
    /// List tasks: open ones by due day, then closed ones
    List {
        /// Of this customer alone
        #[arg(long, value_name = "CUSTOMER")]
        customer: Option<String>,
        /// Of this owner alone
        #[arg(long, value_name = "NAME")]
        owner: Option<String>,
        /// open, done, dropped [default: all]
        #[arg(long, value_name = "STATE")]
        state: Option<String>,
        /// Only those past due
        #[arg(long)]
        overdue: bool,
        /// Day against which tasks are overdue [default: today]
        #[arg(long, value_name = "DAY")]
        on: Option<String>,
    },
    /// Note a follow-up
    Note {
        /// Number of the task
        task: u32,
        /// What happened
        text: String,
        /// The day it is about [default: today]
        #[arg(long, value_name = "DAY")]
        on: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Change owner, due day or priority
    Change {
        /// Number of the task
        task: u32,
        /// Who does it from now on
        #[arg(long, value_name = "NAME")]
        owner: Option<String>,
        /// Another due day
        #[arg(long, value_name = "DAY")]
        due: Option<String>,
        /// high, normal or low
        #[arg(long, value_name = "PRIORITY")]
        priority: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Close a task with its result
    Close {
        /// Number of the task
        task: u32,
        /// What came of it
        #[arg(long, value_name = "TEXT")]
        result: Option<String>,
        /// Money that came of it
        #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
        amount: Option<f64>,
        /// It was given up
        #[arg(long)]
        dropped: bool,
        #[command(flatten)]
        by: By,
    },
}

#[derive(Debug, Args)]
struct Add {
    /// The customer
    customer: String,
    /// What is to be done
    #[arg(long, value_name = "TEXT")]
    title: String,
    /// The day by which it is done
    #[arg(long, value_name = "DAY")]
    due: String,
    /// Who does it [default: who adds it]
    #[arg(long, value_name = "NAME")]
    owner: Option<String>,
    /// high, normal or low [default: normal]
    #[arg(long, value_name = "PRIORITY")]
    priority: Option<String>,
    /// The playbook it comes from, as SCHEME:LABEL
    #[arg(long, value_name = "SCHEME:LABEL", conflicts_with = "alert")]
    playbook: Option<String>,
    /// The alert it comes from
    #[arg(long, value_name = "CODE")]
    alert: Option<String>,
    #[command(flatten)]
    by: By,
}

impl Task {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        let service = context.service().await?;
        let change = match self.command {
            Command::List { customer, owner, state, overdue, on } => {
                let filter = TaskFilter { customer, owner, state, overdue, on };
                let view = service.tasks(&filter, context.now).await?;
                context.output.list(&view, &list(&view.tasks))?;
                return Ok(Outcome::Done);
            }
            Command::Add(add) => {
                let view = service.add_task(&add.task(), context.now).await?;
                context.output.list(&view, &list(std::slice::from_ref(&view)))?;
                return Ok(Outcome::Done);
            }
            Command::Note { task, text, on, by } => {
                (task, TaskChange { note: Some(text), on, by: by.text(), ..TaskChange::default() })
            }
            Command::Change { task, owner, due, priority, by } => {
                (task, TaskChange { owner, due, priority, by: by.text(), ..TaskChange::default() })
            }
            Command::Close { task, result, amount, dropped, by } => {
                let close = Some(if dropped { "dropped" } else { "done" }.to_owned());
                (task, TaskChange { close, result, amount, by: by.text(), ..TaskChange::default() })
            }
        };
        let view = service.change_task(change.0, &change.1, context.now).await?;
        context.output.list(&view, &list(std::slice::from_ref(&view)))?;
        Ok(Outcome::Done)
    }
}

impl Add {
    fn task(self) -> NewTask {
        let source = |kind: &str, of: String| TaskSource { kind: kind.to_owned(), of: Some(of) };
        NewTask {
            customer_id: self.customer,
            title: self.title,
            owner: self.owner,
            due: self.due,
            priority: self.priority,
            source: self.playbook.map(|of| source("playbook", of)).or_else(|| self.alert.map(|of| source("alert", of))),
            by: self.by.text(),
        }
    }
}

fn list(tasks: &[TaskView]) -> List {
    let mut list = List::new(&[
        ("task", true),
        ("customer_id", false),
        ("name", false),
        ("title", false),
        ("owner", false),
        ("due", false),
        ("overdue_days", true),
        ("priority", false),
        ("state", false),
        ("follow_ups", true),
        ("result", false),
        ("amount", true),
    ]);
    for task in tasks {
        list.push([
            task.id.to_string(),
            task.customer_id.clone(),
            task.name.clone().unwrap_or_default(),
            task.title.clone(),
            task.owner.clone(),
            task.due.clone(),
            task.overdue_days.map(|days| days.to_string()).unwrap_or_default(),
            task.priority.clone(),
            task.state.clone(),
            task.notes.len().to_string(),
            task.result.clone().unwrap_or_default(),
            task.amount.map(|amount| Style::Money.write(amount)).unwrap_or_default(),
        ]);
    }
    list
}

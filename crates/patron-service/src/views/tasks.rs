use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is to be done for a customer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TaskView {
    pub id: u32,
    pub customer_id: String,
    pub name: Option<String>,
    pub title: String,
    /// who does it
    pub owner: String,
    /// `YYYY-MM-DD`
    pub due: String,
    /// `high`, `normal` or `low`
    pub priority: String,
    pub source: TaskSource,
    /// `open`, `done` or `dropped`
    pub state: String,
    /// days past due at the day asked for; null unless open and overdue
    pub overdue_days: Option<u32>,
    /// oldest first
    pub notes: Vec<TaskNote>,
    pub result: Option<String>,
    /// money that came of it
    pub amount: Option<f64>,
    pub opened_by: String,
    pub opened_at: String,
    pub closed_by: Option<String>,
    pub closed_at: Option<String>,
}

/// Where a task comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TaskSource {
    /// `alert`, `playbook` or `free`
    pub kind: String,
    /// the alert's code, or scheme and label as `abc_class:A`
    #[serde(default)]
    pub of: Option<String>,
}

/// A follow-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TaskNote {
    /// the day it is about
    pub on: String,
    pub text: String,
    pub by: String,
    pub at: String,
}

/// A task that is to be kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NewTask {
    pub customer_id: String,
    pub title: String,
    /// who does it; who adds it where absent
    #[serde(default)]
    pub owner: Option<String>,
    pub due: String,
    /// `normal` where absent
    #[serde(default)]
    pub priority: Option<String>,
    #[serde(default)]
    pub source: Option<TaskSource>,
    #[serde(default)]
    pub by: String,
}

/// A follow-up, another owner, due day or priority, or the end of a task.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TaskChange {
    /// a follow-up, or why it was changed
    #[serde(default)]
    pub note: Option<String>,
    /// day of the follow-up; today where absent
    #[serde(default)]
    pub on: Option<String>,
    #[serde(default)]
    pub owner: Option<String>,
    #[serde(default)]
    pub due: Option<String>,
    #[serde(default)]
    pub priority: Option<String>,
    /// `done` or `dropped`
    #[serde(default)]
    pub close: Option<String>,
    /// what came of it; needed to close
    #[serde(default)]
    pub result: Option<String>,
    #[serde(default)]
    pub amount: Option<f64>,
    #[serde(default)]
    pub by: String,
}

/// Which tasks are meant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TaskFilter {
    pub customer: Option<String>,
    pub owner: Option<String>,
    /// `open`, `done`, `dropped`; all where absent
    pub state: Option<String>,
    pub overdue: bool,
    /// day against which tasks are overdue; today in the portfolio's zone where absent
    pub on: Option<String>,
}

/// Tasks at a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TasksView {
    /// `YYYY-MM-DD`
    pub on: String,
    /// open ones by due day, then closed ones, latest first; at most 10,000
    pub tasks: Vec<TaskView>,
    pub open: u64,
    pub overdue: u64,
    /// every owner there is
    pub owners: Vec<String>,
}

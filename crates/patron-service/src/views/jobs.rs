use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{BacktestView, ImportReport, Problem, RunView};

/// How far long work is.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Progress {
    /// stable id: `profile`, `read`, `sort`, `commit`, `facts`, `fit`, `score`, `holdout`, `backtest`,
    /// `write`
    pub stage: String,
    pub done: u64,
    /// 0: not known
    pub total: u64,
}

/// State of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum JobState {
    Running,
    Done,
    Failed,
    Cancelled,
}

/// Long work on the server.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct JobView {
    pub id: String,
    /// `import`, `run`, `backtest` or `undo`
    pub kind: String,
    pub state: JobState,
    pub progress: Progress,
    pub import: Option<ImportReport>,
    pub run: Option<RunView>,
    pub backtest: Option<BacktestView>,
    pub problem: Option<Problem>,
}

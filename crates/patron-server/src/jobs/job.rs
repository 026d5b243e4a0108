use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Utc};
use patron_service::error::Result;
use patron_service::run::Cancel;
use patron_service::views::{JobState, JobView, Progress};

use super::Done;
use crate::failure::public;

/// One piece of long work.
#[derive(Debug)]
pub(super) struct Job {
    pub(super) id: String,
    kind: &'static str,
    pub(super) cancel: Cancel,
    course: Mutex<Course>,
}

#[derive(Debug, Default)]
struct Course {
    progress: Progress,
    ended: Option<(DateTime<Utc>, JobView)>,
}

impl Job {
    pub(super) fn new(id: String, kind: &'static str) -> Self {
        Self { id, kind, cancel: Cancel::default(), course: Mutex::default() }
    }

    pub(super) fn step(&self, progress: Progress) {
        self.course.lock().unwrap_or_else(PoisonError::into_inner).progress = progress;
    }

    pub(super) fn end(&self, outcome: Result<Done>, now: DateTime<Utc>) {
        let mut view = self.view();
        match outcome {
            Ok(Done::Import(report)) => (view.state, view.import) = (JobState::Done, Some(*report)),
            Ok(Done::Run(run)) => (view.state, view.run) = (JobState::Done, Some(*run)),
            Ok(Done::Backtest(found)) => (view.state, view.backtest) = (JobState::Done, Some(*found)),
            Err(error) if error.code() == "cancelled" => view.state = JobState::Cancelled,
            Err(error) => (view.state, view.problem) = (JobState::Failed, Some(public(error))),
        }
        self.course.lock().unwrap_or_else(PoisonError::into_inner).ended = Some((now, view));
    }

    /// When it ended; `None` while it runs.
    pub(super) fn ended(&self) -> Option<DateTime<Utc>> {
        self.course.lock().unwrap_or_else(PoisonError::into_inner).ended.as_ref().map(|(at, _)| *at)
    }

    pub(super) fn view(&self) -> JobView {
        let course = self.course.lock().unwrap_or_else(PoisonError::into_inner);
        match &course.ended {
            Some((_, view)) => view.clone(),
            None => JobView {
                id: self.id.clone(),
                kind: self.kind.to_owned(),
                state: JobState::Running,
                progress: course.progress.clone(),
                import: None,
                run: None,
                backtest: None,
                problem: None,
            },
        }
    }
}

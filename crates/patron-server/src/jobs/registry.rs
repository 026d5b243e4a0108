use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use patron_service::error::{Result, ServiceError};
use patron_service::run::{Cancel, ProgressSink};
use patron_service::views::{JobState, JobView};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::job::Job;
use super::work::{Done, outcome};
use crate::options::Clock;

/// Ended jobs are remembered this long.
const KEPT: TimeDelta = TimeDelta::hours(1);
/// Most jobs remembered.
const MAX_KEPT: usize = 100;

/// The right to write the data folder: one piece of work has it at a time.
pub(crate) type Turn = OwnedSemaphorePermit;

/// Jobs of this server; clones share them.
#[derive(Debug, Clone)]
pub(crate) struct Jobs {
    writing: Arc<Semaphore>,
    // Oldest first.
    known: Arc<Mutex<VecDeque<Arc<Job>>>>,
}

impl Default for Jobs {
    fn default() -> Self {
        Self { writing: Arc::new(Semaphore::new(1)), known: Arc::default() }
    }
}

impl Jobs {
    fn known(&self) -> MutexGuard<'_, VecDeque<Arc<Job>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The right to write, or `busy`.
    pub(crate) fn turn(&self) -> Result<Turn> {
        Arc::clone(&self.writing).try_acquire_owned().map_err(|_| {
            let running = self.known().iter().rev().map(|job| job.view()).find(is_running);
            let kind = running.as_ref().map_or("change", |view| view.kind.as_str());
            ServiceError::new("busy", format!("a job of kind `{kind}` is writing, expected one at a time"))
                .value("kind", kind)
                .value("job", running.as_ref().map_or("", |view| view.id.as_str()))
                .hint("wait until it is done, or cancel it")
        })
    }

    /// Starts work that writes; `busy` where other work does.
    pub(crate) fn start<W>(
        &self,
        kind: &'static str,
        clock: Clock,
        work: impl FnOnce(ProgressSink, Cancel) -> W,
    ) -> Result<JobView>
    where
        W: Future<Output = Result<Done>> + Send + 'static,
    {
        let turn = self.turn()?;
        let now = clock();
        let job = Arc::new(Job::new(crate::uploads::new_id(now), kind));
        let listening = Arc::clone(&job);
        let work = work(Arc::new(move |progress| listening.step(progress)), job.cancel.clone());
        self.forget_old(now);
        self.known().push_back(Arc::clone(&job));
        let view = job.view();
        tokio::spawn(async move {
            let ended = outcome(work).await;
            // Whoever sees the end may start the next at once.
            drop(turn);
            job.end(ended, clock());
        });
        Ok(view)
    }

    /// How far a job is.
    pub(crate) fn view(&self, id: &str, now: DateTime<Utc>) -> Result<JobView> {
        self.forget_old(now);
        self.find(id).map(|job| job.view())
    }

    /// Asks a job to stop; ended jobs stay as they are.
    pub(crate) fn cancel(&self, id: &str) -> Result<JobView> {
        let job = self.find(id)?;
        job.cancel.cancel();
        Ok(job.view())
    }

    /// All jobs, newest first.
    pub(crate) fn views(&self, now: DateTime<Utc>) -> Vec<JobView> {
        self.forget_old(now);
        self.known().iter().rev().map(|job| job.view()).collect()
    }

    /// Asks everything to stop.
    pub(crate) fn cancel_all(&self) {
        self.known().iter().for_each(|job| job.cancel.cancel());
    }

    /// Waits until nothing writes.
    pub(crate) async fn idle(&self) {
        self.writing.acquire().await.ok();
    }

    fn find(&self, id: &str) -> Result<Arc<Job>> {
        self.known().iter().find(|job| job.id == id).cloned().ok_or_else(|| {
            ServiceError::new("unknown-job", format!("job `{id}` is not known; ended jobs are kept for an hour"))
                .value("job", id)
        })
    }

    fn forget_old(&self, now: DateTime<Utc>) {
        let mut known = self.known();
        known.retain(|job| job.ended().is_none_or(|at| now - at < KEPT));
        while known.len() >= MAX_KEPT {
            let Some(oldest) = known.iter().position(|job| job.ended().is_some()) else { break };
            known.remove(oldest);
        }
    }
}

fn is_running(view: &JobView) -> bool {
    view.state == JobState::Running
}

#[cfg(test)]
mod tests {
    use patron_service::views::Progress;

    use super::*;

    fn noon() -> DateTime<Utc> {
        DateTime::from_timestamp(1_700_000_000, 0).unwrap()
    }

    async fn ended(jobs: &Jobs, id: &str) -> JobView {
        loop {
            let view = jobs.view(id, noon()).unwrap();
            if view.state != JobState::Running {
                return view;
            }
            tokio::task::yield_now().await;
        }
    }

    async fn failing(code: &'static str) -> Result<Done> {
        Err(ServiceError::new(code, "no"))
    }

    #[tokio::test]
    async fn one_writes_at_a_time_and_may_be_cancelled() {
        let jobs = Jobs::default();
        let first = jobs.start("run", noon, |progress, cancel| async move {
            progress(Progress { stage: "fit".to_owned(), done: 1, total: 2 });
            while !cancel.is_cancelled() {
                tokio::task::yield_now().await;
            }
            Err(ServiceError::cancelled())
        });
        let id = first.unwrap().id;
        tokio::task::yield_now().await;
        let refused = jobs.start("import", noon, |_, _| failing("io")).unwrap_err();
        assert_eq!(refused.code(), "busy");
        assert_eq!(refused.to_string(), "a job of kind `run` is writing, expected one at a time");
        assert_eq!(refused.problem().values["job"], id.as_str());
        assert_eq!(jobs.view(&id, noon()).unwrap().progress.stage, "fit");
        assert_eq!(jobs.cancel(&id).unwrap().state, JobState::Running);
        assert_eq!(ended(&jobs, &id).await.state, JobState::Cancelled);
        assert!(jobs.turn().is_ok());
    }

    #[tokio::test]
    async fn a_panic_is_a_failure_and_frees_the_turn() {
        let jobs = Jobs::default();
        let id = jobs.start("run", noon, |_, _| async { panic!("at the disco") }).unwrap().id;
        let view = ended(&jobs, &id).await;
        assert_eq!(view.state, JobState::Failed);
        assert_eq!(view.problem.unwrap().code, "internal");
        assert!(jobs.turn().is_ok());
    }

    #[tokio::test]
    async fn ended_jobs_are_forgotten() {
        let jobs = Jobs::default();
        let mut last = String::new();
        for _ in 0..120 {
            last = jobs.start("run", noon, |_, _| failing("bad-date")).unwrap().id;
            ended(&jobs, &last).await;
        }
        assert_eq!(jobs.views(noon()).len(), MAX_KEPT - 1);
        let later = noon() + TimeDelta::minutes(59);
        assert_eq!(jobs.view(&last, later).unwrap().problem.unwrap().code, "bad-date");
        assert_eq!(jobs.view(&last, noon() + KEPT).unwrap_err().code(), "unknown-job");
    }
}

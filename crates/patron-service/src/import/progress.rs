//! How far an import is.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use patron_ledger::source::Watch;
use tokio_util::sync::CancellationToken;

use crate::error::{Result, ServiceError};
use crate::views::Progress;

/// Told of progress; called from any thread.
pub type Listener = Arc<dyn Fn(Progress) + Send + Sync>;

/// Who listens, and who may stop the work.
#[derive(Clone)]
pub(super) struct Course {
    listener: Listener,
    cancel: CancellationToken,
}

impl Course {
    pub(super) const fn new(listener: Listener, cancel: CancellationToken) -> Self {
        Self { listener, cancel }
    }

    pub(super) fn stage(&self, stage: &str, done: u64, total: u64) {
        (self.listener)(Progress { stage: stage.to_owned(), done, total });
    }

    pub(super) fn check(&self) -> Result<()> {
        if self.cancel.is_cancelled() { Err(ServiceError::cancelled()) } else { Ok(()) }
    }

    pub(super) async fn cancelled(&self) {
        self.cancel.cancelled().await;
    }

    /// Watches passes over several files as one stage of `total` bytes.
    pub(super) fn watch(&self, stage: &'static str, before: u64, total: u64) -> Watch {
        let switch = Arc::new(AtomicBool::new(self.cancel.is_cancelled()));
        let (course, stop, highest) = (self.clone(), Arc::clone(&switch), AtomicU64::new(0));
        Watch::new().with_switch(switch).with_listener(move |progress| {
            if course.cancel.is_cancelled() {
                stop.store(true, Ordering::Relaxed);
            }
            // opening, hashing and reading pass over the same bytes; progress does not go back
            let done = before + progress.done.min(total);
            if highest.fetch_max(done, Ordering::Relaxed) <= done {
                course.stage(stage, done, total);
            }
        })
    }
}

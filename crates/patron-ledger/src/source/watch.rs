//! Progress and cancelling of long reading.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// How far a pass over a file is, in bytes of the file as it lies on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read.
    pub done: u64,
    /// Bytes in all.
    pub total: u64,
}

type Listener = Arc<dyn Fn(Progress) + Send + Sync>;

/// Told of progress, asked whether to stop. Clones share the switch.
#[derive(Clone, Default)]
pub struct Watch {
    listener: Option<Listener>,
    cancelled: Arc<AtomicBool>,
}

impl Watch {
    /// Nobody listens; [`Watch::cancel`] still works.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Calls `listener` about once a mebibyte and at the end of a pass.
    #[must_use]
    pub fn with_listener(mut self, listener: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        self.listener = Some(Arc::new(listener));
        self
    }

    /// Stops when `switch` becomes true.
    #[must_use]
    pub fn with_switch(mut self, switch: Arc<AtomicBool>) -> Self {
        self.cancelled = switch;
        self
    }

    /// Asks every pass under this watch to stop.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    pub(crate) fn report(&self, done: u64, total: u64) {
        if let Some(listener) = &self.listener {
            listener(Progress { done, total });
        }
    }
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watch").field("cancelled", &self.is_cancelled()).finish_non_exhaustive()
    }
}

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use patron_service::Service;

use crate::jobs::Jobs;
use crate::options::{Clock, ServeOptions};
use crate::uploads::Uploads;

/// What every handler has; clones share it.
#[derive(Debug, Clone)]
pub struct AppState {
    pub(crate) service: Service,
    pub(crate) jobs: Jobs,
    pub(crate) uploads: Uploads,
    pub(crate) options: Arc<ServeOptions>,
}

impl AppState {
    /// A server over one data folder.
    #[must_use]
    pub fn new(service: Service, options: ServeOptions) -> Self {
        let uploads = Uploads::new(service.folder(), options.upload_limit_bytes);
        Self { service, jobs: Jobs::default(), uploads, options: Arc::new(options) }
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock()()
    }

    pub(crate) fn clock(&self) -> Clock {
        self.options.now
    }

    /// Where exports are gathered before they are sent.
    pub(crate) fn scratch(&self) -> &Path {
        self.uploads.root()
    }
}

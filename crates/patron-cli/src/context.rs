//! What every command is given besides its own options.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use patron_service::{Registry, Service};

use crate::cli::{Global, Language};
use crate::output::Output;
use crate::problem::Result;
use crate::progress::Watched;

/// Where records are kept when nothing is said.
const DATA_DIR: &str = "patron-data";

/// The edge's knowledge of the world.
#[derive(Debug)]
pub(crate) struct Context {
    /// The data folder, where one was named.
    named_dir: Option<PathBuf>,
    /// The machine's clock.
    pub(crate) clock: fn() -> DateTime<Utc>,
    /// Now, read once.
    pub(crate) now: DateTime<Utc>,
    /// Form and language of what is shown.
    pub(crate) output: Output,
}

impl Context {
    pub(crate) fn new(global: Global, clock: fn() -> DateTime<Utc>, locale: Option<&str>) -> Self {
        let chinese = locale.is_some_and(|locale| locale.starts_with("zh"));
        let language = global.lang.unwrap_or(if chinese { Language::Zh } else { Language::En });
        let output = Output::new(global.format, language, global.quiet);
        Self { named_dir: global.data_dir, clock, now: clock(), output }
    }

    /// The data folder.
    pub(crate) fn data_dir(&self) -> PathBuf {
        self.data_dir_or(DATA_DIR)
    }

    /// The data folder that was named, or another.
    pub(crate) fn data_dir_or(&self, other: &str) -> PathBuf {
        self.named_dir.clone().unwrap_or_else(|| other.into())
    }

    /// The portfolio of the data folder, which must be there.
    pub(crate) async fn service(&self) -> Result<Service> {
        Ok(Service::open(&self.data_dir(), Registry::default()).await?)
    }

    /// The portfolio of the data folder, made where there is none.
    pub(crate) async fn new_service(&self) -> Result<Service> {
        Ok(Service::open_or_create(&self.data_dir(), Registry::default()).await?)
    }

    /// Watches long work: progress on a terminal, and an end by Ctrl-C.
    pub(crate) fn watched(&self) -> Watched {
        Watched::new(!self.output.quiet)
    }
}

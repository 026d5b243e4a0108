use std::panic::AssertUnwindSafe;

use futures::FutureExt;
use patron_service::error::{Result, ServiceError};
use patron_service::views::{BacktestView, ImportReport, RunView};

use crate::guard::words;

/// What a job leaves.
#[derive(Debug, Clone)]
pub(crate) enum Done {
    Import(Box<ImportReport>),
    Run(Box<RunView>),
    Backtest(Box<BacktestView>),
}

/// The outcome of work, even where it broke off.
pub(super) async fn outcome(work: impl Future<Output = Result<Done>>) -> Result<Done> {
    AssertUnwindSafe(work).catch_unwind().await.unwrap_or_else(|cause| {
        Err(ServiceError::new("internal", format!("a job broke off: {}", words(cause.as_ref()))))
    })
}

//! Progress of long work on a terminal, and its end by Ctrl-C.

use std::sync::Arc;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use patron_service::run::{Cancel, ProgressSink};
use patron_service::views::Progress;

/// Long work under way; the bar goes away with it.
pub(crate) struct Watched {
    bar: ProgressBar,
    cancel: Cancel,
    listening: tokio::task::JoinHandle<()>,
}

impl Watched {
    /// Begins to watch; `visible` or not, nothing is drawn where stderr is no terminal.
    pub(crate) fn new(visible: bool) -> Self {
        let target = if visible { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        bar.set_style(style(false));
        bar.enable_steady_tick(Duration::from_millis(120));
        let cancel = Cancel::default();
        let stop = cancel.clone();
        let listening = tokio::spawn(async move {
            if tokio::signal::ctrl_c().await.is_ok() {
                stop.cancel();
            }
        });
        Self { bar, cancel, listening }
    }

    /// Where the work says how far it is.
    pub(crate) fn sink(&self) -> ProgressSink {
        let bar = self.bar.clone();
        Arc::new(move |progress: Progress| {
            let known = progress.total > 0;
            if bar.message() != words(&progress.stage) {
                bar.set_style(style(known));
                bar.set_message(words(&progress.stage));
            }
            if known {
                bar.set_length(progress.total);
                bar.set_position(progress.done);
            }
        })
    }

    /// Asks the work to stop.
    pub(crate) fn cancel(&self) -> Cancel {
        self.cancel.clone()
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
        self.listening.abort();
    }
}

fn style(known: bool) -> ProgressStyle {
    let template = if known { "{spinner} {msg:<24} {bar:32} {percent:>3} %" } else { "{spinner} {msg}" };
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// A stage in words; one that is not known by its id.
fn words(stage: &str) -> String {
    match stage {
        "profile" => "looking at the columns",
        "read" => "reading",
        "sort" => "sorting",
        "commit" => "writing",
        "facts" => "gathering facts",
        "fit" => "fitting the models",
        "score" => "valuing customers",
        "holdout" => "checking on a holdout",
        "backtest" => "forecasting the past",
        "write" => "writing results",
        other => other,
    }
    .to_owned()
}

//! The program `patron`: parse, call one use case, show what it says.

mod cli;
mod commands;
mod context;
mod output;
mod problem;
mod progress;
mod reference;
mod source_args;

use std::process::ExitCode;

use clap::Parser;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What a command ended with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// All done.
    Done,
    /// Done, but some rows were put aside.
    Quarantined,
}

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    // The one place that reads the clock and the language of the machine.
    let locale = std::env::var("LANG").ok();
    log(std::env::var("PATRON_LOG").ok().as_deref());
    let context = context::Context::new(cli.global, chrono::Utc::now, locale.as_deref());
    let ended = runtime().and_then(|runtime| runtime.block_on(commands::run(cli.command, &context)));
    match ended {
        _ if output::pipe::is_closed() => ExitCode::SUCCESS,
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Quarantined) => ExitCode::from(3),
        Err(problem) => {
            problem.show();
            problem.exit_code()
        }
    }
}

/// Warnings of the libraries to stderr; `PATRON_LOG` asks for more, for example `patron_server=debug`.
fn log(wanted: Option<&str>) {
    let filter = tracing_subscriber::EnvFilter::new(wanted.unwrap_or("error"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).without_time().init();
}

fn runtime() -> problem::Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}

//! The tree of commands and the options that all of them share.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::commands::{
    alerts, backtest, batches, cac, card, catalogue, cost, customer, customers, demo, export, fit, forecast, import,
    playbook, portfolio, predict, price, profit, quarantine, report, roster, run, runs, scheme, score, segment, serve,
    simulate, sql, summary, survey, task, voice,
};
use crate::reference;
use patron_service::catalogue::Text;

/// What every customer is worth, why, and what to do about it.
///
/// patron reads a company's orders, keeps them in a data folder, and values every customer: what the customer has
/// brought, is expected to bring, and how certain that is.
#[derive(Debug, Parser)]
#[command(name = "patron", version, propagate_version = true, max_term_width = 100)]
#[command(after_help = "\
Start here:
  patron demo                             real data, valued, on a page of your browser
  patron import orders orders.csv         your own orders
  patron run                              value every customer
  patron customers                        who is worth most
  patron serve                            the same as pages

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but some rows were put aside.")]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options of every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Global {
    /// Folder of records and results [default: patron-data; for demo: patron-demo]
    #[arg(long, global = true, env = "PATRON_DATA_DIR", hide_env_values = true, value_name = "DIR")]
    pub(crate) data_dir: Option<PathBuf>,
    /// Form of the output; parquet needs --out [default: by the ending of --out, else table]
    #[arg(long, global = true, value_enum)]
    pub(crate) format: Option<Format>,
    /// Language of names and labels in tables [default: zh where LANG begins with zh, else en]
    #[arg(long, global = true, value_enum)]
    pub(crate) lang: Option<Language>,
    /// Print results and errors only
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
}

/// Form of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people: aligned, rounded, with names
    Table,
    /// For programs: stable keys, every digit
    Json,
    /// Comma-separated, with a heading
    Csv,
    /// Columns with types
    Parquet,
}

/// Language of labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    /// 中文
    Zh,
    /// English
    En,
}

impl Language {
    /// The wording in this language.
    pub(crate) fn pick(self, en: &'static str, zh: &'static str) -> &'static str {
        match self {
            Self::En => en,
            Self::Zh => zh,
        }
    }

    /// The wording of a text in this language.
    pub(crate) fn text(self, text: &Text) -> &str {
        match self {
            Self::En => &text.en,
            Self::Zh => &text.zh,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Demo(demo::Demo),
    Import(import::Import),
    Run(run::Run),
    Backtest(backtest::Backtest),
    Customers(customers::Customers),
    Customer(customer::Customer),
    Alerts(alerts::Alerts),
    Score(score::Score),
    Card(card::Card),
    Segment(segment::Segment),
    Scheme(scheme::Scheme),
    Roster(roster::Roster),
    Task(task::Task),
    Playbook(playbook::Playbook),
    Summary(summary::Summary),
    Fit(fit::Fit),
    Predict(predict::Predict),
    Cac(cac::Cac),
    Cost(cost::Cost),
    Profit(profit::Profit),
    Survey(survey::Survey),
    Voice(voice::Voice),
    Forecast(forecast::Forecast),
    Price(price::Price),
    Simulate(simulate::Simulate),
    Sql(sql::Sql),
    Export(export::Export),
    Report(report::Report),
    Batches(batches::Batches),
    Quarantine(quarantine::Quarantine),
    Runs(runs::Runs),
    Portfolio(portfolio::Portfolio),
    Catalogue(catalogue::Catalogue),
    Serve(serve::Serve),
    #[command(hide = true)]
    Reference(reference::Reference),
}

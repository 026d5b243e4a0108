//! One file per subcommand: its options, one call, and how the answer is shown.

pub(crate) mod alerts;
pub(crate) mod backtest;
pub(crate) mod batches;
pub(crate) mod cac;
pub(crate) mod card;
pub(crate) mod catalogue;
mod compare;
pub(crate) mod cost;
pub(crate) mod customer;
pub(crate) mod customers;
pub(crate) mod demo;
pub(crate) mod export;
mod factor;
pub(crate) mod fit;
pub(crate) mod forecast;
mod history;
pub(crate) mod import;
mod movement;
mod pair;
mod parameters;
pub(crate) mod playbook;
pub(crate) mod portfolio;
mod posterior;
pub(crate) mod predict;
pub(crate) mod price;
pub(crate) mod profit;
pub(crate) mod quarantine;
pub(crate) mod report;
pub(crate) mod roster;
pub(crate) mod run;
pub(crate) mod runs;
pub(crate) mod scheme;
pub(crate) mod score;
pub(crate) mod segment;
pub(crate) mod serve;
mod signed;
pub(crate) mod simulate;
pub(crate) mod sql;
pub(crate) mod summary;
pub(crate) mod survey;
pub(crate) mod task;
mod unit;
pub(crate) mod voice;

use crate::Outcome;
use crate::cli::Command;
use crate::context::Context;
use crate::problem::Result;

/// Runs the command that was asked for.
pub(crate) async fn run(command: Command, context: &Context) -> Result<Outcome> {
    match command {
        Command::Demo(command) => command.run(context).await,
        Command::Import(command) => command.run(context).await,
        Command::Run(command) => command.run(context).await,
        Command::Backtest(command) => command.run(context).await,
        Command::Customers(command) => command.run(context).await,
        Command::Alerts(command) => command.run(context).await,
        Command::Customer(command) => command.run(context).await,
        Command::Score(command) => command.run(context).await,
        Command::Card(command) => command.run(context).await,
        Command::Segment(command) => command.run(context).await,
        Command::Scheme(command) => command.run(context).await,
        Command::Roster(command) => command.run(context).await,
        Command::Task(command) => command.run(context).await,
        Command::Playbook(command) => command.run(context).await,
        Command::Summary(command) => command.run(context).await,
        Command::Fit(command) => command.run(context).await,
        Command::Predict(command) => command.run(context).await,
        Command::Cac(command) => command.run(context).await,
        Command::Cost(command) => command.run(context).await,
        Command::Profit(command) => command.run(context).await,
        Command::Survey(command) => command.run(context).await,
        Command::Voice(command) => command.run(context).await,
        Command::Forecast(command) => command.run(context).await,
        Command::Price(command) => command.run(context).await,
        Command::Simulate(command) => command.run(context),
        Command::Sql(command) => command.run(context).await,
        Command::Export(command) => command.run(context).await,
        Command::Report(command) => command.run(context).await,
        Command::Batches(command) => command.run(context).await,
        Command::Quarantine(command) => command.run(context).await,
        Command::Runs(command) => command.run(context).await,
        Command::Portfolio(command) => command.run(context).await,
        Command::Catalogue(command) => command.run(context),
        Command::Serve(command) => command.run(context).await,
        Command::Reference(command) => command.run(context),
    }
}

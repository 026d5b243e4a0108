use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use patron_service::summary::{self, NamedValues, Simulation};

use super::parameters;
use crate::Outcome;
use crate::cli::Format;
use crate::context::Context;
use crate::output::{Partial, Target};
use crate::problem::{Problem, Result};

/// Write an order log drawn from a model
///
/// Columns: customer_id, ordered_at and, with --spend, amount; sorted by customer and day. The same seed gives the
/// same log on every machine. Times and parameters are in weeks.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  patron simulate bg-nbd --parameters r=0.243,alpha=4.414,a=0.793,b=2.426 --spend p=6.25,q=3.74,gamma=15.44 \\\n    --customers 10000 --weeks 78 --out orders.csv"
)]
pub(crate) struct Simulate {
    #[arg(help = models())]
    model: String,
    /// Its parameters [default: those of its paper]
    #[arg(long, value_name = "NAME=VALUE,…", value_parser = parameters::parse)]
    parameters: Option<NamedValues>,
    /// Parameters p, q, gamma of the spend; without them the log has no amounts
    #[arg(long, value_name = "NAME=VALUE,…", value_parser = parameters::parse)]
    spend: Option<NamedValues>,
    /// Number of customers
    #[arg(long, value_name = "N")]
    customers: u32,
    /// Length of the log in weeks
    #[arg(long, value_name = "N", default_value_t = 78)]
    weeks: u32,
    /// First purchases are spread over so many weeks at the beginning
    #[arg(long, value_name = "N", default_value_t = 12)]
    start_weeks: u32,
    /// First day of the log
    #[arg(long, value_name = "DATE", default_value = "2024-01-01")]
    start: NaiveDate,
    /// Seed of the draws
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// File to write: .csv or .parquet
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

impl Simulate {
    pub(crate) fn run(self, context: &Context) -> Result<Outcome> {
        let target = Target { out: Some(self.out.clone()) };
        let format = context.output.format(&target)?;
        if !matches!(format, Format::Csv | Format::Parquet) {
            return Err(Problem::usage("an order log is written as csv or parquet", "end the name of `--out` in .csv"));
        }
        let log = summary::simulate(&Simulation {
            model: self.model,
            parameters: self.parameters,
            spend: self.spend,
            customers: self.customers,
            weeks: self.weeks,
            start_weeks: self.start_weeks,
            start: self.start,
            seed: self.seed,
        })
        .map_err(Problem::Usage)?;
        let made = Partial::new(&self.out)?;
        if format == Format::Parquet { log.write_parquet(&made.file) } else { log.write_csv(&made.file) }?;
        made.keep()?;
        let (orders, customers, path) = (log.orders(), log.customers(), self.out.display());
        context.output.note(&format!("`{orders}` orders of `{customers}` simulated customers written to `{path}`"));
        Ok(Outcome::Done)
    }
}

/// What can be simulated, from the registry.
fn models() -> String {
    format!("Model of purchases: {}", summary::purchase_model_names().join(", "))
}

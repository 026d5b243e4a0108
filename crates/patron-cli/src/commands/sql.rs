use clap::Args;
use patron_service::export::Audience;

use crate::Outcome;
use crate::context::Context;
use crate::output::{Headings, Target};
use crate::problem::Result;

/// Ask in SQL, reading only
///
/// `customers` is the customer table of the current run, `runs.customers` that of all runs, `ledger.orders`,
/// `ledger.customers` and `ledger.products` are the ledger. Names keep their case.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  patron sql \"select rfm_segment, count(*), sum(residual_value) from customers group by 1 order by 3 desc\"
  patron sql \"select date_trunc('month', ordered_at) as month, sum(amount) from ledger.orders group by 1 order by 1\"")]
pub(crate) struct Sql {
    /// The question
    query: String,
    #[command(flatten)]
    target: Target,
}

impl Sql {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        let output = context.output;
        output.format(&self.target)?;
        let answer = context.service().await?.sql(&self.query).await?;
        output.frame(answer.frame, &Headings::plain(output.language), Audience::People, &self.target).await?;
        Ok(Outcome::Done)
    }
}

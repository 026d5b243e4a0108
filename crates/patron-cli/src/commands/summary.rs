use std::path::PathBuf;

use clap::Args;
use patron_service::export::Audience;
use patron_service::service::SummaryRequest;
use patron_service::summary::{self, SummaryFile};

use super::unit::Unit;
use crate::Outcome;
use crate::context::Context;
use crate::output::{Headings, Target};
use crate::problem::Result;
use crate::source_args::SourceArgs;

/// Print the summary file: a customer a row, as models need it
///
/// Columns: customer_id, frequency (repeat purchases), recency (time from first to last purchase), T (time from first
/// purchase to the end), monetary_value (mean spend of the repeat purchases), time_unit. Several orders of a customer
/// on one day are one purchase; customers with returns only are left out. `patron fit` and `patron predict` read such
/// files, and so do other programs.
///
/// With a FILE no data folder is needed: it says how many orders each customer placed in each month (customer_id, month,
/// orders and, where known, amount). A purchase is then a month with an order, and times are whole months.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  patron summary --calibration-end 1997-09-30 --time-unit week --out summary.csv
  patron summary months.csv --out summary.csv")]
pub(crate) struct Summary {
    /// Orders counted by customer and month, instead of the ledger: CSV, TSV, Excel, JSON lines or Parquet
    file: Option<PathBuf>,
    /// Last day that is seen, YYYY-MM-DD [default: the last day with an order]
    #[arg(long, value_name = "DATE")]
    calibration_end: Option<String>,
    /// Unit of recency and T; a month is 30.4375 days
    #[arg(long, value_enum, value_name = "UNIT", default_value = "week", conflicts_with = "file")]
    time_unit: Unit,
    /// Period within which orders of a customer count as one purchase
    #[arg(long, value_enum, value_name = "PERIOD", default_value = "day", conflicts_with = "file")]
    occasion: Unit,
    /// Add ln_gaps, the sum of ln(time between consecutive purchases), for models of regular purchases (bg-cnbd-k)
    #[arg(long)]
    gaps: bool,
    /// Add first_on and purchased_on, the days of all purchases, for covariates that change over time
    #[arg(long, conflicts_with = "file")]
    purchases: bool,
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    source: SourceArgs,
}

impl Summary {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        let output = context.output;
        output.format(&self.target)?;
        if let Some(path) = self.file {
            let file = SummaryFile { path, options: self.source.open_options() };
            let answer = summary::summarise(&file, self.calibration_end.as_deref(), self.gaps)?;
            output.frame(answer.frame, &Headings::plain(output.language), Audience::Programs, &self.target).await?;
            output.notices(&answer.notices);
            return Ok(Outcome::Done);
        }
        let request = SummaryRequest {
            calibration_end: self.calibration_end,
            time_unit: self.time_unit.into(),
            occasion: self.occasion.into(),
            gaps: self.gaps,
            purchases: self.purchases,
        };
        let answer = context.service().await?.summary(&request).await?;
        output.frame(answer.frame, &Headings::plain(output.language), Audience::Programs, &self.target).await?;
        if answer.without_purchase > 0 {
            output.note(&format!(
                "note: `{}` customers with returns only are left out: they have no purchase to count from",
                answer.without_purchase
            ));
        }
        Ok(Outcome::Done)
    }
}

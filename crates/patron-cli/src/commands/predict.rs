use std::path::PathBuf;

use clap::Args;
use patron_service::export::Audience;
use patron_service::summary::{self, ModelFile, PredictTerms, SummaryFile};

use crate::Outcome;
use crate::context::Context;
use crate::output::{Headings, Target};
use crate::problem::Result;
use crate::source_args::SourceArgs;

/// Predict each customer of a summary file with a fitted model
///
/// Of the model file only model, time_unit and parameters are needed, so that published parameters can be tried by
/// hand. Prints for each customer the probability of being active, the probability of returning within the horizon
/// and the expected purchases; with --spend-fit also the expected spend per purchase and the residual value, which is
/// margin x discounted purchases x expected spend.
#[derive(Debug, Args)]
#[command(after_help = "\
Columns: customer_id, probability_alive, probability_return, expected_purchases; with --spend-fit expected_spend and
residual_value; with --intervals expected_purchases_low, expected_purchases_high, residual_value_low and
residual_value_high. The intervals hold parameters for exact where a model file has no covariance.

Examples:
  patron predict fit.json summary.csv --horizon 39 --format csv
  patron predict fit.json summary.csv --spend-fit spend.json --margin 0.3 --horizon 52 --intervals")]
pub(crate) struct Predict {
    /// Fitted model, as `patron fit --format json` writes it
    fit: PathBuf,
    /// Summary file: CSV, TSV, Excel, JSON lines or Parquet
    file: PathBuf,
    /// Fitted gamma-gamma model, for money
    #[arg(long, value_name = "FILE")]
    spend_fit: Option<PathBuf>,
    /// Horizon in the time unit of the fitted model [default: 365 days]
    #[arg(long, value_name = "TIME", allow_negative_numbers = true)]
    horizon: Option<f64>,
    /// Effective annual discount rate
    #[arg(long, value_name = "RATE", default_value_t = 0.1, allow_negative_numbers = true)]
    discount_rate: f64,
    /// Contribution as a share of spend
    #[arg(long, value_name = "SHARE", default_value_t = 1.0, allow_negative_numbers = true)]
    margin: f64,
    /// Add the 5 % and 95 % quantiles of purchases and residual value
    #[arg(long)]
    intervals: bool,
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    source: SourceArgs,
}

impl Predict {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        let output = context.output;
        output.format(&self.target)?;
        let model = ModelFile::read(&self.fit)?;
        let spend = self.spend_fit.as_deref().map(ModelFile::read).transpose()?;
        let file = SummaryFile { path: self.file, options: self.source.open_options() };
        let terms = PredictTerms {
            horizon: self.horizon,
            discount_rate: self.discount_rate,
            margin: self.margin,
            intervals: self.intervals,
        };
        let predictions = summary::predict(&model, spend.as_ref(), &file, &terms)?;
        output
            .frame(predictions.frame()?, &Headings::built_in(output.language), Audience::Programs, &self.target)
            .await?;
        output.notices(&predictions.notices);
        Ok(Outcome::Done)
    }
}

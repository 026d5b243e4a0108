use std::path::PathBuf;

use clap::{Args, ValueEnum};
use patron_service::export::Audience;
use patron_service::summary::{self, ModelFile, PredictTerms, RenewalPeriod, RenewalPredictTerms, SummaryFile};

use crate::Outcome;
use crate::context::Context;
use crate::output::{Headings, Target};
use crate::problem::{Problem, Result};
use crate::source_args::SourceArgs;

/// Predict each customer of a summary file, or each cohort of a renewal table, with a fitted model
///
/// Of the model file only model, time_unit and parameters are needed, so that published parameters can be tried by
/// hand. Prints for each customer the probability of being active, the probability of returning within the horizon
/// and the expected purchases; with --spend-fit also the expected spend per purchase and the residual value, which is
/// margin x discounted purchases x expected spend.
///
/// From a file with a posterior the figures are means over its draws, and intervals hold what the draws do not agree
/// about. With pareto-ggg and a normal population the rates of each customer are drawn given these.
///
/// With a model of renewals (sbg, bdw) the file is a renewal table, and each cohort is predicted from its last renewal
/// on: the probability of the next renewal, the payments to come within the horizon, plain and discounted, and without
/// end; with --margin-per-period or a column of that name also the residual value of all customers of the cohort.
#[derive(Debug, Args)]
#[command(after_help = "\
Columns: customer_id, probability_alive, probability_return, expected_purchases; with --spend-fit expected_spend and
residual_value; with --intervals expected_purchases_low, expected_purchases_high, residual_value_low and
residual_value_high. The intervals hold parameters for exact where a model file has no covariance.
Of renewals: cohort, customers, renewals, probability_next, expected_payments, discounted_payments, discounted_lifetime
and residual_value, which has no horizon unless one is given; with --curve cohort, period, survival, retention,
customers, expected_customers.

Examples:
  patron predict fit.json summary.csv --horizon 39 --format csv
  patron predict fit.json summary.csv --spend-fit spend.json --margin 0.3 --horizon 52 --intervals
  patron predict seasons.json days.csv --covariates-over-time weeks.csv --horizon 52
  patron predict sbg.json renewals.csv --period year --margin-per-period 99 --intervals")]
pub(crate) struct Predict {
    /// Fitted model, as `patron fit --format json` writes it
    fit: PathBuf,
    /// Summary file or renewal table: CSV, TSV, Excel, JSON lines or Parquet
    file: PathBuf,
    /// Fitted gamma-gamma model, for money
    #[arg(long, value_name = "FILE")]
    spend_fit: Option<PathBuf>,
    /// Covariates that change over time, until the end of the horizon, where the model has them
    #[arg(long, value_name = "FILE")]
    covariates_over_time: Option<PathBuf>,
    /// Horizon in the time unit of the fitted model, or in renewals [default: 365 days, 12 renewals]
    #[arg(long, value_name = "TIME", allow_negative_numbers = true)]
    horizon: Option<f64>,
    /// Effective annual discount rate
    #[arg(long, value_name = "RATE", default_value_t = 0.1, allow_negative_numbers = true)]
    discount_rate: f64,
    /// Contribution as a share of spend; goes with --spend-fit [default: 1]
    #[arg(long, value_name = "SHARE", allow_negative_numbers = true)]
    margin: Option<f64>,
    /// Of renewals: what one payment of one customer brings
    #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
    margin_per_period: Option<f64>,
    /// Of renewals: the time between two, for the discount [default: year]
    #[arg(long, value_enum, value_name = "PERIOD")]
    period: Option<Period>,
    /// Of renewals: survival and retention by period instead of a row per cohort
    #[arg(long)]
    curve: bool,
    /// Add the 5 % and 95 % quantiles of purchases and residual value
    #[arg(long)]
    intervals: bool,
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    source: SourceArgs,
}

/// The time between two renewals.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Period {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

impl From<Period> for RenewalPeriod {
    fn from(period: Period) -> Self {
        match period {
            Period::Day => Self::Day,
            Period::Week => Self::Week,
            Period::Month => Self::Month,
            Period::Quarter => Self::Quarter,
            Period::Year => Self::Year,
        }
    }
}

impl Predict {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        context.output.format(&self.target)?;
        if let (Some(margin), None) = (self.margin, &self.spend_fit) {
            let message =
                format!("`--margin {margin}` is given without a model of spend, expected `--spend-fit` beside it");
            let hint = "without it purchases are counted and there is no money to take a share of";
            return Err(Problem::usage(message, hint));
        }
        let model = ModelFile::read(&self.fit)?;
        let name = model.model.as_str();
        let over_time = name == summary::OVER_TIME_MODEL;
        if over_time != self.covariates_over_time.is_some() {
            let (is, expected) =
                if over_time { ("not given", "it, until the end of the horizon") } else { ("given", "none") };
            let message = format!("`--covariates-over-time` is {is} with `{name}`, expected {expected}");
            return Err(Problem::usage(message, "it goes with models fitted with that option, and with no other"));
        }
        let of_renewals = summary::renewal_model_names().contains(&name);
        let foreign = if of_renewals { self.of_purchases() } else { self.of_renewals() };
        if let Some(option) = foreign {
            let (found, expected) = if of_renewals { ("renewals", "purchases") } else { ("purchases", "renewals") };
            let message = format!("`{option}` is given with `{name}`, expected a model of {expected} beside it");
            return Err(Problem::usage(message, format!("leave it out: `{name}` is a model of {found}")));
        }
        if of_renewals {
            self.renewals(&model, context).await?
        } else {
            self.purchases(&model, context)?
        }
        Ok(Outcome::Done)
    }

    /// The first option that is given and goes with models of purchases alone.
    fn of_purchases(&self) -> Option<&'static str> {
        self.spend_fit.is_some().then_some("--spend-fit")
    }

    /// The first option that is given and goes with models of renewals alone.
    fn of_renewals(&self) -> Option<&'static str> {
        let given = [
            (self.margin_per_period.is_some(), "--margin-per-period"),
            (self.period.is_some(), "--period"),
            (self.curve, "--curve"),
        ];
        given.into_iter().find(|(given, _)| *given).map(|(_, option)| option)
    }

    fn purchases(self, model: &ModelFile, context: &Context) -> Result<()> {
        let output = context.output;
        let spend = self.spend_fit.as_deref().map(ModelFile::read).transpose()?;
        let file = SummaryFile { path: self.file, options: self.source.open_options() };
        let terms = PredictTerms {
            horizon: self.horizon,
            discount_rate: self.discount_rate,
            margin: self.margin.unwrap_or(1.0),
            intervals: self.intervals,
        };
        if let Some(over_time) = &self.covariates_over_time {
            let over_time = SummaryFile::new(over_time);
            let mut predictions = summary::predict_over_time(model, spend.as_ref(), &file, &over_time, &terms)?;
            let (schema, headings) = (predictions.schema(), Headings::built_in(output.language));
            output.batches(&schema, &mut predictions, &headings, Audience::Programs, &self.target)?;
            output.notices(&predictions.notices());
            return Ok(());
        }
        if summary::has_own_rates(&model.model) {
            let mut predictions = summary::predict_own(model, spend.as_ref(), &file, &terms)?;
            let (schema, headings) = (predictions.schema(), Headings::built_in(output.language));
            output.batches(&schema, &mut predictions, &headings, Audience::Programs, &self.target)?;
            output.notices(&predictions.notices());
            return Ok(());
        }
        let mut predictions = summary::predict(model, spend.as_ref(), &file, &terms)?;
        let (schema, headings) = (predictions.schema(), Headings::built_in(output.language));
        output.batches(&schema, &mut predictions, &headings, Audience::Programs, &self.target)?;
        output.notices(&predictions.notices());
        Ok(())
    }

    async fn renewals(self, model: &ModelFile, context: &Context) -> Result<()> {
        let output = context.output;
        let file = SummaryFile { path: self.file, options: self.source.open_options() };
        let terms = RenewalPredictTerms {
            horizon: self.horizon,
            discount_rate: self.discount_rate,
            period: self.period.map(RenewalPeriod::from).unwrap_or_default(),
            margin: self.margin_per_period,
            intervals: self.intervals,
        };
        let predictions = summary::predict_renewals(model, &file, &terms)?;
        let frame = if self.curve { predictions.curve() } else { predictions.frame() }?;
        output.frame(frame, &Headings::plain(output.language), Audience::Programs, &self.target).await?;
        if !self.curve {
            output.notices(&predictions.notices);
        }
        Ok(())
    }
}

use std::path::PathBuf;

use clap::Args;
use patron_service::export::Audience;
use patron_service::summary::{self, Fitted, SpendCorrelation, SummaryFile, TimeUnit, Verdict};

use super::posterior::{self, PosteriorArgs};
use super::unit::Unit;
use crate::Outcome;
use crate::cli::Format;
use crate::context::Context;
use crate::output::{Headings, Target, grid};
use crate::problem::{Problem, Result};
use crate::source_args::SourceArgs;

/// Fit a model to a summary file or a renewal table
///
/// The file has a customer a row: customer_id, frequency, recency, T and, for gamma-gamma, monetary_value; a column
/// weight says how many customers share a row. `patron summary` writes such files; names used by other programs
/// (x, t_x, T.cal, zbar, Id, Spending, …) are understood. A model that cannot be fitted gives an error, never numbers.
///
/// Covariates scale what they have an effect on: `transaction` how often customers buy, `lifetime` how soon they stop.
/// Their coefficients are parameters such as transaction.Gender, and `patron predict` reads the same columns again.
///
/// Of gamma-gamma they scale the amount of a purchase: spend.Gender. With --covariates-over-time pareto-nbd has covariates
/// that change, such as seasons: a file with customer_id, period and the covariates, period being the day on which it
/// begins, or its number in time units from the customer's first purchase, from 0; without customer_id it is that of all.
/// The summary file then needs the days of purchases: `patron summary --purchases` writes them.
///
/// With `--posterior` a fit of a model of purchases also says what is known of its parameters, and `patron predict` then
/// takes means and intervals over draws of them. pareto-ggg (which reads the column ln_gaps) and pareto-nbd-hb have a
/// posterior only: their parameters are its means. Chains that disagree give an error, never numbers.
///
/// Models of renewals (sbg, bdw) read a renewal table: cohort, period and customers, those alive by period, all periods
/// from 0 on; or cohort, period, due and renewed, from the first renewal on; or cohort, customers and a column for each
/// period (1, 2, 3 …) with counts or shares. Without a column cohort all are one.
#[derive(Debug, Args)]
#[command(after_help = "\
JSON: model, customers, parameters and standard_errors by name, log_likelihood, aic, bic, converged, iterations,
time_unit (null where a model needs none), rows_read, rows_used, for gamma-gamma correlation (of spend and frequency:
coefficient, low, high, customers, verdict; null where it cannot be told), covariance (by rows, order of the parameters).
With a posterior also estimated_by (maximum-likelihood or posterior-mean) and posterior: method, chains, warmup, draws,
thin, seed, k_hat, divergences, advice (which way is right here), parameters (name, mean, sd, q5, median, q95, r_hat,
ess_bulk, ess_tail), priors, kept (draws for predictions); log_likelihood, aic and bic are null where there is none.

Examples:
  patron fit bg-nbd summary.csv --time-unit week --format json > fit.json
  patron fit gamma-gamma summary.csv --out spend.json
  patron fit pareto-nbd summary.csv --covariates Gender,Channel --out covariates.json
  patron fit pareto-nbd days.csv --covariates-over-time weeks.csv --covariates Season,Gender --out seasons.json
  patron fit gamma-gamma summary.csv --covariates Gender --out spend.json
  patron fit bg-nbd summary.csv --posterior laplace --out posterior.json
  patron fit pareto-ggg summary-with-gaps.csv --out ggg.json
  patron fit pareto-nbd-hb summary.csv --covariates Gender --population normal --out hb.json
  patron fit sbg renewals.csv --out sbg.json")]
pub(crate) struct Fit {
    #[arg(help = models())]
    model: String,
    /// Summary file or renewal table: CSV, TSV, Excel, JSON lines or Parquet
    file: PathBuf,
    /// Covariates: columns of the file, `NAME,NAME` for purchases and lifetime alike, or `EFFECT=NAME,NAME`
    #[arg(long, value_name = "COLUMNS")]
    covariates: Vec<String>,
    /// Of pareto-nbd: covariates that change over time, a row for each customer and period
    #[arg(long, value_name = "FILE")]
    covariates_over_time: Option<PathBuf>,
    /// Unit of recency and T, where the file has no column time_unit
    #[arg(long, value_enum, value_name = "UNIT")]
    time_unit: Option<Unit>,
    #[command(flatten)]
    posterior: PosteriorArgs,
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    source: SourceArgs,
}

impl Fit {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        let output = context.output;
        let format = output.format(&self.target)?;
        let file = SummaryFile { path: self.file, options: self.source.open_options() };
        if let (true, Some(_)) = (summary::renewal_model_names().contains(&self.model.as_str()), self.time_unit) {
            let message = format!("`--time-unit` is given with `{}`, expected none: it counts in renewals", self.model);
            return Err(Problem::usage(message, "leave `--time-unit` out"));
        }
        if let Some(terms) = self.posterior.terms(&self.model)? {
            if self.covariates_over_time.is_some() {
                let message = "`--posterior` is given with `--covariates-over-time`, expected one of them";
                return Err(Problem::usage(message, "leave one of them out"));
            }
            let unit = self.time_unit.map(TimeUnit::from);
            let fitted = summary::fit_posterior(&self.model, &self.covariates, &file, unit, &terms)?;
            posterior::show(&fitted, format, output, &self.target).await?;
            return Ok(Outcome::Done);
        }
        let time_unit = self.time_unit.map(TimeUnit::from);
        let fitted = match &self.covariates_over_time {
            None => summary::fit_with(&self.model, &self.covariates, &file, time_unit)?,
            Some(over_time) => {
                let over_time = SummaryFile::new(over_time);
                summary::fit_over_time(&self.model, &self.covariates, &file, &over_time, time_unit)?
            }
        };
        match format {
            Format::Table => output.text(&words(&fitted), &self.target)?,
            Format::Json => output.json(&fitted, &self.target)?,
            Format::Csv | Format::Parquet => {
                output
                    .frame(fitted.frame()?, &Headings::plain(output.language), Audience::Programs, &self.target)
                    .await?;
            }
        }
        if fitted.rows_used < fitted.rows_read {
            let money = if fitted.independence.is_some() { "monetary_value > 0" } else { "a monetary_value" };
            output.note(&format!(
                "note: `{}` of `{}` rows used: those with frequency > 0 and {money}",
                fitted.rows_used, fitted.rows_read
            ));
        }
        Ok(Outcome::Done)
    }
}

pub(super) fn words(fitted: &Fitted) -> String {
    let fit = &fitted.fit;
    // Only purchases have times.
    let timed = |name: &str| summary::purchase_model_names().contains(&name) || name == summary::OVER_TIME_MODEL;
    let timed = fitted.time_unit.filter(|_| timed(&fit.model));
    let unit = timed.map_or(String::new(), |unit| format!(", times in units of a {}", unit.as_str()));
    let titles = ["parameter", "estimate", "standard error"].map(str::to_owned);
    let error = |name| fit.standard_errors.get(name).map_or("–".to_owned(), |error| format!("{error:.6}"));
    let rows: Vec<Vec<String>> =
        fit.parameters.iter().map(|(name, value)| vec![name.to_owned(), format!("{value:.6}"), error(name)]).collect();
    let correlation =
        fitted.independence.and_then(|found| found.correlation).map_or(String::new(), |found| correlation(&found));
    // A model that is sampled has no top of the likelihood.
    let top = if fit.log_likelihood.is_finite() {
        let (ln, aic, bic) = (fit.log_likelihood, fit.aic, fit.bic);
        format!("log-likelihood {ln:.4}   AIC {aic:.2}   BIC {bic:.2}   {} iterations", fit.iterations)
    } else {
        String::new()
    };
    let grid = grid(&titles, &[false, true, true], &rows);
    format!("{} fitted to {} customers{unit}\n\n{grid}\n{top}{correlation}", fit.model, fit.customers)
}

/// Whether a model of spend may take it as independent of how often customers buy.
fn correlation(found: &SpendCorrelation) -> String {
    let verdict = match found.verdict {
        Verdict::Negligible => "small enough for a model that takes the two as independent",
        Verdict::Unclear => "it may matter: the model takes the two as independent",
        Verdict::Present => "it matters: the model takes the two as independent",
    };
    let SpendCorrelation { coefficient, low, high, .. } = found;
    format!("\nspend and frequency: rank correlation {coefficient:.3} ({low:.3} to {high:.3}), {verdict}")
}

/// What can be fitted, from the registry.
fn models() -> String {
    let names = |names: Vec<&str>| names.join(", ");
    let (purchases, spend) = (names(summary::purchase_model_names()), names(summary::spend_model_names()));
    format!(
        "Model of purchases: {purchases}; sampled: {}; of spend: {spend}; of renewals: {}",
        names(summary::sampled_model_names()),
        names(summary::renewal_model_names())
    )
}

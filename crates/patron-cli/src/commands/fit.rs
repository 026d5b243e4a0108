use std::path::PathBuf;

use clap::Args;
use patron_service::export::Audience;
use patron_service::summary::{self, Fitted, SummaryFile, TimeUnit};

use super::unit::Unit;
use crate::Outcome;
use crate::cli::Format;
use crate::context::Context;
use crate::output::{Headings, Target, grid};
use crate::problem::Result;
use crate::source_args::SourceArgs;

/// Fit a model to a summary file
///
/// The file has a customer a row: customer_id, frequency, recency, T and, for gamma-gamma, monetary_value; a column
/// weight says how many customers share a row. `patron summary` writes such files; names used by other programs
/// (x, t_x, T.cal, zbar, Id, Spending, …) are understood. A model that cannot be fitted gives an error, never numbers.
#[derive(Debug, Args)]
#[command(after_help = "\
JSON: model, customers, parameters and standard_errors by name, log_likelihood, aic, bic, converged, iterations,
time_unit (null where a spend model needs none), rows_read, rows_used, covariance (by rows, order of the parameters).

Examples:
  patron fit bg-nbd summary.csv --time-unit week --format json > fit.json
  patron fit gamma-gamma summary.csv --out spend.json")]
pub(crate) struct Fit {
    /// Model: bg-nbd (purchases) or gamma-gamma (spend)
    model: String,
    /// Summary file: CSV, TSV, Excel, JSON lines or Parquet
    file: PathBuf,
    /// Unit of recency and T, where the file has no column time_unit
    #[arg(long, value_enum, value_name = "UNIT")]
    time_unit: Option<Unit>,
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
        let fitted = summary::fit(&self.model, &file, self.time_unit.map(TimeUnit::from))?;
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
            output.note(&format!(
                "note: `{}` of `{}` rows used: those with frequency > 0 and monetary_value > 0",
                fitted.rows_used, fitted.rows_read
            ));
        }
        Ok(Outcome::Done)
    }
}

fn words(fitted: &Fitted) -> String {
    let fit = &fitted.fit;
    // Only purchases have times.
    let timed = fitted.time_unit.filter(|_| fit.model != "gamma-gamma");
    let unit = timed.map_or(String::new(), |unit| format!(", times in units of a {}", unit.as_str()));
    let titles = ["parameter", "estimate", "standard error"].map(str::to_owned);
    let error = |name| fit.standard_errors.get(name).map_or("–".to_owned(), |error| format!("{error:.6}"));
    let rows: Vec<Vec<String>> =
        fit.parameters.iter().map(|(name, value)| vec![name.to_owned(), format!("{value:.6}"), error(name)]).collect();
    format!(
        "{} fitted to {} customers{unit}\n\n{}\nlog-likelihood {:.4}   AIC {:.2}   BIC {:.2}   {} iterations",
        fit.model,
        fit.customers,
        grid(&titles, &[false, true, true], &rows),
        fit.log_likelihood,
        fit.aic,
        fit.bic,
        fit.iterations,
    )
}

use std::path::PathBuf;

use clap::Args;
use patron_service::report::ReportFormat;

use crate::Outcome;
use crate::context::Context;
use crate::output::write_file;
use crate::problem::{Problem, Result};

/// Write the valuation as a document
///
/// HTML opens without a network; XLSX has a sheet per table. In the language of `--lang`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  patron report --out value.html\n  patron report --out value.xlsx --lang zh")]
pub(crate) struct Report {
    /// File to write: .html or .xlsx
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

impl Report {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        let ending = self.out.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let format = ReportFormat::parse(ending).map_err(Problem::Usage)?;
        let bytes = context.service().await?.report(format, context.output.language.pick("en", "zh")).await?;
        write_file(&self.out, &bytes)?;
        context.output.note(&format!("report written to `{}`", self.out.display()));
        Ok(Outcome::Done)
    }
}

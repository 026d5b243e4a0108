use std::path::PathBuf;

use clap::Args;
use patron_service::report::ReportFormat;
use patron_service::service::Reviewed;

use crate::Outcome;
use crate::context::Context;
use crate::output::write_file;
use crate::problem::{Problem, Result};

/// Write the valuation, or a review of accounts, as a document
///
/// HTML opens without a network; XLSX has a sheet per table. In the language of `--lang`. A review has an account's
/// figures, cards with the way to the next tier, labels with what to do, people, contracts, invoices and deals.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  patron report --out value.html\n  patron report --out value.xlsx --lang zh\n  \
    patron report --account C-1017 --out review.html\n  patron report --accounts key-account --out reviews.xlsx")]
pub(crate) struct Report {
    /// File to write: .html or .xlsx
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// The review of this account
    #[arg(long, value_name = "ID", conflicts_with = "accounts")]
    account: Option<String>,
    /// The review of the best hundred accounts of a card
    #[arg(long, value_name = "CARD")]
    accounts: Option<String>,
}

impl Report {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        let ending = self.out.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let format = ReportFormat::parse(ending).map_err(Problem::Usage)?;
        let (service, language) = (context.service().await?, context.output.language.pick("en", "zh"));
        let bytes = match (self.account, self.accounts) {
            (Some(account), _) => service.account_review(&Reviewed::Customer(account), format, language).await?,
            (None, Some(card)) => service.account_review(&Reviewed::Card(card), format, language).await?,
            (None, None) => service.report(format, language).await?,
        };
        write_file(&self.out, &bytes)?;
        context.output.note(&format!("report written to `{}`", self.out.display()));
        Ok(Outcome::Done)
    }
}

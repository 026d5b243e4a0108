use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use patron_service::views::ImportRequest;

use super::pair;
use crate::Outcome;
use crate::context::Context;
use crate::problem::{Problem, Result};
use crate::source_args::SourceArgs;

mod preview;
mod report;

/// Read files into the ledger, all or nothing
///
/// Columns are matched by their names in English or Chinese, or by --map with any expression over the file's columns.
/// The mapping is kept, so that the next file of the same kind needs nothing. A bad row is put aside with its reason
/// and can be exported, corrected and imported again; what must not be guessed is asked for. One import is one batch,
/// which can be undone.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  patron import orders orders.csv
  patron import orders retail.csv.gz --map amount='Quantity * UnitPrice' --rule non-goods=POST,M
  patron import orders may.csv --answer date-order=day-first
  patron import orders lines.csv --with orders.csv --map amount='price * quantity * (1 - discount)'
  patron import orders deals.csv --map only=\"stage = 'Won'\"
  patron import customers customers.xlsx --preview")]
pub(crate) struct Import {
    /// Table of the ledger: orders, customers, products, opportunities, receivables and others
    table: String,
    /// Files: CSV, TSV, Excel, JSON lines or Parquet; text also as .gz or .zst
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Put the columns of this file beside those of every row, by the column that both have: order lines with the heads
    /// of their orders
    #[arg(long, value_name = "FILE")]
    with: Option<PathBuf>,
    /// Fill a field by an expression over the file's columns; an empty expression leaves it out. The field `only` takes a
    /// condition that says which rows are meant; `row_number` counts the rows
    #[arg(long = "map", value_name = "FIELD=EXPRESSION", value_parser = pair::parse)]
    map: Vec<(String, String)>,
    /// Answer a question, for one column with QUESTION:COLUMN=ANSWER
    #[arg(long = "answer", value_name = "QUESTION=ANSWER", value_parser = pair::parse)]
    answers: Vec<(String, String)>,
    /// Set a rule of this import: duplicates, cancelled-prefix, non-goods, unattributed
    #[arg(long = "rule", value_name = "RULE=VALUE", value_parser = pair::parse)]
    rules: Vec<(String, String)>,
    /// Read and count, change nothing
    #[arg(long)]
    dry_run: bool,
    /// Show what was found in the first file and how it would be read
    #[arg(long, conflicts_with = "dry_run")]
    preview: bool,
    #[command(flatten)]
    source: SourceArgs,
}

impl Import {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        let mut answers = self.source.answers();
        answers.extend(self.answers);
        let request = ImportRequest {
            table: self.table,
            mapping: BTreeMap::from_iter(self.map),
            answers,
            rules: BTreeMap::from_iter(self.rules),
            dry_run: self.dry_run,
            with: self.with,
            refused: Vec::new(),
        };
        let service = context.new_service().await?;
        if let (true, Some(file)) = (self.preview, self.files.first()) {
            let view = service.preview(file, &request).await.map_err(Problem::of_import)?;
            context.output.value(&view, || preview::words(&view))?;
            return Ok(Outcome::Done);
        }
        let watched = context.watched();
        let report = service.import(&self.files, &request, context.now, watched.sink(), watched.cancel()).await;
        let report = report.map_err(Problem::of_import)?;
        drop(watched);
        context.output.value(&report, || report::words(&report))?;
        context.output.notices(&report.notices);
        Ok(if report.quarantined > 0 { Outcome::Quarantined } else { Outcome::Done })
    }
}

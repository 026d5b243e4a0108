use std::io::BufWriter;
use std::path::PathBuf;

use clap::Args;
use patron_service::export::{self, Audience, Format};
use patron_service::query::CustomersQuery;

use crate::Outcome;
use crate::context::Context;
use crate::output::Partial;
use crate::problem::{Problem, Result};

/// Write a whole table to a file
///
/// Tables: customers (of the current run), ledger.orders, ledger.customers, ledger.products. Texts that a spreadsheet
/// would run as a formula get an apostrophe before them in CSV; Parquet and JSON hold every text as it is.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  patron export customers --out customers.xlsx --lang zh\n  patron export ledger.orders --out orders.parquet"
)]
pub(crate) struct Export {
    /// The table
    table: String,
    /// File to write: .csv, .json, .parquet or .xlsx
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

impl Export {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        let ending = self.out.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let format = Format::parse(ending).map_err(Problem::Usage)?;
        let service = context.service().await?;
        // A workbook is for people: its headings are labels.
        let labelled = self.table == "customers" && format == Format::Xlsx;
        let (answer, titles) = if labelled {
            let language = context.output.language.pick("en", "zh");
            let query = CustomersQuery { sort: "customer_id".to_owned(), ..CustomersQuery::default() };
            let (answer, titles) = service.export_customers(&query, language).await?;
            (answer, Some(titles))
        } else {
            (service.export_table(&self.table).await?, None)
        };
        let file = Partial::new(&self.out)?;
        let sink = BufWriter::new(&file.file);
        let rows = export::write(answer.frame, format, titles.as_deref(), Audience::People, sink).await?;
        file.keep()?;
        context.output.note(&format!("`{rows}` rows written to `{}`", self.out.display()));
        Ok(Outcome::Done)
    }
}

use clap::Args;
use patron_service::Registry;
use patron_service::export::Audience;
use patron_service::query::{CustomerFilter, CustomersQuery, narrow, unknown_column, unknown_labels};

use crate::Outcome;
use crate::cli::Format;
use crate::context::Context;
use crate::output::{Headings, Target};
use crate::problem::Result;

/// List customers with what they are worth
///
/// A row per customer of the current run. `patron catalogue` says what the columns mean.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  patron customers --sort -residual_value --limit 20
  patron customers --where \"rfm_segment = 'champions' and days_idle > 90\" --columns customer_id,days_idle,customer_value
  patron customers --format csv --out customers.csv")]
pub(crate) struct Customers {
    /// Only customers for whom this SQL condition on their columns holds
    #[arg(long = "where", value_name = "SQL")]
    condition: Option<String>,
    /// Only customers whose id or name has this text
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,
    /// Column to sort by, with - before it for descending
    #[arg(long, value_name = "COLUMN", default_value = "-customer_value", allow_hyphen_values = true)]
    sort: String,
    /// Most rows [default: 50 in a table, else all]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Columns, with commas between them [default: some in a table, else all]
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    columns: Vec<String>,
    #[command(flatten)]
    target: Target,
}

/// Columns of a table where none are named: it should fit a screen.
const SHOWN: [&str; 9] = [
    "customer_id",
    "last_purchase",
    "occasions",
    "revenue",
    "probability_return",
    "residual_value",
    "customer_value",
    "abc_class",
    "rfm_segment",
];
/// Rows of a table where no limit is given.
const ROWS: usize = 50;

impl Customers {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        let output = context.output;
        let table = output.format(&self.target)? == Format::Table;
        let service = context.service().await?;
        let query = CustomersQuery {
            columns: Vec::new(),
            filter: CustomerFilter::parse([], self.search.as_deref())?,
            sort: self.sort,
            limit: 0,
            after: None,
        };
        let mut frame = service.export_customers(&query, "en").await?.0.frame;
        let all: Vec<String> = frame.schema().fields().iter().map(|field| field.name().clone()).collect();
        let mut labels = Vec::new();
        if let Some(text) = &self.condition {
            labels = unknown_labels(&frame, text, &Registry::default().measures());
            frame = narrow(frame, text)?;
        }
        let columns = match (self.columns.is_empty(), table) {
            (false, _) => known(self.columns, &all)?,
            (true, true) => SHOWN
                .iter()
                .filter(|name| all.iter().any(|column| column == *name))
                .map(|name| (*name).to_owned())
                .collect(),
            (true, false) => all,
        };
        if let Some(limit) = self.limit.or(table.then_some(ROWS)) {
            frame = frame.limit(0, Some(limit))?;
        }
        let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
        let rows = output
            .frame(
                frame.select_columns(&columns)?,
                &Headings::built_in(output.language),
                Audience::People,
                &self.target,
            )
            .await?;
        if rows == 0 {
            labels.iter().for_each(|label| output.note(&format!("hint: {label}")));
        }
        Ok(Outcome::Done)
    }
}

fn known(wanted: Vec<String>, all: &[String]) -> Result<Vec<String>> {
    let wanted: Vec<String> = wanted.into_iter().map(|name| name.trim().to_owned()).collect();
    match wanted.iter().find(|name| !all.contains(*name)) {
        Some(name) => Err(unknown_column(name, all).into()),
        None => Ok(wanted),
    }
}

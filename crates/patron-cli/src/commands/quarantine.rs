use std::io::BufWriter;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use patron_service::views::QuarantinedRow;

use crate::Outcome;
use crate::context::Context;
use crate::output::{List, Partial, Pipe};
use crate::problem::Result;

/// List or export rows that were put aside
#[derive(Debug, Args)]
pub(crate) struct Quarantine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List rows with file, row, column, value and what was expected
    List {
        /// Of this batch only; the beginning of its id is enough
        #[arg(long, value_name = "BATCH")]
        batch: Option<String>,
        /// Most rows
        #[arg(long, value_name = "N", default_value_t = 50)]
        limit: usize,
    },
    /// Write the rows as CSV with their own columns and the reason; corrected, the file can be imported as it is
    Export {
        /// Of this batch only; the beginning of its id is enough
        #[arg(long, value_name = "BATCH")]
        batch: Option<String>,
        /// File to write [default: standard output]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
}

impl Quarantine {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        let service = context.service().await?;
        match self.command {
            Command::List { batch, limit } => {
                let page = service.quarantine(batch.as_deref(), 0, limit).await?;
                context.output.list(&page, &list(&page.rows))?;
                if page.total > page.rows.len() as u64 {
                    context.output.note(&format!("`{}` of `{}` rows are shown", page.rows.len(), page.total));
                }
            }
            Command::Export { batch, out: Some(path) } => {
                let made = Partial::new(&path)?;
                let rows = service.export_quarantine(batch.as_deref(), BufWriter::new(made.file.try_clone()?)).await?;
                made.keep()?;
                context.output.note(&format!("`{rows}` rows written to `{}`", path.display()));
            }
            Command::Export { batch, out: None } => {
                service.export_quarantine(batch.as_deref(), Pipe::new()).await?;
            }
        }
        Ok(Outcome::Done)
    }
}

fn list(rows: &[QuarantinedRow]) -> List {
    let columns = ["batch", "file", "row", "column", "value", "reason", "expected"];
    let mut list = List::new(&columns.map(|name| (name, name == "row")));
    for row in rows {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        list.push([
            text(&row.batch),
            row.file.clone(),
            row.row.to_string(),
            text(&row.column),
            text(&row.value),
            row.reason.clone(),
            row.expected.clone(),
        ]);
    }
    list
}

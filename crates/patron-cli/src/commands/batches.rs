use clap::{Args, Subcommand};
use patron_service::views::BatchView;

use crate::Outcome;
use crate::context::Context;
use crate::output::List;
use crate::problem::Result;

/// List imports, or take one back
#[derive(Debug, Args)]
pub(crate) struct Batches {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List every import, newest first
    List,
    /// Take an import back: its rows are no longer seen
    Undo {
        /// The batch; the beginning of its id is enough
        batch: String,
    },
}

impl Batches {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        let service = context.service().await?;
        match self.command {
            Command::List => {
                let batches = service.batches().await?;
                context.output.list(&batches, &list(&batches))?;
            }
            Command::Undo { batch } => {
                let batch = service.undo(&batch, context.now).await?;
                context
                    .output
                    .value(&batch, || format!("batch {} is undone; `patron run` values what is left", batch.id))?;
            }
        }
        Ok(Outcome::Done)
    }
}

fn list(batches: &[BatchView]) -> List {
    let mut list = List::new(&[
        ("batch", false),
        ("table", false),
        ("state", false),
        ("imported", false),
        ("files", false),
        ("read", true),
        ("loaded", true),
        ("put_aside", true),
        ("duplicates", true),
        ("left_out", true),
    ]);
    for BatchView { id, table, state, created_at, report } in batches {
        let counts = [report.read, report.loaded, report.quarantined, report.duplicates, report.excluded];
        let texts = [id.clone(), table.clone(), state.clone(), created_at.clone(), report.files.join(", ")];
        list.push(texts.into_iter().chain(counts.map(|count| count.to_string())));
    }
    list
}

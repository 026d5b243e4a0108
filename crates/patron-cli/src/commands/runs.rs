use clap::{Args, Subcommand};
use patron_service::views::RunView;

use super::compare;
use super::movement::Moves;
use super::run::words;
use crate::Outcome;
use crate::context::Context;
use crate::output::{List, Style};
use crate::problem::Result;

/// List valuations, show one, or compare two
#[derive(Debug, Args)]
pub(crate) struct Runs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List every valuation, newest first
    List,
    /// Show the head of one valuation
    Show {
        /// The run; the beginning of its id is enough
        run: String,
    },
    /// Compare two valuations: totals, where the change of value comes from, and who moved between segments
    Compare {
        /// The earlier run; the beginning of its id is enough
        before: String,
        /// The later run; the beginning of its id is enough
        after: String,
    },
    Movement(Moves),
}

impl Runs {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        let service = context.service().await?;
        match self.command {
            Command::Movement(moves) => return moves.run(context).await,
            Command::List => {
                let runs = service.runs().await?;
                context.output.list(&runs, &list(&runs))?;
            }
            Command::Show { run } => {
                let (view, portfolio) = (service.run_view(&run).await?, service.portfolio().await?);
                context.output.value(&view, || words(&view, &portfolio, context.output.language))?;
                context.output.notices(&view.notices);
            }
            Command::Compare { before, after } => {
                let comparison = service.compare_runs(&before, &after).await?;
                context.output.value(&comparison, || compare::words(&comparison, context.output.language))?;
            }
        }
        Ok(Outcome::Done)
    }
}

fn list(runs: &[RunView]) -> List {
    let mut list = List::new(&[
        ("run", false),
        ("as_of", false),
        ("computed", false),
        ("customers", true),
        ("model", false),
        ("realised_value", true),
        ("customer_equity", true),
        ("low", true),
        ("high", true),
    ]);
    for run in runs {
        let money = |value: Option<f64>| value.map_or(String::new(), |value| Style::Money.write(value));
        let [realised, equity, low, high] =
            [run.realised_value, run.customer_equity, run.customer_equity_low, run.customer_equity_high].map(money);
        let customers = run.customers.to_string();
        let (id, as_of, at) = (run.id.clone(), run.as_of.clone(), run.created_at.clone());
        list.push([id, as_of, at, customers, run.model.clone(), realised, equity, low, high]);
    }
    list
}

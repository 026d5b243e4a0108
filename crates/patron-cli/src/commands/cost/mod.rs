mod words;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use patron_service::Service;
use patron_service::error::ServiceError;
use patron_service::export::Audience;
use patron_service::service::WorkbookCustomers;

use crate::Outcome;
use crate::context::Context;
use crate::output::{Headings, Target, write_file};
use crate::problem::{Problem, Result};

/// What customers cost to serve, by a costing model
///
/// Resources go by departments to activities, and these to customers by what is counted of each in the ledger. Every
/// cost arrives somewhere: with customers, as unused capacity, with the enterprise, or in the list of what is open. Costs that
/// are kept with `add` are read by every run.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  patron cost example > costs.toml
  patron cost check costs.toml
  patron cost run costs.toml --out costs.csv
  patron cost report costs.toml --out costs.xlsx
  patron cost add costs.toml
  patron cost explain costs-2025 C-1024
  patron run")]
pub(crate) struct Cost {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print a costing model to begin with
    Example,
    /// Check a model and show where its costs go
    Check {
        /// A file, or the id of kept costs
        costs: String,
    },
    /// The cost of every customer, in all and by activity
    Run {
        /// A file, or the id of kept costs
        costs: String,
        #[command(flatten)]
        target: Target,
    },
    /// One customer's cost, back to the resources
    Explain {
        /// A file, or the id of kept costs
        costs: String,
        /// The customer
        customer: String,
    },
    /// Write the whole costing as a workbook: rates, totals and customers are formulas
    Report {
        /// A file, or the id of kept costs
        costs: String,
        /// File to write: .xlsx
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Customers with a row of their own, most profit first: a number, or `all`
        #[arg(long, value_name = "N", default_value = "1000", value_parser = shown)]
        customers: WorkbookCustomers,
    },
    /// Keep the costs of a file, or a new version of them; the next run reads them
    Add {
        /// The file
        file: PathBuf,
    },
    /// List the kept costs
    List,
    /// Print kept costs as TOML
    Show {
        /// The costs
        costs: String,
        /// An earlier version
        #[arg(long = "at-version", value_name = "N")]
        number: Option<u32>,
    },
    /// Remove kept costs with their versions; runs keep what they computed
    Remove {
        /// The costs
        costs: String,
    },
}

impl Cost {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        let output = context.output;
        match self.command {
            Command::Example => output.text(Service::cost_example(), &Target::default())?,
            Command::Check { costs } => {
                let service = context.service().await?;
                let report = service.costs(&text_of(&service, &costs).await?).await?.report;
                output.value(&report, || words::report(&report, output.language))?;
            }
            Command::Run { costs, target } => {
                let service = context.service().await?;
                let answer = service.costs(&text_of(&service, &costs).await?).await?;
                output.frame(answer.customers, &Headings::plain(output.language), Audience::Programs, &target).await?;
                for open in &answer.report.open {
                    output.note(&format!("`{}` of `{}` is not assigned: {}", open.amount, open.id, open.reason));
                }
            }
            Command::Explain { costs, customer } => {
                let service = context.service().await?;
                let found = service.explain_costs(&text_of(&service, &costs).await?, &customer).await?;
                output.value(&found, || words::steps(&found, output.language))?;
            }
            Command::Report { costs, out, customers } => {
                if out.extension().is_none_or(|ending| ending != "xlsx") {
                    return Err(Problem::Usage(not_xlsx(&out)));
                }
                let service = context.service().await?;
                let (text, language) = (text_of(&service, &costs).await?, output.language.pick("en", "zh"));
                write_file(&out, &service.cost_workbook(&text, customers, language).await?)?;
                output.note(&format!("costing written to `{}`", out.display()));
            }
            Command::Add { file } => {
                let view = context.new_service().await?.add_costs(&read(&file)?, context.now).await?;
                output.note(&format!("costs `{}` are version `{}`; `patron run` reads them", view.id, view.version));
            }
            Command::List => {
                let all = context.service().await?.kept_costs().await?;
                output.list(&all, &words::kept(&all, output.language))?;
                if all.is_empty() {
                    output.note("no costs are kept yet; `patron cost example` shows what to begin with");
                }
            }
            Command::Show { costs, number } => {
                let view = context.service().await?.costs_file(&costs, number).await?;
                output.value(&view, || view.text.clone())?;
            }
            Command::Remove { costs } => {
                context.service().await?.remove_costs(&costs, context.now).await?;
                output.note(&format!("costs `{costs}` are removed"));
            }
        }
        Ok(Outcome::Done)
    }
}

fn shown(text: &str) -> std::result::Result<WorkbookCustomers, String> {
    match text {
        "all" => Ok(WorkbookCustomers::All),
        text => text.parse().map(WorkbookCustomers::First).map_err(|_| "expected a number, or `all`".to_owned()),
    }
}

fn not_xlsx(file: &Path) -> ServiceError {
    ServiceError::new(
        "unknown-format",
        format!("file `{}` is no workbook; expected a name that ends in `.xlsx`", file.display()),
    )
    .hint("tables of customers: `patron cost run costs.toml --out costs.csv`")
}

/// The text of a file, or of kept costs; an id has neither dots nor slashes, so that a mistyped path is not taken for one.
async fn text_of(service: &Service, costs: &str) -> Result<String> {
    let path = Path::new(costs);
    if path.exists() || costs.contains(['.', '/', '\\']) {
        return read(path);
    }
    Ok(service.costs_file(costs, None).await?.text)
}

fn read(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).map_err(|error| {
        let message = format!("file `{}` cannot be read: {error}; expected costs as UTF-8 text", file.display());
        ServiceError::new("file-unreadable", message).hint("check the path").into()
    })
}

mod words;

use clap::{Args, Subcommand, ValueEnum};
use patron_service::export::Audience;
use patron_service::service::{CostsFrom, Lost, ProfitRequest};

use crate::Outcome;
use crate::cli::Format;
use crate::context::Context;
use crate::output::{Headings, Target};
use crate::problem::{Problem, Result};

/// Customers shown to people; files hold all.
const SHOWN: usize = 20;

/// What customers really earn: revenue less product cost and the cost of serving them
///
/// Two views side by side. The full view bears all cost to serve and judges results; the incremental view bears only what
/// a volume adds, and decides about prices and orders: below it a customer loses money with every sale. Costs are those
/// that the portfolio keeps (`patron cost add`), or a model in a file; orders are those of the same days.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
#[command(after_help = "\
JSON: by, label, from, to, tax, total, rows (each with customers, revenue, product_cost, cost_to_serve, cost_incremental,
sustaining, tax, shares, and full and incremental: cost, profit, shares, margins on revenue and on cost, profit per 100 of
revenue against the others, the same before tax), outside (costs that no customer bears), mix. CSV and Parquet hold the
rows.

Examples:
  patron profit
  patron profit --by lifecycle_stage --view incremental
  patron profit --by tier --tiers 1000,5000
  patron profit --by customer --out profit.csv
  patron profit --below-cost --margin 0.05
  patron profit curve
  patron profit loss --customer C-1024
  patron profit loss --label tier=100000+")]
pub(crate) struct Profit {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    from: Costs,
    /// customer, product, category, channel, tier, or a label or column of the customer table
    #[arg(long, value_name = "WHAT", default_value = "tier", conflicts_with = "below_cost")]
    by: String,
    /// Which view is shown to people
    #[arg(long, value_enum, value_name = "VIEW", default_value = "both")]
    view: View,
    /// Customers below incremental cost, and what would change that
    #[arg(long)]
    below_cost: bool,
    /// Margin on revenue that the changes aim at
    #[arg(long, value_name = "SHARE", default_value_t = 0.0, requires = "below_cost")]
    margin: f64,
    #[command(flatten)]
    target: Target,
}

/// Where costs and tiers come from.
#[derive(Debug, Args)]
struct Costs {
    /// Kept costs by their id, or a file [default: the kept costs of the latest days]
    #[arg(long, value_name = "ID|FILE")]
    costs: Option<String>,
    /// Bounds of the tiers of revenue [default: 10000,20000,100000]
    #[arg(long, value_name = "AMOUNTS", value_delimiter = ',')]
    tiers: Vec<f64>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Who brings the profit: whale curve, marks and shares, today and at the horizon of the forecast
    Curve {
        #[command(flatten)]
        from: Costs,
    },
    /// What losing a customer, or all of a label or tier, would cost
    Loss {
        #[command(flatten)]
        from: Costs,
        /// The customer
        #[arg(long, value_name = "ID", conflicts_with = "label", required_unless_present = "label")]
        customer: Option<String>,
        /// A label of a scheme, a value of a column, or a tier: WHAT=LABEL
        #[arg(long, value_name = "WHAT=LABEL")]
        label: Option<String>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum View {
    Full,
    Incremental,
    Both,
}

impl Costs {
    /// An id has neither dots nor slashes, so that a mistyped path is not taken for one.
    fn costs(&self) -> Result<CostsFrom> {
        let Some(named) = &self.costs else { return Ok(CostsFrom::Latest) };
        let path = std::path::Path::new(named);
        let is_file = path.exists() || named.contains(['.', '/', '\\']);
        Ok(if is_file { CostsFrom::Text(super::cost::read(path)?) } else { CostsFrom::Kept(named.clone()) })
    }
}

impl Profit {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        match self.command {
            Some(Command::Curve { from }) => {
                let found = context.service().await?.profit_curves(&from.costs()?).await?;
                context.output.value(&found, || words::curves(&found, context.output.language))?;
            }
            Some(Command::Loss { from, customer, label }) => {
                let who = lost(customer, label, &from.tiers)?;
                let found = context.service().await?.profit_loss(&from.costs()?, &who).await?;
                context.output.value(&found, || words::loss(&found, context.output.language))?;
            }
            None if self.below_cost => below_cost(&self.from, self.margin, context).await?,
            None => self.table(context).await?,
        }
        Ok(Outcome::Done)
    }

    async fn table(self, context: &Context) -> Result<()> {
        let output = context.output;
        let format = output.format(&self.target)?;
        let limit = if format == Format::Table { SHOWN } else { usize::MAX };
        let request = ProfitRequest { costs: self.from.costs()?, by: self.by, tiers: self.from.tiers, limit };
        let found = context.service().await?.profit(&request).await?;
        match format {
            Format::Table => output.text(&words::profit(&found, self.view, output.language), &self.target),
            Format::Json => output.json(&found, &self.target),
            Format::Csv | Format::Parquet => {
                let headings = Headings::plain(output.language);
                output.frame(found.table()?, &headings, Audience::Programs, &self.target).await.map(|_| ())
            }
        }
    }
}

async fn below_cost(from: &Costs, margin: f64, context: &Context) -> Result<()> {
    let output = context.output;
    let limit = if output.format(&Target::default())? == Format::Table { SHOWN } else { usize::MAX };
    let found = context.service().await?.below_cost(&from.costs()?, margin, limit).await?;
    output.value(&found, || words::below(&found, output.language))
}

fn lost(customer: Option<String>, label: Option<String>, tiers: &[f64]) -> Result<Lost> {
    if let Some(id) = customer {
        return Ok(Lost::Customer(id));
    }
    let text = label.unwrap_or_default();
    let (by, label) = text.split_once('=').ok_or_else(|| {
        Problem::usage(format!("label `{text}`, expected WHAT=LABEL"), "for example `--label tier=100000+`")
    })?;
    Ok(Lost::Label { by: by.to_owned(), label: label.to_owned(), tiers: tiers.to_vec() })
}

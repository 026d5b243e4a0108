use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use patron_service::Service;
use patron_service::error::ServiceError;
use patron_service::export::Audience;
use patron_service::views::{CostExplanation, CostReport, CostShare};

use crate::Outcome;
use crate::cli::Language;
use crate::context::Context;
use crate::output::{Headings, Style, Target, grid, pairs};
use crate::problem::Result;

/// What customers cost to serve, by a costing model in a file
///
/// Resources go by departments to activities, and these to customers by what is counted of each in the ledger. Every
/// cost arrives somewhere: with customers, as unused capacity, with the enterprise, or in the list of what is open.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  patron cost example > costs.toml
  patron cost check costs.toml
  patron cost run costs.toml --out costs.csv
  patron cost explain costs.toml C-1024")]
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
        /// The model
        file: PathBuf,
    },
    /// The cost of every customer, in all and by activity
    Run {
        /// The model
        file: PathBuf,
        #[command(flatten)]
        target: Target,
    },
    /// One customer's cost, back to the resources
    Explain {
        /// The model
        file: PathBuf,
        /// The customer
        customer: String,
    },
}

impl Cost {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        let output = context.output;
        match self.command {
            Command::Example => output.text(Service::cost_example(), &Target::default())?,
            Command::Check { file } => {
                let report = context.service().await?.costs(&read(&file)?).await?.report;
                output.value(&report, || words(&report, output.language))?;
            }
            Command::Run { file, target } => {
                let answer = context.service().await?.costs(&read(&file)?).await?;
                output.frame(answer.customers, &Headings::plain(output.language), Audience::Programs, &target).await?;
                for open in &answer.report.open {
                    output.note(&format!("`{}` of `{}` is not assigned: {}", open.amount, open.id, open.reason));
                }
            }
            Command::Explain { file, customer } => {
                let found = context.service().await?.explain_costs(&read(&file)?, &customer).await?;
                output.value(&found, || steps(&found, output.language))?;
            }
        }
        Ok(Outcome::Done)
    }
}

pub(super) fn read(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).map_err(|error| {
        let message = format!("file `{}` cannot be read: {error}; expected costs as UTF-8 text", file.display());
        ServiceError::new("file-unreadable", message).hint("check the path").into()
    })
}

fn words(report: &CostReport, language: Language) -> String {
    let say = |en, zh| language.pick(en, zh);
    let money = |amount: f64| Style::Money.write(amount);
    let mut text = format!("{}, {} – {}\n\n", language.text(&report.name), report.from, report.to);
    text.push_str(&pairs(&[
        (say("entered", "投入合计"), money(report.entered.full)),
        (say("reached customers", "归集到客户"), money(report.customers.full)),
        (say("of it incremental", "其中增量成本"), money(report.customers.incremental)),
        (say("unused capacity", "未用产能"), money(report.unused)),
        (say("enterprise", "企业维持成本"), money(report.enterprise)),
        (say("not assigned", "未分配"), money(report.unassigned)),
    ]));
    let titles = [
        say("activity", "作业"),
        say("driver", "动因"),
        say("volume", "动因量"),
        say("cost", "成本"),
        say("of it incremental", "其中增量成本"),
        say("rate", "费率"),
    ];
    let row = |activity: &patron_service::views::CostActivity| {
        vec![
            language.text(&activity.name).to_owned(),
            activity.driver.clone(),
            Style::Whole.write(activity.volume),
            money(activity.cost.full),
            money(activity.cost.incremental),
            activity.rate.map_or("–".to_owned(), |rate| format!("{:.4}", rate.full)),
        ]
    };
    let rows: Vec<Vec<String>> = report.activities.iter().map(row).collect();
    let numeric = [false, false, true, true, true, true];
    text.push_str(&format!("\n{}", grid(&titles.map(str::to_owned), &numeric, &rows)));
    for department in &report.departments {
        let Some(minutes) = &department.minutes else { continue };
        text.push_str(&format!(
            "\n{}: {} {} {} ({}), {} {:.4}",
            language.text(&department.name),
            Style::Whole.write(minutes.used),
            say("minutes of", "分钟，产能"),
            Style::Whole.write(minutes.capacity),
            Style::Share.write(minutes.used / minutes.capacity),
            say("a minute costs", "每分钟成本"),
            minutes.rate,
        ));
    }
    for open in &report.open {
        let reason = match open.reason.as_str() {
            "no-volume" => say("nothing was counted of its driver", "没有计到动因量"),
            _ => say("it leads nowhere", "没有去向"),
        };
        text.push_str(&format!("\n{}: {} ({reason})", open.id, money(open.amount)));
    }
    text
}

fn steps(found: &CostExplanation, language: Language) -> String {
    let say = |en, zh| language.pick(en, zh);
    let money = |amount: f64| Style::Money.write(amount);
    let shares = |shares: &[CostShare]| {
        let part = |share: &CostShare| format!("{} {}", language.text(&share.name), money(share.amount));
        shares.iter().map(part).collect::<Vec<_>>().join("; ")
    };
    let titles = [
        say("activity", "作业"),
        say("driver", "动因"),
        say("volume", "动因量"),
        say("rate", "费率"),
        say("cost", "成本"),
        say("of it incremental", "其中增量成本"),
        say("from", "来自"),
    ];
    let row = |step: &patron_service::views::CostStep| {
        vec![
            language.text(&step.name).to_owned(),
            step.driver.clone(),
            Style::Whole.write(step.volume),
            format!("{:.4}", step.rate),
            money(step.cost),
            money(step.cost_incremental),
            shares(&step.from),
        ]
    };
    let rows: Vec<Vec<String>> = found.steps.iter().map(row).collect();
    let numeric = [false, false, true, true, true, true, false];
    format!(
        "{}: {} {}, {} {}\n\n{}\n{}: {}",
        found.customer_id,
        say("cost to serve", "服务成本"),
        money(found.cost_to_serve),
        say("of it incremental", "其中增量成本"),
        money(found.cost_incremental),
        grid(&titles.map(str::to_owned), &numeric, &rows),
        say("resources", "资源"),
        shares(&found.resources),
    )
}

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use patron_service::Service;
use patron_service::catalogue::Text;
use patron_service::error::ServiceError;
use patron_service::views::{
    ProposalsView, RosterDecisionRequest, RosterEvent, RosterRuleChange, RosterView, TierName,
};

use super::signed::Signed;
use crate::Outcome;
use crate::cli::Language;
use crate::context::Context;
use crate::output::{List, Style};
use crate::problem::Result;

/// The key-account roster: who is on it, what the last valuation proposes, what was decided
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  patron roster rule set rule.toml --by Wang --why \"yearly review\"\n  patron run\n  \
    patron roster proposals\n  patron roster confirm C0042 --by Wang --why \"contract signed\"\n  \
    patron roster list --on 2025-12-31"
)]
pub(crate) struct Roster {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List the accounts on the roster
    List {
        /// As it stood at the end of this day
        #[arg(long, value_name = "DAY")]
        on: Option<String>,
    },
    /// List the proposals that wait for a decision
    Proposals,
    /// Confirm proposals
    Confirm {
        #[command(flatten)]
        accounts: Accounts,
        /// Another tier than the proposed
        #[arg(long, value_name = "TIER")]
        tier: Option<String>,
    },
    /// Decline proposals; they come again when the rule or the proposal changes
    Decline {
        #[command(flatten)]
        accounts: Accounts,
    },
    /// Postpone proposals to a valuation at a later day
    Postpone {
        #[command(flatten)]
        accounts: Accounts,
        /// Day from which they are proposed again
        #[arg(long, value_name = "DAY")]
        until: Option<String>,
    },
    /// Decide without a proposal
    Set {
        #[command(flatten)]
        accounts: Accounts,
        /// The tier, or `off`
        #[arg(long, value_name = "TIER")]
        tier: Option<String>,
    },
    /// Show what was decided, latest first
    History {
        /// The account [default: all]
        account: Option<String>,
    },
    /// The rule that proposes
    Rule {
        #[command(subcommand)]
        command: RuleCommand,
    },
}

#[derive(Debug, Subcommand)]
enum RuleCommand {
    /// Print the rule as TOML
    Show,
    /// Set the rule from a TOML file; the next valuation proposes by it
    Set {
        /// The file
        file: PathBuf,
        #[command(flatten)]
        signed: Signed,
    },
}

/// Accounts and who decides about them.
#[derive(Debug, Args)]
struct Accounts {
    /// The accounts
    #[arg(required = true, value_name = "ACCOUNT")]
    accounts: Vec<String>,
    /// Day from which it counts [default: the valuation date]
    #[arg(long, value_name = "DAY")]
    on: Option<String>,
    #[command(flatten)]
    signed: Signed,
}

impl Accounts {
    fn request(self, decision: &str) -> RosterDecisionRequest {
        let (by, why) = self.signed.texts();
        let decision = decision.to_owned();
        RosterDecisionRequest { customers: self.accounts, decision, tier: None, until: None, on: self.on, by, why }
    }
}

impl Roster {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        let service = context.service().await?;
        let language = context.output.language;
        match self.command {
            Command::List { on } => {
                let view = service.roster(on.as_deref()).await?;
                context.output.list(&view, &list(&view, language))?;
            }
            Command::Proposals => {
                let view = service.roster_proposals().await?;
                context.output.list(&view, &proposals(&view, language))?;
                if let Some(problem) = &view.problem {
                    context.output.note(&format!("note: {}", problem.message));
                }
            }
            Command::Confirm { accounts, tier } => {
                let request = RosterDecisionRequest { tier, ..accounts.request("confirm") };
                decide(&service, &request, context).await?;
            }
            Command::Decline { accounts } => decide(&service, &accounts.request("decline"), context).await?,
            Command::Postpone { accounts, until } => {
                let request = RosterDecisionRequest { until, ..accounts.request("postpone") };
                decide(&service, &request, context).await?;
            }
            Command::Set { accounts, tier } => {
                let request = RosterDecisionRequest { tier, ..accounts.request("set") };
                decide(&service, &request, context).await?;
            }
            Command::History { account } => {
                let events = service.roster_history(account.as_deref()).await?;
                context.output.list(&events, &history(&events, language))?;
            }
            Command::Rule { command } => rule(&service, command, context).await?,
        }
        Ok(Outcome::Done)
    }
}

async fn rule(service: &Service, command: RuleCommand, context: &Context) -> Result<()> {
    match command {
        RuleCommand::Show => {
            let text = service.roster_rule_text().await?;
            context.output.value(&service.roster_rule().await?, || text)?;
        }
        RuleCommand::Set { file, signed } => {
            let (by, why) = signed.texts();
            let rule = service.read_roster_rule(&read(&file)?)?;
            let view = service.set_roster_rule(&RosterRuleChange { rule, by, why }, context.now).await?;
            context.output.note(&format!("the rule is at version `{}`; `patron run` proposes by it", view.version));
        }
    }
    Ok(())
}

async fn decide(service: &Service, request: &RosterDecisionRequest, context: &Context) -> Result<()> {
    let events = service.decide_roster(request, context.now).await?;
    context.output.list(&events, &history(&events, context.output.language))?;
    context.output.note("`patron run` brings it into filters, exports and cards");
    Ok(())
}

/// A rule file; what is too long is refused when it is read as a rule.
fn read(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).map_err(|error| {
        let message = format!("file `{}` cannot be read: {error}; expected a rule as UTF-8 text", file.display());
        ServiceError::new("file-unreadable", message).hint("check the path").into()
    })
}

fn tier(tier: Option<&TierName>, language: Language) -> String {
    tier.map_or_else(|| "–".to_owned(), |tier| language.text(&tier.name).to_owned())
}

fn money(value: Option<f64>) -> String {
    value.map(|value| Style::Money.write(value)).unwrap_or_default()
}

fn list(view: &RosterView, language: Language) -> List {
    let mut list = List::new(&[
        ("customer_id", false),
        ("name", false),
        ("tier", false),
        ("since", false),
        ("in_tier_since", false),
        ("revenue", true),
        ("customer_value", true),
        ("rank", true),
        ("by", false),
        ("why", false),
    ]);
    for account in &view.accounts {
        list.push([
            account.customer_id.clone(),
            account.name.clone().unwrap_or_default(),
            language.text(&account.tier.name).to_owned(),
            account.since.clone(),
            account.tier_since.clone(),
            money(account.revenue),
            money(account.customer_value),
            account.rank.map(|rank| format!("{rank:.0}")).unwrap_or_default(),
            account.by.clone(),
            account.why.clone(),
        ]);
    }
    list
}

fn proposals(view: &ProposalsView, language: Language) -> List {
    let mut list = List::new(&[
        ("customer_id", false),
        ("name", false),
        ("proposal", false),
        ("ground", false),
        ("tier", false),
        ("proposed", false),
        ("since", false),
        ("revenue", true),
        ("tenure_days", true),
        ("rank", true),
    ]);
    for one in &view.proposals {
        list.push([
            one.customer_id.clone(),
            one.name.clone().unwrap_or_default(),
            one.action.clone(),
            one.ground.clone(),
            tier(one.tier.as_ref(), language),
            tier(one.proposed.as_ref(), language),
            one.since.clone().unwrap_or_default(),
            money(one.revenue),
            one.tenure_days.map(|days| format!("{days:.0}")).unwrap_or_default(),
            one.rank.map(|rank| format!("{rank:.0}")).unwrap_or_default(),
        ]);
    }
    list
}

fn history(events: &[RosterEvent], language: Language) -> List {
    let off = Text::new("off the roster", "不在名单");
    let mut list = List::new(&[
        ("customer_id", false),
        ("decision", false),
        ("action", false),
        ("tier", false),
        ("on", false),
        ("until", false),
        ("by", false),
        ("why", false),
        ("at", false),
    ]);
    for event in events {
        list.push([
            event.customer_id.clone(),
            event.decision.clone(),
            event.action.clone(),
            language.text(event.tier.as_ref().map_or(&off, |tier| &tier.name)).to_owned(),
            event.on.clone(),
            event.until.clone().unwrap_or_default(),
            event.by.clone(),
            event.why.clone(),
            event.at.clone(),
        ]);
    }
    list
}

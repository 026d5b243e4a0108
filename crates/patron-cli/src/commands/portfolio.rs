use clap::{Args, Subcommand};
use patron_service::portfolio::NO_CURRENCY;
use patron_service::views::{DatedEvent, PortfolioChange, PortfolioView, StatusView};

use super::pair;
use crate::Outcome;
use crate::context::Context;
use crate::output::{Style, pairs};
use crate::problem::{Problem, Result};

/// Show or change the settings that decide what figures mean
#[derive(Debug, Args)]
pub(crate) struct Portfolio {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Show settings, rows of the ledger and the current run
    Show,
    /// Change settings; figures change with the next run
    Set(Set),
}

#[derive(Debug, Args)]
#[command(after_help = "\
Settings:
  name             name of the company
  currency         ISO 4217 code, such as EUR
  time-zone        zone whose calendar day counts, such as Asia/Shanghai; fixed while there are orders
  margin           share of revenue that is contribution where no cost is known, such as 0.3
  discount-rate    effective annual rate, such as 0.1
  horizon-days     how far ahead value is looked at
  value-after-service
                   on: expected value is after cost to serve, where costs are kept; off: before it
  calendar         auto: seasons are tested by `patron backtest` and used where they help; none: never;
                   weekly: always, days of the week; yearly: always, days of the week and months
  festivals        sets of festivals: western, chinese, or both with a comma; empty for none
  events           own events, past and planned, with semicolons: NAME FROM..TO; empty for none
  history-every    steps in which runs value customers again at past days: month or quarter
  history-periods  how many such steps, 0 to 60
  alert-months     an alert compares with the value so many months before
  alert-drop       an alert needs a fall by this share of the value, such as 0.2
  alert-amount     and by this amount; until it is set, by what a customer was worth on average

Example:
  patron portfolio set currency=EUR margin=0.3
  patron portfolio set festivals=chinese 'events=Anniversary 2025-06-01..2025-06-07; Fair 2025-09-10'")]
struct Set {
    /// Settings and their new values
    #[arg(required = true, value_name = "NAME=VALUE", value_parser = pair::parse)]
    settings: Vec<(String, String)>,
}

impl Portfolio {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        match self.command {
            Command::Show => {
                let status = context.service().await?.status().await?;
                context.output.value(&status, || words(&status))?;
            }
            Command::Set(set) => {
                let change = set.change()?;
                let view = context.new_service().await?.set_portfolio(&change, context.now).await?;
                context.output.value(&view, || pairs(&settings(&view)))?;
            }
        }
        Ok(Outcome::Done)
    }
}

impl Set {
    fn change(self) -> Result<PortfolioChange> {
        let mut change = PortfolioChange::default();
        for (name, value) in self.settings {
            match name.as_str() {
                "name" => change.name = Some(value),
                "currency" => change.currency = Some(value),
                "time-zone" => change.time_zone = Some(value),
                "margin" => change.margin = Some(number(&name, &value)?),
                "discount-rate" => change.discount_rate = Some(number(&name, &value)?),
                "horizon-days" => change.horizon_days = Some(number(&name, &value)?),
                "value-after-service" => change.value_after_service = Some(switch(&name, &value)?),
                "calendar" => change.calendar = Some(value),
                "festivals" => change.festivals = Some(parts(&value, ',').map(str::to_owned).collect()),
                "history-every" => change.history_every = Some(value),
                "history-periods" => change.history_periods = Some(number(&name, &value)?),
                "alert-months" => change.alert_months = Some(number(&name, &value)?),
                "alert-drop" => change.alert_drop = Some(number(&name, &value)?),
                "alert-amount" => change.alert_amount = Some(number(&name, &value)?),
                "events" => change.events = Some(parts(&value, ';').map(event).collect::<Result<_>>()?),
                _ => {
                    let message = format!("setting `{name}` is not known, expected one of {SETTINGS}");
                    return Err(Problem::usage(message, "write `patron portfolio set margin=0.3`"));
                }
            }
        }
        Ok(change)
    }
}

const SETTINGS: &str = "name, currency, time-zone, margin, discount-rate, horizon-days, \
                        value-after-service, calendar, festivals, history-every, history-periods, alert-months, alert-drop, alert-amount, events";

/// What stands between separators, without what is empty.
fn parts(value: &str, separator: char) -> impl Iterator<Item = &str> {
    value.split(separator).map(str::trim).filter(|part| !part.is_empty())
}

/// `NAME FROM..TO`, or `NAME DAY`.
fn event(text: &str) -> Result<DatedEvent> {
    let Some((name, days)) = text.rsplit_once(' ') else {
        let message =
            format!("setting `events` has `{text}`, expected a name and days such as `Sale 2025-06-01..2025-06-07`");
        return Err(Problem::usage(message, "part events with `;`"));
    };
    let (from, to) = days.split_once("..").unwrap_or((days, days));
    Ok(DatedEvent { name: name.trim().to_owned(), from: from.to_owned(), to: to.to_owned() })
}

fn number<T: std::str::FromStr>(name: &str, value: &str) -> Result<T> {
    let expected = match name {
        "horizon-days" => "a whole number of days",
        "history-periods" | "alert-months" => "a whole number",
        _ => "a number such as 0.3",
    };
    value.parse().map_err(|_| {
        Problem::usage(format!("setting `{name}` is `{value}`, expected {expected}"), "use a point for decimals")
    })
}

fn switch(name: &str, value: &str) -> Result<bool> {
    match value {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => {
            let message = format!("setting `{name}` is `{value}`, expected `on` or `off`");
            Err(Problem::usage(message, format!("write `patron portfolio set {name}=off`")))
        }
    }
}

fn settings(view: &PortfolioView) -> Vec<(&'static str, String)> {
    let margin = view.margin.map_or("not set: a sale without a cost counts with its revenue".to_owned(), |margin| {
        Style::Share.write(margin)
    });
    let currency = if view.currency == NO_CURRENCY { "not set" } else { &view.currency };
    let mut lines = vec![
        ("name", view.name.clone()),
        ("currency", currency.to_owned()),
        ("time zone", view.time_zone.clone()),
        ("margin", margin),
        ("discount rate", Style::Share.write(view.discount_rate)),
        ("horizon", format!("{} days", view.horizon_days)),
        ("expected value", if view.value_after_service { "after" } else { "before" }.to_owned() + " cost to serve"),
        ("calendar", view.calendar.clone()),
        ("festivals", if view.festivals.is_empty() { "none".to_owned() } else { view.festivals.join(", ") }),
    ];
    let amount = view
        .alert_amount
        .map_or("what a customer was worth on average".to_owned(), |amount| Style::Money.write(amount));
    lines.push(("past values", format!("{} times every {}", view.history_periods, view.history_every)));
    let drop = Style::Share.write(view.alert_drop);
    lines.push(("alert", format!("a fall by {drop} and {amount} within {} months", view.alert_months)));
    if !view.events.is_empty() {
        let events = view.events.iter().map(|event| format!("{} {}..{}", event.name, event.from, event.to));
        lines.push(("events", events.collect::<Vec<_>>().join("; ")));
    }
    if let Some(origin) = &view.origin {
        lines.push(("origin", origin.clone()));
    }
    lines
}

fn words(status: &StatusView) -> String {
    let mut lines = settings(&status.portfolio);
    let tables = status.tables.iter().map(|(table, rows)| format!("{} {table}", Style::Whole.write(*rows as f64)));
    lines.push(("ledger", tables.collect::<Vec<_>>().join(", ")));
    let stale = if status.run_is_stale { "; records were added or taken back since" } else { "" };
    let run = status.current_run.as_ref().map(|run| format!("{} as of {}{stale}", run.id, run.as_of));
    lines.push(("current run", run.unwrap_or_else(|| "none; `patron run` makes one".to_owned())));
    pairs(&lines)
}

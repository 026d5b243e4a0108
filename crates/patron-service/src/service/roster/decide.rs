use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use datafusion::logical_expr::{ident, lit};

use crate::accounts::Signature;
use crate::accounts::roster::{Action, Decision, KIND, OFF, RosterMove, moves, rule, standing_at};
use crate::error::{Result, ServiceError};
use crate::query::read;
use crate::run::{format_day, parse_day};
use crate::service::runs::OpenRun;
use crate::service::{Service, customer};
use crate::views::{RosterDecisionRequest, RosterEvent, TierName};

use super::propose::Found;

/// Accounts that are decided about at once.
const MOST: usize = 1000;

impl Service {
    /// Decides about accounts: all of them, or none where one does not fit.
    ///
    /// # Errors
    /// `who-missing`, `why-missing`, `unknown-customer`, `no-proposal`, `proposal-decided`, `unknown-tier`, `bad-date`,
    /// `roster-date`, or `no-run`.
    pub async fn decide_roster(&self, request: &RosterDecisionRequest, now: DateTime<Utc>) -> Result<Vec<RosterEvent>> {
        let decision = Decision::parse(&request.decision)?;
        let signature = Signature::with_reason(&request.by, &request.why)?;
        if request.customers.is_empty() || request.customers.len() > MOST {
            let message = format!("`{}` accounts; expected 1 to {MOST}", request.customers.len());
            return Err(ServiceError::new("roster-accounts", message).hint("decide about the others afterwards"));
        }
        let on = request.on.as_deref().map(parse_day).transpose()?;
        let until = until(decision, request)?;
        let writer = self.folder.writer(now).await?;
        let _turn = writer.turn().await;
        let run = self.needed_run().await?;
        self.known_customers(&run, &request.customers).await?;
        let before = moves(writer.store(), None).await?;
        let version = rule(writer.store()).await?.map_or(0, |view| view.version);
        let mut found: BTreeMap<String, Found> = BTreeMap::new();
        if decision != Decision::Set {
            let all = self.proposals_of(&run, Some(&request.customers)).await?;
            found = all.into_iter().map(|one| (one.view.customer_id.clone(), one)).collect();
        }
        let chosen = self.chosen_tier(request.tier.as_deref(), &before).await?;
        let standing = standing_at(&before, i32::MAX);
        let mut made: Vec<RosterMove> = Vec::new();
        for customer in &request.customers {
            let now_in = standing.get(customer.as_str()).and_then(|standing| standing.tier.clone());
            let (action, tier) = match decision {
                Decision::Set => {
                    let Some(tier) = chosen.clone() else {
                        let error = ServiceError::new("unknown-tier", "no tier is given; expected one, or `off`");
                        return Err(error.hint("say it: `--tier TIER`"));
                    };
                    (self.action(now_in.as_ref(), tier.as_ref(), &before).await?, tier)
                }
                _ => {
                    let open = open(customer, found.get(customer))?;
                    let proposed = open.view.proposed.clone();
                    match (decision, &chosen) {
                        (Decision::Confirm, Some(tier)) => {
                            (self.action(now_in.as_ref(), tier.as_ref(), &before).await?, tier.clone())
                        }
                        _ => (open.action, proposed),
                    }
                }
            };
            let on = counted_from(customer, on, &run, &before)?;
            made.push(RosterMove {
                customer: customer.clone(),
                decision,
                action,
                tier,
                on,
                until,
                run: run.record.view.id.clone(),
                rule: version,
                by: signature.by.clone(),
                why: request.why.trim().to_owned(),
                at: crate::accounts::moment(now.timestamp_micros()),
            });
        }
        let entries = made
            .iter()
            .map(|one| Ok(signature.entry(KIND, &one.customer, now, serde_json::to_value(one.kept())?)))
            .collect::<Result<Vec<_>>>()?;
        writer.store().append_journal(&entries).await?;
        Ok(made.iter().map(RosterMove::event).collect())
    }

    async fn known_customers(&self, run: &OpenRun, customers: &[String]) -> Result<()> {
        let ids = customers.iter().map(|id| lit(id.as_str())).collect();
        let rows = run.table.frame()?.filter(ident("customer_id").in_list(ids, false))?;
        let rows = read(rows.select(vec![ident("customer_id")])?).await?;
        let known: Vec<String> = rows.iter().filter_map(|row| row.text("customer_id")).collect();
        match customers.iter().find(|id| !known.contains(id)) {
            None => Ok(()),
            Some(id) => Err(customer::unknown(id)),
        }
    }

    /// The tier that was asked for; `Some(None)` is off the roster.
    async fn chosen_tier(&self, tier: Option<&str>, moves: &[RosterMove]) -> Result<Option<Option<TierName>>> {
        let Some(id) = tier else { return Ok(None) };
        if id == OFF {
            return Ok(Some(None));
        }
        let tiers = self.roster_tiers(self.roster_rule().await?.as_ref(), moves).await?;
        match tiers.iter().find(|tier| tier.id == id) {
            Some(tier) => Ok(Some(Some(tier.clone()))),
            None => {
                let have: Vec<_> = tiers.iter().map(|tier| format!("`{}`", tier.id)).collect();
                let message = format!("tier `{id}`; expected `{OFF}` or one of {}", have.join(", "));
                Err(ServiceError::new("unknown-tier", message).value("tier", id))
            }
        }
    }

    /// What it means for an account to come from one tier into another.
    async fn action(&self, from: Option<&TierName>, to: Option<&TierName>, moves: &[RosterMove]) -> Result<Action> {
        let (from, to) = match (from, to) {
            (None, None) => return Ok(Action::Keep),
            (None, Some(_)) => return Ok(Action::Enter),
            (Some(_), None) => return Ok(Action::Leave),
            (Some(from), Some(to)) => (from, to),
        };
        let tiers = self.roster_tiers(self.roster_rule().await?.as_ref(), moves).await?;
        let place = |tier: &TierName| tiers.iter().position(|known| known.id == tier.id);
        Ok(match place(to).cmp(&place(from)) {
            std::cmp::Ordering::Less => Action::Promote,
            std::cmp::Ordering::Equal => Action::Keep,
            std::cmp::Ordering::Greater => Action::Demote,
        })
    }
}

/// The day until which a proposal is postponed.
fn until(decision: Decision, request: &RosterDecisionRequest) -> Result<Option<i32>> {
    match (decision, &request.until) {
        (Decision::Postpone, None) => {
            let error = ServiceError::new("roster-until", "no day is given; expected when it is proposed again");
            Err(error.hint("say it: `--until 2026-12-31`"))
        }
        (Decision::Postpone, Some(until)) => parse_day(until).map(Some),
        _ => Ok(None),
    }
}

/// The proposal, if nobody has decided about it.
fn open<'a>(customer: &str, found: Option<&'a Found>) -> Result<&'a Found> {
    let Some(found) = found else {
        let message = format!("no proposal for account `{customer}` in the last valuation; expected one that is open");
        return Err(ServiceError::new("no-proposal", message)
            .value("customer", customer)
            .hint("`patron roster proposals` lists them; `patron roster set` decides without one"));
    };
    match &found.decided {
        None => Ok(found),
        Some(made) => {
            let (done, by) = (made.decision.done(), &made.by);
            let message =
                format!("the proposal for account `{customer}` was {done} by `{by}`; expected one that is open");
            Err(ServiceError::new("proposal-decided", message)
                .value("customer", customer)
                .value("decision", made.decision.as_str())
                .value("by", by.as_str())
                .hint("`patron roster history` shows it; `patron roster set` decides anew"))
        }
    }
}

/// The day from which a decision counts: not before what was decided last.
fn counted_from(customer: &str, on: Option<i32>, run: &OpenRun, moves: &[RosterMove]) -> Result<i32> {
    let own = moves.iter().filter(|made| made.customer == customer && made.decision.moves());
    let last = own.map(|made| made.on).max();
    let as_of = run.record.settings.as_of_day;
    match (on, last) {
        (Some(on), Some(last)) if on < last => {
            let (on, last) = (format_day(on), format_day(last));
            let message = format!(
                "date `{on}` lies before the last decision about account `{customer}`, expected `{last}` or later"
            );
            Err(ServiceError::new("roster-date", message)
                .value("date", on)
                .value("last", last)
                .hint("decisions about an account count one after another"))
        }
        (Some(on), _) => Ok(on),
        (None, last) => Ok(last.map_or(as_of, |last| last.max(as_of))),
    }
}

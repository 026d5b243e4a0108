use std::collections::BTreeMap;

use datafusion::logical_expr::{Expr, ident, lit};
use serde::Deserialize;

use crate::accounts::roster::{Action, Decision, RosterMove, Standing, moves, rule, standing_at};
use crate::catalogue::Text;
use crate::error::{Result, ServiceError};
use crate::query::read;
use crate::run::format_day;
use crate::service::Service;
use crate::service::runs::OpenRun;
use crate::views::{ProposalView, ProposalsView, TierName};

use super::figures::columns;

/// Proposals that are answered at once.
const MOST: usize = 10_000;
const ANALYSIS: &str = "key-account-proposals";

/// What the run kept of the rule.
#[derive(Debug, Deserialize)]
struct ByRule {
    version: u32,
}

/// A proposal of the run with what was decided about it.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) view: ProposalView,
    pub(super) action: Action,
    /// the decision that closed it, if any
    pub(super) decided: Option<RosterMove>,
}

impl Service {
    /// What the current run proposes and nobody has decided yet.
    ///
    /// # Errors
    /// `no-run`, or when the run cannot be read.
    pub async fn roster_proposals(&self) -> Result<ProposalsView> {
        let run = self.needed_run().await?;
        let as_of = Some(format_day(run.record.settings.as_of_day));
        let (found, problem) = match self.proposals_of(&run, None).await {
            Ok(found) => (found, self.newer_rule(&run).await?),
            Err(error) if error.code().starts_with("roster-") => (Vec::new(), Some(error)),
            Err(error) => return Err(error),
        };
        let decided = |wanted: Decision| {
            found.iter().filter(|one| one.decided.as_ref().is_some_and(|made| made.decision == wanted)).count() as u64
        };
        let (postponed, declined) = (decided(Decision::Postpone), decided(Decision::Decline));
        let open = found.into_iter().filter(|one| one.decided.is_none());
        let mut open: Vec<(Action, ProposalView)> = open.map(|one| (one.action, one.view)).collect();
        let order = |action: Action| match action {
            Action::Enter => 0,
            Action::Promote => 1,
            Action::Demote => 2,
            Action::Leave | Action::Keep => 3,
        };
        let money = |view: &ProposalView| view.revenue.unwrap_or(f64::NEG_INFINITY);
        open.sort_by(|a, b| {
            let by_action = order(a.0).cmp(&order(b.0));
            by_action.then(money(&b.1).total_cmp(&money(&a.1))).then(a.1.customer_id.cmp(&b.1.customer_id))
        });
        let proposals = open.into_iter().map(|(_, view)| view).take(MOST).collect();
        Ok(ProposalsView { as_of, proposals, postponed, declined, problem: problem.map(Into::into) })
    }

    /// A rule that was set after the run.
    async fn newer_rule(&self, run: &OpenRun) -> Result<Option<ServiceError>> {
        let by = run.record.parameters::<ByRule>(ANALYSIS)?;
        let now = rule(self.folder.store()).await?.map(|view| view.version);
        Ok(by.filter(|by| Some(by.version) != now).map(|_| older_run()))
    }

    /// Proposals of the run, of these customers or all.
    pub(super) async fn proposals_of(&self, run: &OpenRun, only: Option<&[String]>) -> Result<Vec<Found>> {
        let store = self.folder.store();
        let Some(rule) = self.roster_rule().await? else {
            let error =
                ServiceError::new("roster-rule-missing", "the roster has no rule yet; expected one that proposes");
            return Err(error.hint("set one: `patron roster rule set FILE --by NAME --why TEXT`"));
        };
        if run.table.measures().iter().all(|measure| measure.id != "roster.proposal") {
            return Err(match rule.problem {
                Some(problem) => {
                    ServiceError::new(&problem.code, problem.message).hint(problem.hint.unwrap_or_default())
                }
                None => older_run(),
            });
        }
        let mut select = columns(run, rule.rule.card.as_deref());
        select.extend(["roster.proposal", "roster.tier", "roster.ground", "age"].map(ident));
        let mut wanted: Expr = ident("roster.proposal").is_not_null();
        if let Some(only) = only {
            let ids = only.iter().map(|id| lit(id.as_str())).collect();
            wanted = wanted.and(ident("customer_id").in_list(ids, false));
        }
        let rows = read(run.table.frame()?.filter(wanted)?.select(select)?).await?;
        let moves = moves(store, None).await?;
        let mut made: BTreeMap<&str, Vec<&RosterMove>> = BTreeMap::new();
        for one in &moves {
            made.entry(&one.customer).or_default().push(one);
        }
        let standing = standing_at(&moves, i32::MAX);
        let tiers = self.roster_tiers(Some(&rule), &moves).await?;
        let named = |id: String| {
            let known = tiers.iter().find(|tier| tier.id == id).cloned();
            known.unwrap_or_else(|| TierName { name: Text::new(&id, &id), id })
        };
        let found = rows.into_iter().filter_map(|row| {
            let customer_id = row.text("customer_id")?;
            let action = Action::parse(&row.text("roster.proposal")?)?;
            let now = standing.get(customer_id.as_str());
            let view = ProposalView {
                name: row.text("name"),
                action: action.as_str().to_owned(),
                ground: row.text("roster.ground").unwrap_or_default(),
                tier: now.and_then(|now| now.tier.clone()),
                proposed: row.text("roster.tier").map(named),
                since: now.filter(|now| now.tier.is_some()).map(|now| format_day(now.since)),
                revenue: row.number("revenue"),
                tenure_days: row.number("age"),
                customer_value: row.number("customer_value"),
                rank: row.number("rank"),
                customer_id,
            };
            let made = made.get(view.customer_id.as_str()).map(Vec::as_slice).unwrap_or_default();
            let decided = closed_by(&view, action, made, now, run, rule.version).cloned();
            Some(Found { view, action, decided })
        });
        Ok(found.collect())
    }
}

/// The decision that closes a proposal: any about this run, the same proposal declined under this rule or postponed to a
/// later day, or one after which the account already stands as proposed.
fn closed_by<'a>(
    view: &ProposalView,
    action: Action,
    made: &[&'a RosterMove],
    now: Option<&Standing>,
    run: &OpenRun,
    version: u32,
) -> Option<&'a RosterMove> {
    let proposed = view.proposed.as_ref().map(|tier| &tier.id);
    let same = |one: &RosterMove| one.action == action && one.tier_id() == proposed;
    let closes = |one: &&&RosterMove| {
        one.run == run.record.view.id
            || match one.decision {
                Decision::Decline => same(one) && one.rule == version,
                Decision::Postpone => same(one) && one.until.is_some_and(|until| until > run.record.settings.as_of_day),
                Decision::Confirm | Decision::Set => {
                    now.is_some_and(|now| now.tier.as_ref().map(|tier| &tier.id) == proposed)
                        && one.tier_id() == proposed
                }
            }
    };
    made.iter().rev().find(closes).copied()
}

fn older_run() -> ServiceError {
    let error =
        ServiceError::new("roster-rule-newer", "the rule is newer than the last valuation; expected a run by it");
    error.hint("value again: `patron run`")
}

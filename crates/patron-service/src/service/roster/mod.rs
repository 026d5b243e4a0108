//! The key-account roster: who is on it, what its rule is, what was decided.

mod decide;
mod figures;
mod propose;

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::accounts::Signature;
use crate::accounts::roster::{self, CheckedRule, RosterMove, Standing, moves, only_tier, standing_at};
use crate::analyses::{KeyAccounts, Proposals, Registry, UnfitRule};
use crate::catalogue::Measure;
use crate::error::{Result, ServiceError};
use crate::run::{format_day, parse_day};
use crate::views::{RosterAccount, RosterEvent, RosterRule, RosterRuleChange, RosterRuleView, RosterView, TierName};

use super::Service;
use super::runs::OpenRun;
use figures::{Figures, figures};

impl Service {
    /// The roster at a day (`YYYY-MM-DD`); as it is known today where none is given.
    ///
    /// # Errors
    /// `bad-date`, or when the metadata cannot be read.
    pub async fn roster(&self, on: Option<&str>) -> Result<RosterView> {
        let run = self.current_run().await?;
        let moves = moves(self.folder.store(), None).await?;
        let latest =
            moves.iter().map(|made| made.on).chain(run.as_ref().map(|run| run.record.settings.as_of_day)).max();
        let day = on.map(parse_day).transpose()?.or(latest).unwrap_or_default();
        let rule = self.roster_rule().await?;
        let tiers = self.roster_tiers(rule.as_ref(), &moves).await?;
        let standing = standing_at(&moves, day);
        let members: Vec<(&str, &Standing)> =
            standing.iter().filter(|(_, standing)| standing.tier.is_some()).map(|(id, found)| (*id, found)).collect();
        let ids: Vec<&str> = members.iter().map(|(id, _)| *id).collect();
        let card = rule.as_ref().and_then(|view| view.rule.card.as_deref());
        let known = match &run {
            Some(run) => figures(run, &ids, card).await?,
            None => Default::default(),
        };
        let mut accounts: Vec<RosterAccount> =
            members.into_iter().filter_map(|(id, standing)| account(id, standing, known.get(id))).collect();
        let place = |id: &str| tiers.iter().position(|tier| tier.id == id).unwrap_or(usize::MAX);
        let money = |account: &RosterAccount| account.revenue.unwrap_or(f64::NEG_INFINITY);
        accounts.sort_by(|a, b| {
            let by_tier = place(&a.tier.id).cmp(&place(&b.tier.id));
            by_tier.then(money(b).total_cmp(&money(a))).then(a.customer_id.cmp(&b.customer_id))
        });
        Ok(RosterView { on: format_day(day), rule, tiers, accounts, fields: self.class_fields().await? })
    }

    /// Decisions about an account, or all, latest first.
    ///
    /// # Errors
    /// When the metadata cannot be read.
    pub async fn roster_history(&self, customer: Option<&str>) -> Result<Vec<RosterEvent>> {
        let made = moves(self.folder.store(), customer).await?;
        Ok(made.iter().rev().map(RosterMove::event).collect())
    }

    /// The rule that counts; none so far.
    ///
    /// # Errors
    /// When the metadata cannot be read.
    pub async fn roster_rule(&self) -> Result<Option<RosterRuleView>> {
        let Some(mut view) = roster::rule(self.folder.store()).await? else { return Ok(None) };
        view.problem = self.checked_rule(&view.rule).await.err().map(Into::into);
        Ok(Some(view))
    }

    /// Sets the rule; the next run proposes by it.
    ///
    /// # Errors
    /// `roster-rule`, `who-missing` or `why-missing`.
    pub async fn set_roster_rule(&self, change: &RosterRuleChange, now: DateTime<Utc>) -> Result<RosterRuleView> {
        let signature = Signature::with_reason(&change.by, &change.why)?;
        self.checked_rule(&change.rule).await?;
        let writer = self.folder.writer(now).await?;
        let _turn = writer.turn().await;
        let entry = signature.entry(roster::RULE, "rule", now, serde_json::to_value(&change.rule)?);
        writer.store().append_journal(&[entry]).await?;
        let kept = self.roster_rule().await?;
        kept.ok_or_else(|| ServiceError::new("internal", "the rule was kept and cannot be found"))
    }

    /// The rule that counts as TOML, or one to begin with.
    ///
    /// # Errors
    /// When the metadata cannot be read.
    pub async fn roster_rule_text(&self) -> Result<String> {
        match self.roster_rule().await? {
            Some(view) => roster::write_rule(&view.rule),
            None => Ok(roster::FIRST_RULE.to_owned()),
        }
    }

    /// A rule as it is written in TOML.
    ///
    /// # Errors
    /// `roster-rule-unreadable`.
    pub fn read_roster_rule(&self, text: &str) -> Result<RosterRule> {
        roster::read_rule(text)
    }

    /// Columns of the customer records that a class may name.
    async fn class_fields(&self) -> Result<Vec<String>> {
        let records = self.records().await?;
        if records.rows("customers") == 0 {
            return Ok(Vec::new());
        }
        let table = records.table(&self.engine.session(), "customers")?;
        let hidden = ["customer_id", "name", "acquired_at", "parent_id", "source_file", "source_row"];
        let names = table.schema().fields().iter().map(|field| field.name().clone());
        Ok(names.filter(|name| !hidden.contains(&name.as_str())).collect())
    }

    async fn checked_rule(&self, rule: &RosterRule) -> Result<CheckedRule> {
        let measures = self.registry_with_schemes().await?.measures();
        roster::check(rule, &measures, &self.class_fields().await?)
    }

    /// The tiers of the rule, then those that accounts are in since another rule.
    async fn roster_tiers(&self, rule: Option<&RosterRuleView>, moves: &[RosterMove]) -> Result<Vec<TierName>> {
        let mut tiers = match rule {
            Some(view) => self.checked_rule(&view.rule).await.map(|checked| checked.tiers).unwrap_or_default(),
            None => vec![only_tier()],
        };
        for tier in moves.iter().rev().filter_map(|made| made.tier.as_ref()) {
            if tiers.iter().all(|known| known.id != tier.id) {
                tiers.push(tier.clone());
            }
        }
        Ok(tiers)
    }

    /// A registry with the roster as it is decided, and with the proposals of its rule.
    pub(super) async fn with_roster(&self, registry: Registry) -> Result<Registry> {
        let store = self.folder.store();
        let (rule, moves) = (roster::rule(store).await?, moves(store, None).await?);
        if rule.is_none() && moves.is_empty() {
            return Ok(registry);
        }
        let measures: Vec<Measure> = registry.measures();
        let fields = self.class_fields().await?;
        let checked = rule.as_ref().map(|view| (view.version, roster::check(&view.rule, &measures, &fields)));
        let tiers = self.roster_tiers(rule.as_ref(), &moves).await?;
        let registry = registry.replaced(Arc::new(KeyAccounts::new(tiers, moves)));
        Ok(match checked {
            None => registry,
            Some((version, Ok(checked))) => registry.with(Arc::new(Proposals::new(checked, version))),
            Some((_, Err(problem))) => registry.with(Arc::new(UnfitRule(problem))),
        })
    }

    /// One account on the roster today, for its page.
    pub(super) async fn roster_account(&self, run: &OpenRun, moves: &[RosterMove]) -> Result<Option<RosterAccount>> {
        let standing = standing_at(moves, i32::MAX);
        let Some((id, standing)) = standing.iter().next() else { return Ok(None) };
        let rule = roster::rule(self.folder.store()).await?;
        let card = rule.as_ref().and_then(|view| view.rule.card.as_deref());
        let known = figures(run, &[*id], card).await?;
        Ok(account(id, standing, known.get(*id)))
    }
}

fn account(id: &str, standing: &Standing, figures: Option<&Figures>) -> Option<RosterAccount> {
    Some(RosterAccount {
        customer_id: id.to_owned(),
        name: figures.and_then(|figures| figures.name.clone()),
        tier: standing.tier.clone()?,
        since: format_day(standing.since),
        tier_since: format_day(standing.tier_since),
        by: standing.by.clone(),
        why: standing.why.clone(),
        revenue: figures.and_then(|figures| figures.revenue),
        customer_value: figures.and_then(|figures| figures.customer_value),
        rank: figures.and_then(|figures| figures.rank),
    })
}

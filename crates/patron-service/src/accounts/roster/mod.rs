//! The key-account roster: a rule proposes, people decide, and the decisions are the roster.

mod check;
mod decision;
mod standing;

pub(crate) use check::{CheckedRule, check};
pub(crate) use decision::{Action, Decision, RosterMove, moves};
pub(crate) use standing::{Standing, standing_at};

use patron_store::Store;

use crate::catalogue::Text;
use crate::error::{Result, ServiceError};
use crate::views::{RosterRule, RosterRuleView, TierName};

use super::moment;

/// Entries of the journal that decide about an account.
pub(crate) const KIND: &str = "roster";
/// Entries that set the rule; there is one subject.
pub(crate) const RULE: &str = "roster-rule";
/// Label of a customer that is not on the roster.
pub(crate) const OFF: &str = "off";
/// The tier of a roster whose rule names none.
pub(crate) const ONLY_TIER: &str = "key";

/// The tier of a roster without tiers.
pub(crate) fn only_tier() -> TierName {
    TierName { id: ONLY_TIER.to_owned(), name: Text::new("Key account", "大客户") }
}

/// The rule that counts, as it was set; none so far.
///
/// # Errors
/// When the metadata cannot be read.
pub(crate) async fn rule(store: &dyn Store) -> Result<Option<RosterRuleView>> {
    let mut lines = store.journal(RULE, None).await?;
    let version = u32::try_from(lines.len()).unwrap_or(u32::MAX);
    let Some(line) = lines.pop() else { return Ok(None) };
    let entry = line.entry;
    Ok(Some(RosterRuleView {
        version,
        rule: serde_json::from_value(entry.value)?,
        by: entry.who,
        why: entry.why,
        at: moment(entry.at_us),
        problem: None,
    }))
}

/// A rule as it is written in TOML.
///
/// # Errors
/// `roster-rule-unreadable`.
pub(crate) fn read_rule(text: &str) -> Result<RosterRule> {
    toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(1, |span| 1 + text.get(..span.start).unwrap_or(text).matches('\n').count());
        let reason = error.message().trim().replace('\n', " ");
        let message = format!("the rule cannot be read, line `{at}`: {reason}; expected a rule of the roster");
        ServiceError::new("roster-rule-unreadable", message)
            .value("line", at)
            .value("reason", reason)
            .hint("`patron roster rule show` prints one")
    })
}

/// A rule as TOML.
///
/// # Errors
/// `stored-json`, when it cannot be written.
pub(crate) fn write_rule(rule: &RosterRule) -> Result<String> {
    toml::to_string(rule)
        .map_err(|error| ServiceError::new("stored-json", format!("the rule cannot be written: {error}")))
}

/// A rule to begin with.
pub(crate) const FIRST_RULE: &str = include_str!("first-rule.toml");

#[cfg(test)]
mod tests;

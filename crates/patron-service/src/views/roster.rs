use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Problem;
use crate::catalogue::Text;

/// Who comes onto the key-account roster, who leaves it, and in which tier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RosterRule {
    /// days up to the valuation date whose revenue counts
    #[serde(default = "year")]
    pub window_days: u32,
    /// days since the first purchase that revenue and labels ask for; listed classes do not
    #[serde(default)]
    pub minimum_tenure_days: u32,
    /// revenue in the window from which an account enters
    #[serde(default)]
    pub enter_revenue: Option<f64>,
    /// revenue in the window below which it leaves; as `enter_revenue` where absent
    #[serde(default)]
    pub stay_revenue: Option<f64>,
    /// tiers are those of this card
    #[serde(default)]
    pub card: Option<String>,
    /// classes whose accounts are always on it
    #[serde(default, rename = "class")]
    pub classes: Vec<ListedClass>,
    /// labels of schemes that lead onto it
    #[serde(default, rename = "label")]
    pub labels: Vec<ListedLabel>,
    /// tiers by revenue in the window, best first; the last has no bound
    #[serde(default, rename = "tier")]
    pub tiers: Vec<RosterTier>,
}

const fn year() -> u32 {
    365
}

/// Values of a column of the customer records, for example `industry` = `government`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ListedClass {
    pub field: String,
    pub values: Vec<String>,
}

/// Labels of a scheme with which an account enters, and those with which it may stay.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ListedLabel {
    /// measure id, for example `abc_class` or `card.key-account.tier`
    pub scheme: String,
    pub enter: Vec<String>,
    /// as `enter` where empty
    #[serde(default)]
    pub stay: Vec<String>,
}

/// A tier by revenue in the window.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RosterTier {
    pub id: String,
    pub name: Text,
    /// revenue from which an account comes into it; absent for the last
    #[serde(default)]
    pub from: Option<f64>,
    /// revenue below which it falls out of it; as `from` where absent
    #[serde(default)]
    pub keep: Option<f64>,
}

/// A rule that is to be kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RosterRuleChange {
    pub rule: RosterRule,
    /// who sets it
    #[serde(default)]
    pub by: String,
    #[serde(default)]
    pub why: String,
}

/// The rule that counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RosterRuleView {
    pub version: u32,
    pub rule: RosterRule,
    pub by: String,
    pub why: String,
    pub at: String,
    /// why it no longer fits the portfolio, where that is so
    pub problem: Option<Problem>,
}

/// A tier by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TierName {
    pub id: String,
    pub name: Text,
}

/// The roster at a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RosterView {
    /// `YYYY-MM-DD`
    pub on: String,
    pub rule: Option<RosterRuleView>,
    /// best first
    pub tiers: Vec<TierName>,
    /// best tier first, then by revenue
    pub accounts: Vec<RosterAccount>,
    /// columns of the customer records that a class may name
    pub fields: Vec<String>,
}

/// An account on the roster.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RosterAccount {
    pub customer_id: String,
    pub name: Option<String>,
    pub tier: TierName,
    /// day since which it is on the roster
    pub since: String,
    /// day since which it is in this tier
    pub tier_since: String,
    /// who decided last, and why
    pub by: String,
    pub why: String,
    /// revenue in the rule's window, at the valuation date
    pub revenue: Option<f64>,
    pub customer_value: Option<f64>,
    /// place on the rule's card
    pub rank: Option<f64>,
}

/// What the current run proposes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProposalsView {
    /// valuation date
    pub as_of: Option<String>,
    /// open ones, entries and promotions first, then by revenue; at most 10,000
    pub proposals: Vec<ProposalView>,
    pub postponed: u64,
    pub declined: u64,
    /// why there are none, where that is so
    pub problem: Option<Problem>,
}

/// One proposal that waits for a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProposalView {
    pub customer_id: String,
    pub name: Option<String>,
    /// `enter`, `promote`, `demote` or `leave`
    pub action: String,
    /// `class`, `revenue`, `label`, `tier` or `none-holds`
    pub ground: String,
    /// tier now; null off the roster
    pub tier: Option<TierName>,
    /// tier proposed; null where it leaves
    pub proposed: Option<TierName>,
    /// on the roster since
    pub since: Option<String>,
    pub revenue: Option<f64>,
    pub tenure_days: Option<f64>,
    pub customer_value: Option<f64>,
    pub rank: Option<f64>,
}

/// What a person decides about accounts; all of them or none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RosterDecisionRequest {
    pub customers: Vec<String>,
    /// `confirm`, `decline`, `postpone`, or `set` without a proposal
    pub decision: String,
    /// for `set`: the tier, or `off`; for `confirm`: another tier than the proposed
    #[serde(default)]
    pub tier: Option<String>,
    /// for `postpone`: the day from which it is proposed again
    #[serde(default)]
    pub until: Option<String>,
    /// day from which it counts; the valuation date where absent
    #[serde(default)]
    pub on: Option<String>,
    #[serde(default)]
    pub by: String,
    #[serde(default)]
    pub why: String,
}

/// One decision about an account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RosterEvent {
    pub customer_id: String,
    /// `confirm`, `decline`, `postpone` or `set`
    pub decision: String,
    /// `enter`, `promote`, `demote`, `leave` or `keep`
    pub action: String,
    /// null: off the roster
    pub tier: Option<TierName>,
    /// day from which it counts
    pub on: String,
    pub until: Option<String>,
    pub by: String,
    pub why: String,
    pub at: String,
}

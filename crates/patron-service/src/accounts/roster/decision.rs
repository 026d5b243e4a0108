use patron_store::{JournalLine, Store};
use serde::{Deserialize, Serialize};

use super::KIND;
use crate::accounts::moment;
use crate::error::{Result, ServiceError};
use crate::run::format_day;
use crate::views::{RosterEvent, TierName};

/// What happens to an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Action {
    Enter,
    Promote,
    Demote,
    Leave,
    /// neither onto it nor off it, nor into another tier
    Keep,
}

impl Action {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Enter => "enter",
            Self::Promote => "promote",
            Self::Demote => "demote",
            Self::Leave => "leave",
            Self::Keep => "keep",
        }
    }

    /// The action a run wrote.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        [Self::Enter, Self::Promote, Self::Demote, Self::Leave].into_iter().find(|action| action.as_str() == text)
    }
}

/// What a person says to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Decision {
    Confirm,
    Decline,
    Postpone,
    /// without a proposal
    Set,
}

impl Decision {
    const ALL: [Self; 4] = [Self::Confirm, Self::Decline, Self::Postpone, Self::Set];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Decline => "decline",
            Self::Postpone => "postpone",
            Self::Set => "set",
        }
    }

    /// What was decided, as a sentence goes on.
    pub(crate) const fn done(self) -> &'static str {
        match self {
            Self::Confirm => "confirmed",
            Self::Decline => "declined",
            Self::Postpone => "postponed",
            Self::Set => "overruled",
        }
    }

    /// Whether the roster changes by it.
    pub(crate) const fn moves(self) -> bool {
        matches!(self, Self::Confirm | Self::Set)
    }

    /// # Errors
    /// `roster-decision`.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|decision| decision.as_str() == text).ok_or_else(|| {
            let message = format!("decision `{text}`; expected `confirm`, `decline`, `postpone` or `set`");
            ServiceError::new("roster-decision", message).value("decision", text)
        })
    }
}

/// What the journal keeps of a decision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Kept {
    pub(crate) decision: Decision,
    pub(crate) action: Action,
    pub(crate) tier: Option<TierName>,
    /// day from which it counts
    pub(crate) on: i32,
    pub(crate) until: Option<i32>,
    /// the run that proposed it
    pub(crate) run: String,
    /// version of the rule then
    pub(crate) rule: u32,
}

/// A decision about an account.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RosterMove {
    pub(crate) customer: String,
    pub(crate) decision: Decision,
    pub(crate) action: Action,
    pub(crate) tier: Option<TierName>,
    pub(crate) on: i32,
    pub(crate) until: Option<i32>,
    pub(crate) run: String,
    pub(crate) rule: u32,
    pub(crate) by: String,
    pub(crate) why: String,
    pub(crate) at: String,
}

impl RosterMove {
    pub(crate) fn tier_id(&self) -> Option<&String> {
        self.tier.as_ref().map(|tier| &tier.id)
    }

    fn read(line: JournalLine) -> Result<Self> {
        let entry = line.entry;
        let Kept { decision, action, tier, on, until, run, rule } = serde_json::from_value(entry.value)?;
        let (by, why, at) = (entry.who, entry.why, moment(entry.at_us));
        Ok(Self { customer: entry.subject, decision, action, tier, on, until, run, rule, by, why, at })
    }

    /// As pages show it.
    pub(crate) fn event(&self) -> RosterEvent {
        RosterEvent {
            customer_id: self.customer.clone(),
            decision: self.decision.as_str().to_owned(),
            action: self.action.as_str().to_owned(),
            tier: self.tier.clone(),
            on: format_day(self.on),
            until: self.until.map(format_day),
            by: self.by.clone(),
            why: self.why.clone(),
            at: self.at.clone(),
        }
    }

    /// What the journal keeps of it beside who, when and why.
    pub(crate) fn kept(&self) -> Kept {
        Kept {
            decision: self.decision,
            action: self.action,
            tier: self.tier.clone(),
            on: self.on,
            until: self.until,
            run: self.run.clone(),
            rule: self.rule,
        }
    }
}

/// Every decision, in the order in which they were made.
///
/// # Errors
/// When the metadata cannot be read.
pub(crate) async fn moves(store: &dyn Store, customer: Option<&str>) -> Result<Vec<RosterMove>> {
    store.journal(KIND, customer).await?.into_iter().map(RosterMove::read).collect()
}

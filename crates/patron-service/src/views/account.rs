use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::roster::{RosterAccount, RosterEvent};
use super::tasks::TaskView;

/// What is known and decided about an account beside its figures; lists hold at most 100 rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AccountView {
    pub customer_id: String,
    /// valuation date that contracts, invoices and deals are shown at
    pub as_of: String,
    pub people: Vec<AccountPerson>,
    pub contracts: Vec<AccountContract>,
    pub invoices: Vec<AccountInvoice>,
    pub outstanding: Option<f64>,
    pub overdue: Option<f64>,
    pub opportunities: Vec<AccountOpportunity>,
    pub wallet: Option<AccountWallet>,
    pub group: Option<AccountGroup>,
    pub tasks: Vec<TaskView>,
    pub roster: Option<RosterAccount>,
    /// decisions about the account, latest first
    pub history: Vec<RosterEvent>,
}

/// Somebody who decides or advises.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AccountPerson {
    pub name: String,
    pub role: Option<String>,
    pub influence: Option<String>,
    /// only where it was asked for
    pub contact: Option<String>,
}

/// A contract that has begun and runs, or ended within the past year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AccountContract {
    pub contract_id: String,
    pub plan: Option<String>,
    pub started: String,
    /// null: without end
    pub ended: Option<String>,
    /// until its end; below 0 where it has ended
    pub days_left: Option<i32>,
    pub monthly_amount: Option<f64>,
}

/// An invoice with something left to pay.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AccountInvoice {
    pub invoice_id: String,
    pub issued: String,
    pub due: String,
    pub amount: Option<f64>,
    pub open: Option<f64>,
    /// 0 where it is not due yet
    pub days_overdue: u32,
}

/// An open deal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AccountOpportunity {
    pub opportunity_id: String,
    pub stage: String,
    pub amount: Option<f64>,
    pub probability: Option<f64>,
    pub opened: Option<String>,
    pub expected_close: Option<String>,
}

/// What the account spends on the category, and with whom.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AccountWallet {
    /// first day of the latest period
    pub period: String,
    pub category_spend: Option<f64>,
    pub own_share: Option<f64>,
    /// largest first
    pub competitors: Vec<AccountCompetitor>,
}

/// A rival's share.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AccountCompetitor {
    pub name: String,
    pub share: Option<f64>,
}

/// The group the account belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AccountGroup {
    pub parent: Option<GroupMember>,
    /// accounts with this one as parent, or with the same parent
    pub members: Vec<GroupMember>,
}

/// An account of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GroupMember {
    pub customer_id: String,
    pub name: Option<String>,
    /// `child` or `sibling`; empty for the parent
    pub relation: String,
}

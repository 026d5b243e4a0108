use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::catalogue::Text;
use crate::views::Problem;

/// Groups of accounts on a card, or why there are none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GroupsAnswer {
    pub groups: Option<GroupsView>,
    pub problem: Option<Problem>,
}

/// Groups of accounts, best first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GroupsView {
    pub card: String,
    pub name: Text,
    /// `weighted`, `mean` or `best`
    pub rule: String,
    /// the measure that weighs the members
    pub weighted_by: Option<String>,
    pub groups: Vec<GroupRow>,
}

/// A group: the accounts below one parent, however far.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GroupRow {
    /// the parent at the top
    pub id: String,
    pub name: Option<String>,
    pub score: f64,
    /// among the groups; equals share the better place
    pub rank: usize,
    pub tier: Option<String>,
    /// points of each line of the card; they follow from the members by the same rule
    pub points: Vec<f64>,
    /// best first
    pub members: Vec<ScoredMember>,
}

/// A member of a group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ScoredMember {
    pub customer_id: String,
    pub name: Option<String>,
    pub score: f64,
    /// among all accounts of the card
    pub rank: usize,
    pub tier: Option<String>,
    /// share of the group's score that it decides; they sum to 1
    pub share: f64,
}

use serde::Serialize;
use utoipa::ToSchema;

use super::{VoiceChange, VoiceClassShare, VoiceFigure, VoiceName, VoicePart};
use crate::catalogue::Text;
use crate::views::{Notice, Problem};

/// Why there are no groups, or the groups.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct VoiceGroupsAnswer {
    pub groups: Option<VoiceGroups>,
    pub problem: Option<Problem>,
}

/// A survey's figure by a label of customers, a column of their records, or the touchpoint.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct VoiceGroups {
    pub id: String,
    pub name: Text,
    pub instrument: String,
    pub figure: String,
    pub low: f64,
    pub high: f64,
    pub wave: Option<String>,
    /// `touchpoint`, or a label or column of the customer table
    pub by: String,
    pub label: Text,
    pub all: VoiceGroup,
    /// in the order of the labels; otherwise the most answers first
    pub groups: Vec<VoiceGroup>,
    /// answers in no group: without customer, of a customer the run does not know, or without a label
    pub without_group: usize,
    /// other ways to group
    pub dimensions: Vec<VoiceName>,
    pub notices: Vec<Notice>,
}

/// A group.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct VoiceGroup {
    pub id: String,
    pub label: Text,
    /// customers among its respondents
    pub customers: usize,
    pub figure: Option<VoiceFigure>,
    /// drawn towards the whole, the more the fewer the answers; null of fewer than two groups
    pub shrunk: Option<VoiceShrunk>,
    pub classes: Vec<VoiceClassShare>,
    /// dimensions, or items where there are none
    pub parts: Vec<VoicePart>,
    /// this group less all others, corrected over all groups; null where no test can be made
    pub against_others: Option<VoiceChange>,
    /// customers of the run in the group, whether they answered or not; null by touchpoint
    pub customers_in_all: Option<u64>,
    /// their revenue so far
    pub revenue: Option<f64>,
    /// their customer equity
    pub equity: Option<f64>,
}

/// A group's figure beside what the whole suggests.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct VoiceShrunk {
    pub value: f64,
    pub low: f64,
    pub high: f64,
    /// share of it that comes from the group's own answers
    pub own: f64,
}

use serde::Serialize;
use utoipa::ToSchema;

use super::VoiceName;
use crate::catalogue::Text;
use crate::views::{Notice, Problem};

/// Why nothing is known of complaints, or what is.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct VoiceComplaintsAnswer {
    pub complaints: Option<VoiceComplaints>,
    pub problem: Option<Problem>,
}

/// Complaints and suggestions of some days.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct VoiceComplaints {
    pub from: String,
    /// also the day at which the open are as old as is said
    pub to: String,
    pub days: u32,
    /// `touchpoint`, or a label or column of the customer table
    pub by: String,
    pub label: Text,
    /// days within which another complaint of the customer is a repeat
    pub repeat_days: u32,
    pub all: VoiceComplaintGroup,
    /// the most complaints first
    pub groups: Vec<VoiceComplaintGroup>,
    pub months: Vec<VoiceComplaintMonth>,
    pub suggestions: VoiceSuggestions,
    pub praise: u64,
    /// contacts of all kinds
    pub contacts: u64,
    /// complaints without an end, however old: the oldest first, at most 100
    pub open: Vec<VoiceOpenComplaint>,
    pub dimensions: Vec<VoiceName>,
    pub notices: Vec<Notice>,
}

/// Complaints of a group.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct VoiceComplaintGroup {
    pub id: String,
    pub label: Text,
    pub complaints: u64,
    pub customers: u64,
    /// orders of the same days: of the group's customers; by touchpoint of all
    pub orders: u64,
    /// complaints for each order; null without orders
    pub rate: Option<f64>,
    pub rate_low: Option<f64>,
    pub rate_high: Option<f64>,
    /// without an end
    pub open: u64,
    /// days that the open ones are old: the middle one and the oldest
    pub open_median_days: Option<f64>,
    pub open_oldest_days: Option<f64>,
    /// days after which half are resolved, those still open counted with the time they have had
    pub median_days: Option<f64>,
    /// complaints after which the customer complained again within the days of a repeat
    pub repeats: Option<VoiceShare>,
    /// resolved within a day, and no repeat after
    pub first_contact: Option<VoiceShare>,
}

/// A share and where it lies.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct VoiceShare {
    pub share: f64,
    pub low: f64,
    pub high: f64,
    /// complaints it stands on; those too recent to tell are left out
    pub of: u64,
}

/// One month.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct VoiceComplaintMonth {
    /// `YYYY-MM`
    pub month: String,
    pub complaints: u64,
    pub orders: u64,
    pub rate: Option<f64>,
}

/// What customers suggested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct VoiceSuggestions {
    pub all: u64,
    pub valuable: u64,
    pub ordinary: u64,
    /// graded as neither, or not graded
    pub other: u64,
    pub customers: u64,
}

/// A complaint without an end.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct VoiceOpenComplaint {
    pub customer_id: String,
    pub name: Option<String>,
    pub owner: Option<String>,
    pub occurred: String,
    pub days: f64,
    pub touchpoint: Option<String>,
    pub equity: Option<f64>,
}

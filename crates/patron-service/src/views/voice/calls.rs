use serde::Serialize;
use utoipa::ToSchema;

use crate::catalogue::Text;
use crate::views::Problem;

/// Why there is no list, or the list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct VoiceCallsAnswer {
    pub calls: Option<VoiceCalls>,
    pub problem: Option<Problem>,
}

/// Whom to call first: the largest product of equity and displeasure.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct VoiceCalls {
    /// the questionnaire
    pub survey: String,
    pub name: Text,
    pub instrument: String,
    pub as_of: String,
    /// customers that are on the whole list
    pub customers: u64,
    /// their equity together
    pub equity: f64,
    /// account managers that have a customer on it
    pub owners: Vec<String>,
    pub rows: Vec<VoiceCall>,
}

/// A customer to call.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct VoiceCall {
    /// place on the whole list, from 1
    pub place: u64,
    pub customer_id: String,
    pub name: Option<String>,
    /// account manager
    pub owner: Option<String>,
    /// as in the classes of a wave
    pub class: String,
    pub class_label: Text,
    /// on the scale of the survey's figure for one customer
    pub score: f64,
    /// day of its latest answer
    pub answered: String,
    /// 0 at the best answer, 1 at the worst
    pub displeasure: f64,
    pub equity: f64,
    /// equity × displeasure
    pub urgency: f64,
    pub revenue: Option<f64>,
    /// complaints without an end
    pub open_complaints: u64,
}

use serde::Serialize;
use utoipa::ToSchema;

use crate::catalogue::Text;
use crate::views::Problem;

/// Why nothing is known of what a customer thinks, or what is.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CustomerVoiceAnswer {
    pub voice: Option<CustomerVoice>,
    pub problem: Option<Problem>,
}

/// What one customer answered, complained about and suggested.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CustomerVoice {
    pub customer_id: String,
    /// what respondents answered, the latest first, at most 200
    pub scores: Vec<CustomerVoiceScore>,
    /// contacts, the latest first, at most 200
    pub contacts: Vec<CustomerVoiceContact>,
    pub complaints: u64,
    pub open_complaints: u64,
    pub suggestions: u64,
}

/// One respondent at one moment.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CustomerVoiceScore {
    pub survey: String,
    pub name: Text,
    pub instrument: String,
    /// day of the answer
    pub day: String,
    pub wave: String,
    pub respondent: Option<String>,
    pub touchpoint: Option<String>,
    /// scale of one respondent's score
    pub low: f64,
    pub high: f64,
    /// null where too little was answered
    pub score: Option<f64>,
    /// as in the classes of a wave
    pub class: Option<String>,
    pub class_label: Option<Text>,
    pub displeased: bool,
    /// items that were answered, turned so that high means much
    pub items: Vec<CustomerVoiceItem>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CustomerVoiceItem {
    pub id: String,
    pub text: Text,
    pub answer: f64,
    pub low: f64,
    pub high: f64,
    pub expectation: Option<f64>,
}

/// One contact.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CustomerVoiceContact {
    pub day: String,
    /// as it was recorded
    pub kind: String,
    /// `complaint`, `suggestion`, `praise` or `other`
    pub sort: String,
    pub value: Option<String>,
    pub touchpoint: Option<String>,
    pub resolved: Option<String>,
    /// days until it was resolved; null where it was not, or needs not be
    pub days: Option<f64>,
    /// a complaint without an end
    pub open: bool,
}

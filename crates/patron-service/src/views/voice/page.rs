use serde::Serialize;
use utoipa::ToSchema;

use super::{VoiceCalls, VoiceComplaints, VoiceOverview, VoiceStake, VoiceSurvey};

/// What customers think on one page: every questionnaire in one figure, and the one that most customers answered in
/// full. What is not known is null.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct VoicePage {
    pub overview: VoiceOverview,
    pub survey: Option<VoiceSurvey>,
    pub stake: Option<VoiceStake>,
    /// the first ten
    pub calls: Option<VoiceCalls>,
    /// by touchpoint
    pub complaints: Option<VoiceComplaints>,
}

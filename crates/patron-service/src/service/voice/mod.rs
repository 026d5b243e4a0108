//! What customers think, joined to what they are worth.

use crate::error::{Result, ServiceError};
use crate::service::{Service, SqlAnswer};
use crate::views::{
    CustomerVoiceAnswer, VoiceAssociationAnswer, VoiceCallsAnswer, VoiceComparisonAnswer, VoiceComplaintsAnswer,
    VoiceDriversAnswer, VoiceGroupsAnswer, VoiceLoyaltyAnswer, VoiceOverviewAnswer, VoiceStakeAnswer, VoiceSurveyAnswer,
};

/// A questionnaire and its wave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoiceOf {
    pub survey: String,
    /// all answers where none is asked for
    pub wave: Option<String>,
}

/// What is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VoiceBetween {
    /// the last wave with the one before
    LastWaves,
    /// two waves, the earlier first
    Waves(String, String),
    /// each group with all others
    Groups(String),
}

/// Which calls.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VoiceCallsOf {
    /// the questionnaire that most customers answered where none is asked for
    pub survey: Option<String>,
    pub wave: Option<String>,
    /// account manager
    pub owner: Option<String>,
}

impl VoiceBetween {
    /// Two waves with a comma between them.
    ///
    /// # Errors
    /// `voice-waves`.
    pub fn waves(text: &str) -> Result<Self> {
        let parts: Vec<&str> = text.split(',').map(str::trim).collect();
        match parts[..] {
            [from, to] if !from.is_empty() && !to.is_empty() && from != to => {
                Ok(Self::Waves(from.to_owned(), to.to_owned()))
            }
            _ => {
                let message = format!("waves `{text}`; expected two different ones with a comma, the earlier first");
                Err(ServiceError::new("voice-waves", message).value("waves", text).hint("for example `2025,2026`"))
            }
        }
    }
}
impl Service {
    pub async fn voice_overview_answer(&self) -> Result<VoiceOverviewAnswer> { Ok(VoiceOverviewAnswer{voice:None,problem:None}) }
    pub async fn voice_survey_answer(&self, _: &VoiceOf) -> Result<VoiceSurveyAnswer> { Ok(VoiceSurveyAnswer{survey:None,problem:None}) }
    pub async fn voice_groups_answer(&self, _: &VoiceOf, _: &str) -> Result<VoiceGroupsAnswer> { Ok(VoiceGroupsAnswer{groups:None,problem:None}) }
    pub async fn voice_drivers_answer(&self, _: &VoiceOf, _: Option<&str>) -> Result<VoiceDriversAnswer> { Ok(VoiceDriversAnswer{drivers:None,problem:None}) }
    pub async fn voice_comparison_answer(&self, _: &str, _: &VoiceBetween) -> Result<VoiceComparisonAnswer> { Ok(VoiceComparisonAnswer{comparison:None,problem:None}) }
    pub async fn voice_stake_answer(&self, _: &VoiceOf) -> Result<VoiceStakeAnswer> { Ok(VoiceStakeAnswer{stake:None,problem:None}) }
    pub async fn voice_association_answer(&self, _: &VoiceOf, _: usize) -> Result<VoiceAssociationAnswer> { Ok(VoiceAssociationAnswer{association:None,problem:None}) }
    pub async fn voice_loyalty_answer(&self, _: &VoiceOf) -> Result<VoiceLoyaltyAnswer> { Ok(VoiceLoyaltyAnswer{loyalty:None,problem:None}) }
    pub async fn voice_calls_answer(&self, _: &VoiceCallsOf, _: usize) -> Result<VoiceCallsAnswer> { Ok(VoiceCallsAnswer{calls:None,problem:None}) }
    pub async fn export_voice_calls(&self, _: &VoiceCallsOf) -> Result<SqlAnswer> { Err(ServiceError::new("no-run", "no")) }
    pub async fn voice_complaints_answer(&self, _: &str, _: usize) -> Result<VoiceComplaintsAnswer> { Ok(VoiceComplaintsAnswer{complaints:None,problem:None}) }
    pub async fn customer_voice_answer(&self, _: &str) -> Result<CustomerVoiceAnswer> { Ok(CustomerVoiceAnswer{voice:None,problem:None}) }
}

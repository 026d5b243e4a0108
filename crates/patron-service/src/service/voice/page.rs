use crate::error::Result;
use crate::service::Service;
use crate::views::VoicePage;

use super::request::{VoiceCallsOf, VoiceOf, answered};

/// Calls of the page, and days of complaints.
const CALLS: usize = 10;
const DAYS: usize = 365;

impl Service {
    /// What customers think on one page; what is not known is left out.
    ///
    /// # Errors
    /// `voice-nothing` where the ledger has neither answers nor contacts, or when it cannot be read.
    pub async fn voice_page(&self) -> Result<VoicePage> {
        let overview = self.voice_overview().await?;
        // of equals the first
        let most = overview.surveys.iter().rev().max_by_key(|survey| (survey.customers, survey.respondents));
        let most = most.map(|survey| VoiceOf { survey: survey.id.clone(), wave: None });
        let (mut survey, mut stake, mut calls) = (None, None, None);
        if let Some(of) = &most {
            let ten = VoiceCallsOf { survey: Some(of.survey.clone()), ..VoiceCallsOf::default() };
            survey = answered(self.voice_survey(of).await)?.0;
            stake = answered(self.voice_stake(of).await)?.0;
            calls = answered(self.voice_calls(&ten, CALLS).await)?.0;
        }
        let complaints = answered(self.voice_complaints("touchpoint", DAYS).await)?.0;
        Ok(VoicePage { overview, survey, stake, calls, complaints })
    }

    /// The same; nothing where nothing is known.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub(in crate::service) async fn voice_page_answer(&self) -> Result<Option<VoicePage>> {
        Ok(answered(self.voice_page().await)?.0)
    }
}

use crate::error::{Result, ServiceError};
use crate::service::Service;
use crate::service::runs::OpenRun;
use crate::views::Problem;
use crate::voice::Survey;

use super::heard::Heard;

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
    /// Answers to a kept questionnaire.
    ///
    /// # Errors
    /// `unknown-survey`, `survey-no-answers`, or when the ledger cannot be read.
    pub(super) async fn heard(&self, id: &str) -> Result<Heard> {
        let text = self.survey_file(id, None).await?.text;
        Heard::of(&self.records().await?, Survey::parse(&text)?, None).await
    }

    /// Answers to a questionnaire with the run that says what customers are worth.
    ///
    /// # Errors
    /// As [`Service::heard`], or `no-run`.
    pub(super) async fn heard_and_run(&self, id: &str) -> Result<(Heard, OpenRun)> {
        let heard = self.heard(id).await?;
        Ok((heard, self.needed_run().await?))
    }
}

/// An answer, or the refusal that is one; what else went wrong is an error.
pub(super) fn answered<T>(found: Result<T>) -> Result<(Option<T>, Option<Problem>)> {
    const KNOWN: [&str; 4] = ["no-run", "unknown-survey", "unknown-wave", "unknown-dimension"];
    const KINDS: [&str; 8] = [
        "survey-", "voice-", "driver-", "association-", "compare-", "questionnaire-", "answers-", "sample-",
    ];
    match found {
        Ok(view) => Ok((Some(view), None)),
        Err(error) => {
            let known = KNOWN.contains(&error.code()) || KINDS.iter().any(|kind| error.code().starts_with(kind));
            if known { Ok((None, Some(error.into()))) } else { Err(error) }
        }
    }
}

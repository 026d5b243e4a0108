//! Questionnaires that the portfolio keeps: list, read, keep, remove.

use std::sync::Arc;

use chrono::{DateTime, SecondsFormat, Utc};

use crate::analyses::{self, Registry, Voice};
use crate::error::Result;
use crate::kept::SURVEYS;
use crate::views::{KeptSurvey, SurveyFile};
use crate::voice::Survey;

use super::Service;

impl Service {
    /// Every questionnaire that the portfolio keeps, by id.
    ///
    /// # Errors
    /// When the metadata cannot be read.
    pub async fn kept_surveys(&self) -> Result<Vec<KeptSurvey>> {
        let mut found = Vec::new();
        for (id, kept) in SURVEYS.all(self.folder.store()).await? {
            let current = kept.current()?;
            let parsed = Survey::parse(&current.text);
            found.push(KeptSurvey {
                id,
                asked: parsed.as_ref().ok().map(Survey::described),
                version: current.number,
                saved_at: current.saved_at.clone(),
                problem: parsed.as_ref().err().map(|error| error.problem().clone()),
            });
        }
        Ok(found)
    }

    /// The kept questionnaires, by id. One that no longer fits is left out; [`Service::kept_surveys`] says why.
    ///
    /// # Errors
    /// When the metadata cannot be read.
    pub async fn surveys(&self) -> Result<Vec<Survey>> {
        let texts = SURVEYS.texts(self.folder.store()).await?;
        Ok(texts.iter().filter_map(|(_, text)| Survey::parse(text).ok()).collect())
    }

    /// The same analyses with the questionnaires of the portfolio.
    ///
    /// # Errors
    /// When the metadata cannot be read.
    pub(super) async fn with_surveys(&self, registry: Registry) -> Result<Registry> {
        let mut found = Vec::new();
        for (_, kept) in SURVEYS.all(self.folder.store()).await? {
            let current = kept.current()?;
            if let Ok(survey) = Survey::parse(&current.text) {
                found.push(analyses::KeptSurvey { version: current.number, text: current.text.clone(), survey });
            }
        }
        Ok(registry.replaced(Arc::new(Voice::new(found))))
    }

    /// A kept questionnaire as it is written, with the numbers of its versions.
    ///
    /// # Errors
    /// `unknown-survey`, or `unknown-survey-version`.
    pub async fn survey_file(&self, id: &str, version: Option<u32>) -> Result<SurveyFile> {
        let kept = SURVEYS.one(self.folder.store(), id).await?;
        let chosen = SURVEYS.version(id, &kept, version)?;
        Ok(SurveyFile {
            id: id.to_owned(),
            version: chosen.number,
            saved_at: chosen.saved_at.clone(),
            text: chosen.text.clone(),
            versions: kept.numbers(),
        })
    }

    /// Checks a questionnaire and keeps it as its next version; the next run reads it.
    ///
    /// # Errors
    /// `survey-…` or `questionnaire-…`, naming the line and what was expected.
    pub async fn add_survey(&self, text: &str, now: DateTime<Utc>) -> Result<SurveyFile> {
        let survey = Survey::parse(text)?;
        let writer = self.folder.writer(now).await?;
        let _turn = writer.turn().await;
        self.keep_survey(&survey, text, now).await?;
        self.survey_file(&survey.id, None).await
    }

    /// Keeps a questionnaire where it is new or its text changed; says the version that counts. The caller writes.
    pub(super) async fn keep_survey(&self, survey: &Survey, text: &str, now: DateTime<Utc>) -> Result<u32> {
        let saved_at = now.to_rfc3339_opts(SecondsFormat::Secs, true);
        SURVEYS.put(self.folder.store(), &survey.id, text, &saved_at).await
    }

    /// Removes a questionnaire with its versions; its answers stay in the ledger, and runs keep what they computed.
    ///
    /// # Errors
    /// `unknown-survey`.
    pub async fn remove_survey(&self, id: &str, now: DateTime<Utc>) -> Result<()> {
        let writer = self.folder.writer(now).await?;
        let _turn = writer.turn().await;
        SURVEYS.remove(self.folder.store(), id).await
    }
}

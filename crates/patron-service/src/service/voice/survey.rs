use serde_json::{Map, json};

use crate::error::Result;
use crate::run::format_day;
use crate::service::Service;
use crate::views::{Notice, Severity, VoiceSurvey, VoiceSurveyAnswer, VoiceWave};
use crate::voice::{described_instrument, index_at};

use super::figures::{change, correct};
use super::heard::{Heard, LEVEL, Wave};
use super::request::{VoiceOf, answered};

impl Service {
    /// Answers to one questionnaire over its waves, and every figure of one wave or of all.
    ///
    /// # Errors
    /// `unknown-survey`, `survey-no-answers`, `unknown-wave`, or when the ledger cannot be read.
    pub async fn voice_survey(&self, of: &VoiceOf) -> Result<VoiceSurvey> {
        let heard = self.heard(&of.survey).await?;
        let rows = heard.rows(of.wave.as_deref())?;
        let index = index_at(&heard.survey, heard.columns.only(&rows), LEVEL)?;
        let waves: Vec<VoiceWave> = heard.waves.iter().map(|found| wave(&heard, found)).collect::<Result<_>>()?;
        let mut changes = Vec::new();
        for pair in heard.waves.windows(2) {
            // of waves of a single answer nothing can be told
            if let ([before, after], Ok(found)) = (pair, heard.difference(&pair[0].rows, &pair[1].rows)) {
                changes.push(change(&before.id, &after.id, &found));
            }
        }
        correct(&mut changes)?;
        let (low, high) = heard.scored.scoring.range();
        let notices = small(waves.iter().filter_map(|wave| Some((wave.id.as_str(), wave.figure?.small))));
        Ok(VoiceSurvey {
            id: heard.survey.id.clone(),
            name: heard.survey.name.clone(),
            instrument: described_instrument(&heard.survey),
            figure: heard.scored.scoring.figure.id().to_owned(),
            low,
            high,
            wave: of.wave.clone(),
            waves,
            changes,
            notices: index.notices.iter().cloned().chain(notices).collect(),
            index,
        })
    }

    /// The same for pages: why there is none is an answer.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub async fn voice_survey_answer(&self, of: &VoiceOf) -> Result<VoiceSurveyAnswer> {
        let (survey, problem) = answered(self.voice_survey(of).await)?;
        Ok(VoiceSurveyAnswer { survey, problem })
    }
}

fn wave(heard: &Heard, wave: &Wave) -> Result<VoiceWave> {
    let of = heard.of_instrument(&wave.rows)?;
    Ok(VoiceWave {
        id: wave.id.clone(),
        from: format_day(wave.from),
        to: format_day(wave.to),
        respondents: wave.rows.len(),
        customers: heard.customers(&wave.rows),
        figure: heard.figure(&wave.rows)?,
        classes: heard.classes(&wave.rows),
        nps: of.nps,
        satisfaction: of.satisfaction,
        effort: of.effort,
        parts: heard.parts(&wave.rows)?,
    })
}

/// A notice where some of the figures stand on few answers.
pub(super) fn small<'a>(figures: impl Iterator<Item = (&'a str, bool)>) -> Option<Notice> {
    let few: Vec<&str> = figures.filter(|(_, small)| *small).map(|(name, _)| name).collect();
    if few.is_empty() {
        return None;
    }
    let names = few.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let mut values = Map::new();
    values.insert("names".to_owned(), json!(few.join(", ")));
    let message = format!("{names} stand on fewer than 30 answers: intervals are wide");
    Some(Notice { code: "voice-few-answers".to_owned(), severity: Severity::Warning, message, values })
}

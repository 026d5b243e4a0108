use std::collections::BTreeMap;

use datafusion::functions_aggregate::expr_fn::count;
use datafusion::logical_expr::{col, lit};

use crate::error::{Result, ServiceError};
use crate::query::read;
use crate::records::Records;
use crate::run::format_day;
use crate::service::Service;
use crate::views::{VoiceOverview, VoiceOverviewAnswer, VoiceSurveyHead, VoiceUnknownSurvey};
use crate::voice::described_instrument;

use super::figures::change;
use super::heard::Heard;
use super::request::answered;

impl Service {
    /// Which questionnaires have answers, and what they say in one figure each.
    ///
    /// # Errors
    /// `voice-nothing` where the ledger has neither answers nor contacts, or when it cannot be read.
    pub async fn voice_overview(&self) -> Result<VoiceOverview> {
        let records = self.records().await?;
        let contacts = records.rows("interactions");
        if records.rows("surveys") == 0 && contacts == 0 {
            let message = "the ledger has neither answers of customers nor contacts; expected some of one";
            return Err(ServiceError::new("voice-nothing", message)
                .hint("begin with a questionnaire: `patron survey template nps > nps.toml`"));
        }
        let mut answers = answers(&records).await?;
        let mut surveys = Vec::new();
        for survey in self.surveys().await? {
            if answers.remove(&survey.id).is_some() {
                surveys.push(head(&Heard::of(&records, survey, None).await?)?);
            }
        }
        surveys.sort_by(|one, other| other.respondents.cmp(&one.respondents).then_with(|| one.id.cmp(&other.id)));
        let unknown = answers.into_iter().map(|(id, answers)| VoiceUnknownSurvey { id, answers }).collect();
        let as_of = self.current_run().await?.map(|run| run.record.view.as_of.clone());
        Ok(VoiceOverview { as_of, surveys, unknown, contacts })
    }

    /// The same for pages: why nothing is known is an answer.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub async fn voice_overview_answer(&self) -> Result<VoiceOverviewAnswer> {
        let (voice, problem) = answered(self.voice_overview().await)?;
        Ok(VoiceOverviewAnswer { voice, problem })
    }
}

/// Rows of the ledger by questionnaire.
async fn answers(records: &Records) -> Result<BTreeMap<String, u64>> {
    if records.rows("surveys") == 0 {
        return Ok(BTreeMap::new());
    }
    let all = records.table(&records.engine().session(), "surveys")?;
    let counted = all.aggregate(vec![col("instrument")], vec![count(lit(1_i64)).alias("answers")])?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count that came from the engine")]
    let counted = read(counted).await?.into_iter().filter_map(|row| {
        Some((row.text("instrument")?, row.number("answers").unwrap_or_default() as u64))
    });
    Ok(counted.collect())
}

fn head(heard: &Heard) -> Result<VoiceSurveyHead> {
    let all = heard.rows(None)?;
    let (low, high) = heard.scored.scoring.range();
    let days = || heard.columns.beside.iter().map(|beside| beside.day);
    let change = match heard.waves.as_slice() {
        // of a wave of one answer nothing can be told
        [.., before, last] => {
            heard.difference(&before.rows, &last.rows).ok().map(|found| change(&before.id, &last.id, &found))
        }
        _ => None,
    };
    let latest = match heard.waves.last() {
        Some(last) => heard.figure(&last.rows)?,
        None => None,
    };
    Ok(VoiceSurveyHead {
        id: heard.survey.id.clone(),
        name: heard.survey.name.clone(),
        instrument: described_instrument(&heard.survey),
        figure: heard.scored.scoring.figure.id().to_owned(),
        low,
        high,
        waves: heard.waves.iter().map(|wave| wave.id.clone()).collect(),
        respondents: all.len(),
        customers: heard.customers(&all),
        first_day: format_day(days().min().unwrap_or_default()),
        last_day: format_day(days().max().unwrap_or_default()),
        latest,
        change,
    })
}

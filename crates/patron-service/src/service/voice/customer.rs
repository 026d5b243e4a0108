use datafusion::logical_expr::{col, lit};
use patron_voice::questionnaire::Role;

use crate::error::{Result, ServiceError};
use crate::run::format_day;
use crate::service::Service;
use crate::views::{
    CustomerVoice, CustomerVoiceAnswer, CustomerVoiceContact, CustomerVoiceItem, CustomerVoiceScore,
};
use crate::voice::{Class, described_instrument};

use super::contacts::{Contact, Sort, contacts};
use super::heard::Heard;
use super::request::answered;

/// Rows of each list.
const MOST: usize = 200;

impl Service {
    /// What one customer answered, complained about and suggested, the latest first.
    ///
    /// # Errors
    /// `voice-nothing` where the ledger has neither of this customer, or when it cannot be read.
    pub async fn customer_voice(&self, id: &str) -> Result<CustomerVoice> {
        let records = self.records().await?;
        let mut scores: Vec<(i32, CustomerVoiceScore)> = Vec::new();
        if records.rows("surveys") > 0 {
            for survey in self.surveys().await? {
                match Heard::of(&records, survey, Some(id)).await {
                    Ok(heard) => scores.extend(said(&heard)),
                    Err(error) if error.code() == "survey-no-answers" => {}
                    Err(error) => return Err(error),
                }
            }
        }
        let found = contacts(&records, i32::MAX, Some(col("customer_id").eq(lit(id)))).await?;
        if scores.is_empty() && found.is_empty() {
            let message = format!("the ledger has neither answers nor contacts of customer `{id}`");
            return Err(ServiceError::new("voice-nothing", message)
                .value("customer", id)
                .hint("answers count where their questionnaire is kept: `patron survey list`"));
        }
        scores.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.survey.cmp(&other.1.survey)));
        let count = |of: fn(&Contact) -> bool| found.iter().filter(|one| of(one)).count() as u64;
        Ok(CustomerVoice {
            customer_id: id.to_owned(),
            scores: scores.into_iter().map(|(_, score)| score).take(MOST).collect(),
            contacts: found.iter().rev().take(MOST).map(contact).collect(),
            complaints: count(|one| one.sort == Sort::Complaint),
            open_complaints: count(Contact::is_open),
            suggestions: count(|one| one.sort == Sort::Suggestion),
        })
    }

    /// The same for pages: why nothing is known is an answer.
    ///
    /// # Errors
    /// When nothing can be read.
    pub async fn customer_voice_answer(&self, id: &str) -> Result<CustomerVoiceAnswer> {
        let (voice, problem) = answered(self.customer_voice(id).await)?;
        Ok(CustomerVoiceAnswer { voice, problem })
    }
}

/// Every response, with its day.
fn said(heard: &Heard) -> Vec<(i32, CustomerVoiceScore)> {
    let scoring = &heard.scored.scoring;
    let of_wave = |wave: &super::heard::Wave| {
        let row = |row: &usize| {
            let (beside, score) = (&heard.columns.beside[*row], heard.scored.scores[*row]);
            let class = score.map(|score| scoring.class(score));
            let score = CustomerVoiceScore {
                survey: heard.survey.id.clone(),
                name: heard.survey.name.clone(),
                instrument: described_instrument(&heard.survey),
                day: format_day(beside.day),
                wave: wave.id.clone(),
                respondent: beside.respondent.clone(),
                touchpoint: beside.touchpoint.clone(),
                low: scoring.low,
                high: scoring.high,
                score,
                class: class.map(|class| scoring.named(class).0.to_owned()),
                class_label: class.map(|class| scoring.named(class).1),
                displeased: class == Some(Class::Displeased),
                items: items(heard, *row),
            };
            (beside.day, score)
        };
        wave.rows.iter().map(row).collect::<Vec<_>>()
    };
    heard.waves.iter().flat_map(of_wave).collect()
}

fn items(heard: &Heard, row: usize) -> Vec<CustomerVoiceItem> {
    let asked = heard.survey.questionnaire.of_role(Role::Answer).enumerate();
    asked
        .filter_map(|(place, (of_all, item))| {
            Some(CustomerVoiceItem {
                id: item.id.clone(),
                text: heard.survey.items[of_all].text.clone(),
                answer: heard.reading.answers.get(row, place)?,
                low: item.scale.low(),
                high: item.scale.high(),
                expectation: heard.reading.expectations.as_ref().and_then(|of| of.get(row, place)),
            })
        })
        .collect()
}

fn contact(one: &Contact) -> CustomerVoiceContact {
    CustomerVoiceContact {
        day: format_day(one.on),
        kind: one.kind.clone(),
        sort: one.sort.id().to_owned(),
        value: one.value.clone(),
        touchpoint: one.touchpoint.clone(),
        resolved: one.resolved_on.clone(),
        days: one.took,
        open: one.is_open(),
    }
}

use std::collections::BTreeSet;
use std::sync::Arc;

use arrow::array::{ArrayRef, Float64Array, RecordBatch, StringArray, UInt64Array};
use patron_voice::stake::call_first;

use crate::error::{Result, ServiceError};
use crate::run::format_day;
use crate::service::{Service, SqlAnswer};
use crate::views::{VoiceCall, VoiceCalls, VoiceCallsAnswer};
use crate::voice::{Class, described_instrument};

use super::facts::{EQUITY, Facts, NAME, OWNER, REVENUE, facts};
use super::heard::{Heard, Opinion};
use super::request::{VoiceCallsOf, answered};

/// Measure of complaints without an end.
const OPEN: &str = "complaints_unresolved";

impl Service {
    /// Whom to call first: customers who are not pleased, by equity times displeasure; at most `limit` of them.
    ///
    /// # Errors
    /// `no-run`, `voice-no-customers` where no answer names a customer, or as [`Service::voice_survey`].
    pub async fn voice_calls(&self, of: &VoiceCallsOf, limit: usize) -> Result<VoiceCalls> {
        let id = match &of.survey {
            Some(id) => id.clone(),
            None => self.most_answered().await?,
        };
        let (heard, run) = self.heard_and_run(&id).await?;
        let opinions = heard.opinions(&heard.rows(of.wave.as_deref())?);
        if opinions.is_empty() {
            let message = format!("no answer to `{id}` names a customer; expected some that do");
            return Err(ServiceError::new("voice-no-customers", message)
                .value("survey", id)
                .hint("name the column of the customer under `[columns]` of the questionnaire"));
        }
        let ids = opinions.iter().map(|one| one.customer.as_str());
        let known = facts(&run, ids, &[NAME, OWNER, REVENUE, EQUITY, OPEN]).await?;
        let mut rows = calls(&heard, &opinions, &known);
        let owners = rows.iter().filter_map(|row| row.owner.clone()).collect::<BTreeSet<_>>().into_iter().collect();
        if let Some(owner) = &of.owner {
            rows.retain(|row| row.owner.as_ref() == Some(owner));
        }
        let (customers, equity) = (rows.len() as u64, rows.iter().map(|row| row.equity).sum());
        rows.truncate(limit);
        Ok(VoiceCalls {
            survey: heard.survey.id.clone(),
            name: heard.survey.name.clone(),
            instrument: described_instrument(&heard.survey),
            as_of: run.record.view.as_of.clone(),
            customers,
            equity,
            owners,
            rows,
        })
    }

    /// The same for pages: why there is no list is an answer.
    ///
    /// # Errors
    /// When nothing can be read.
    pub async fn voice_calls_answer(&self, of: &VoiceCallsOf, limit: usize) -> Result<VoiceCallsAnswer> {
        let (calls, problem) = answered(self.voice_calls(of, limit).await)?;
        Ok(VoiceCallsAnswer { calls, problem })
    }

    /// The whole list as a table.
    ///
    /// # Errors
    /// As [`Service::voice_calls`].
    pub async fn export_voice_calls(&self, of: &VoiceCallsOf) -> Result<SqlAnswer> {
        let found = self.voice_calls(of, usize::MAX).await?;
        Ok(SqlAnswer { frame: self.engine.session().read_batch(found.table()?)? })
    }

    /// The questionnaire that names most customers.
    async fn most_answered(&self) -> Result<String> {
        let overview = self.voice_overview().await?;
        // the first of equals by name
        let most = overview.surveys.into_iter().rev().max_by_key(|survey| survey.customers);
        most.map(|survey| survey.id).ok_or_else(|| {
            ServiceError::new("voice-nothing", "no kept questionnaire has answers; expected one that does")
                .hint("put answers there first: `patron survey import QUESTIONNAIRE ANSWERS`")
        })
    }
}

fn calls(heard: &Heard, opinions: &[Opinion], known: &Facts) -> Vec<VoiceCall> {
    let scoring = &heard.scored.scoring;
    let weighed: Vec<(f64, Option<f64>)> = opinions
        .iter()
        .map(|one| {
            let equity = known.get(&one.customer).and_then(|row| row.number(EQUITY));
            // who is pleased is not called, however much there is to lose
            let displeasure = match scoring.class(one.score) {
                Class::Pleased => 0.0,
                Class::Middle | Class::Displeased => scoring.displeasure(one.score),
            };
            (displeasure, equity)
        })
        .collect();
    let call = |(place, order): (u64, usize)| {
        let (one, (displeasure, equity)) = (&opinions[order], weighed[order]);
        let (row, equity) = (known.get(&one.customer)?, equity?);
        let (class, class_label) = scoring.named(scoring.class(one.score));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of the run")]
        let open_complaints = row.number(OPEN).unwrap_or_default() as u64;
        Some(VoiceCall {
            place,
            customer_id: one.customer.clone(),
            name: row.text(NAME),
            owner: row.text(OWNER),
            class: class.to_owned(),
            class_label,
            score: one.score,
            answered: format_day(one.day),
            displeasure,
            equity,
            urgency: displeasure * equity,
            revenue: row.number(REVENUE),
            open_complaints,
        })
    };
    (1..).zip(call_first(&weighed)).filter_map(call).collect()
}

impl VoiceCalls {
    /// The rows as a table.
    ///
    /// # Errors
    /// When the engine refuses it.
    pub fn table(&self) -> Result<RecordBatch> {
        let texts = |of: fn(&VoiceCall) -> Option<&str>| -> ArrayRef {
            Arc::new(self.rows.iter().map(of).collect::<StringArray>())
        };
        let numbers = |of: fn(&VoiceCall) -> Option<f64>| -> ArrayRef {
            Arc::new(self.rows.iter().map(of).collect::<Float64Array>())
        };
        let counts = |of: fn(&VoiceCall) -> u64| -> ArrayRef {
            Arc::new(self.rows.iter().map(|row| Some(of(row))).collect::<UInt64Array>())
        };
        Ok(RecordBatch::try_from_iter([
            ("place", counts(|row| row.place)),
            ("customer_id", texts(|row| Some(&row.customer_id))),
            ("name", texts(|row| row.name.as_deref())),
            ("account_manager", texts(|row| row.owner.as_deref())),
            ("class", texts(|row| Some(&row.class))),
            ("score", numbers(|row| Some(row.score))),
            ("answered_on", texts(|row| Some(&row.answered))),
            ("displeasure", numbers(|row| Some(row.displeasure))),
            ("customer_equity", numbers(|row| Some(row.equity))),
            ("urgency", numbers(|row| Some(row.urgency))),
            ("revenue", numbers(|row| row.revenue)),
            ("complaints_unresolved", counts(|row| row.open_complaints)),
        ])?)
    }
}

use patron_voice::answers::Answers;
use patron_voice::drivers::{Draws, Driver, Drivers, Place, Stated, drivers, place, stated};
use patron_voice::questionnaire::Role;

use crate::error::{Result, ServiceError};
use crate::service::Service;
use crate::views::{Notice, VoiceDriver, VoiceDrivers, VoiceDriversAnswer, VoiceName};

use super::figures::{Part, corrected};
use super::heard::{Heard, LEVEL};
use super::request::{VoiceOf, answered};
use super::survey::small;

/// Surveys drawn again for the intervals of weights, at most so many; of many respondents fewer, so that a page does not
/// wait.
const DRAWS: usize = 400;
/// Respondents times items that are drawn in all.
const WORK: usize = 40_000_000;
/// Fewest draws that an interval stands on.
const LEAST: usize = 100;
const SEED: u64 = 7;

/// An item that may go with the outcome.
struct Candidate {
    /// place among the answers
    place: usize,
    id: String,
    dimension: Option<String>,
}

impl Service {
    /// What an outcome goes together with: association, not cause; and the map of importance against performance.
    ///
    /// # Errors
    /// `voice-outcome`, `voice-one-item`, `drivers-…` where nothing can be told, or as [`Service::voice_survey`].
    pub async fn voice_drivers(&self, of: &VoiceOf, outcome: Option<&str>) -> Result<VoiceDrivers> {
        let heard = self.heard(&of.survey).await?;
        let rows = heard.rows(of.wave.as_deref())?;
        drivers_of(&heard, &rows, of.wave.clone(), outcome)
    }

    /// The same for pages: why there are none is an answer.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub async fn voice_drivers_answer(&self, of: &VoiceOf, outcome: Option<&str>) -> Result<VoiceDriversAnswer> {
        let (drivers, problem) = answered(self.voice_drivers(of, outcome).await)?;
        Ok(VoiceDriversAnswer { drivers, problem })
    }
}

fn drivers_of(heard: &Heard, rows: &[usize], wave: Option<String>, outcome: Option<&str>) -> Result<VoiceDrivers> {
    let candidates = candidates(heard);
    let mut outcomes = heard.items();
    outcomes.extend(heard.measured()?.into_iter().filter(|_| !heard.survey.questionnaire.dimensions().is_empty()));
    let wanted = outcome.map_or_else(|| usual(heard, &candidates), str::to_owned);
    let named = |part: &Part<'_>| VoiceName { id: part.id.clone(), label: part.label.clone() };
    let Some(chosen) = outcomes.iter().find(|part| part.id == wanted) else {
        let have: Vec<String> = outcomes.iter().map(|part| format!("`{}`", part.id)).collect();
        let message = format!("outcome `{wanted}`; expected one of {}", have.join(", "));
        return Err(ServiceError::new("voice-outcome", message).value("outcome", wanted).hint("an item or a dimension"));
    };
    let others: Vec<&Candidate> =
        candidates.iter().filter(|one| one.id != wanted && one.dimension.as_deref() != Some(wanted.as_str())).collect();
    if others.is_empty() {
        let message = format!("`{}` asks nothing beside `{wanted}`; expected another item", heard.survey.id);
        return Err(ServiceError::new("voice-one-item", message)
            .value("survey", heard.survey.id.as_str())
            .hint("ask about parts of the service beside the whole"));
    }
    let answers = answers(heard, rows, &others)?;
    let values: Vec<Option<f64>> = rows.iter().map(|row| chosen.value(*row)).collect();
    let draws = (WORK / (rows.len() * others.len()).max(1)).clamp(LEAST, DRAWS);
    let found = drivers(&answers, &values, Draws { draws, seed: SEED }, LEVEL)
        .map_err(|error| named_item(ServiceError::new(error.code(), error.to_string()).hint(error.hint()), &others))?;
    view(heard, rows, wave, (named(chosen), outcomes.iter().map(named).collect()), &others, &found, &values)
}

/// Items of the questionnaire.
fn candidates(heard: &Heard) -> Vec<Candidate> {
    let asked = heard.survey.questionnaire.of_role(Role::Answer).enumerate();
    asked
        .map(|(place, (_, item))| Candidate { place, id: item.id.clone(), dimension: item.dimension.clone() })
        .collect()
}

/// The first item without a dimension, else the last dimension, else the first item.
fn usual(heard: &Heard, candidates: &[Candidate]) -> String {
    let dimensions = heard.survey.questionnaire.dimensions();
    let free = candidates.iter().find(|one| one.dimension.is_none() && !dimensions.is_empty());
    let last = dimensions.last().map(|dimension| dimension.id.clone()).filter(|_| dimensions.len() > 1);
    free.map(|one| one.id.clone()).or(last).or_else(|| candidates.first().map(|one| one.id.clone())).unwrap_or_default()
}

fn answers(heard: &Heard, rows: &[usize], others: &[&Candidate]) -> Result<Answers> {
    let column = |one: &&Candidate| rows.iter().map(|row| heard.reading.answers.get(*row, one.place)).collect();
    let wrong = |error: patron_voice::answers::AnswersError| {
        ServiceError::new(error.code(), error.to_string()).hint(error.hint())
    };
    let answers = Answers::new(others.iter().map(column).collect()).map_err(wrong)?;
    match &heard.columns.weights {
        None => Ok(answers),
        Some(weights) => answers.with_weights(rows.iter().map(|row| weights[*row]).collect()).map_err(wrong),
    }
}

/// Refusals of the kernel count items; people know them by their ids.
fn named_item(error: ServiceError, others: &[&Candidate]) -> ServiceError {
    let names: Vec<&str> = others.iter().map(|one| one.id.as_str()).collect();
    error.value("items", names)
}

fn view(
    heard: &Heard,
    rows: &[usize],
    wave: Option<String>,
    (outcome, outcomes): (VoiceName, Vec<VoiceName>),
    others: &[&Candidate],
    found: &Drivers,
    values: &[Option<f64>],
) -> Result<VoiceDrivers> {
    let items: Vec<_> = heard.survey.questionnaire.of_role(Role::Answer).collect();
    let complete: Vec<usize> = rows
        .iter()
        .zip(values)
        .filter(|(row, value)| {
            value.is_some() && others.iter().all(|one| heard.reading.answers.get(**row, one.place).is_some())
        })
        .map(|(row, _)| *row)
        .collect();
    let mean = |of: &dyn Fn(usize) -> Option<f64>| heard.sample(&complete, of).map(|sample| sample.mean());
    let performance: Vec<f64> = others
        .iter()
        .map(|one| {
            let mean = mean(&|row| heard.reading.answers.get(row, one.place)).unwrap_or_default();
            items[one.place].1.scale.to_hundred(mean)
        })
        .collect();
    let said: Vec<Option<f64>> = others
        .iter()
        .map(|one| mean(&|row| heard.reading.importances.as_ref().and_then(|of| of.get(row, one.place))))
        .collect();
    let average = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let known: Vec<f64> = said.iter().copied().flatten().collect();
    let cut_stated = (!known.is_empty()).then(|| average(&known));
    let cut_performance = average(&performance);
    let cut_importance = 1.0 / others.len() as f64;
    let corrected = corrected(&found.items.iter().map(|item| item.p_value).collect::<Vec<_>>())?;
    let row = |order: usize| {
        let (one, item): (&Candidate, &Driver) = (others[order], &found.items[order]);
        let (performance, said) = (performance[order], said[order]);
        VoiceDriver {
            id: one.id.clone(),
            label: heard.survey.items[items[one.place].0].text.clone(),
            dimension: one.dimension.clone(),
            performance,
            correlation: item.correlation,
            correlation_low: item.correlation_interval.low,
            correlation_high: item.correlation_interval.high,
            standardised: item.standardised,
            standardised_low: item.standardised_interval.low,
            standardised_high: item.standardised_interval.high,
            p_value: item.p_value,
            p_holm: corrected[order].0,
            p_bh: corrected[order].1,
            weight: item.weight,
            weight_low: item.weight_interval.map(|interval| interval.low),
            weight_high: item.weight_interval.map(|interval| interval.high),
            share: item.share,
            place: place_id(place(item.share, performance, cut_importance, cut_performance)).to_owned(),
            stated: said,
            stated_place: said
                .zip(cut_stated)
                .map(|(said, cut)| place_id(place(said, performance, cut, cut_performance)).to_owned()),
            stated_against_derived: said
                .zip(cut_stated)
                .map(|(said, cut)| stated_id(stated(said, item.share, cut, cut_importance)).to_owned()),
        }
    };
    let mut rows: Vec<VoiceDriver> = (0..others.len()).map(row).collect();
    rows.sort_by(|one, other| other.share.total_cmp(&one.share));
    let few = (found.respondents as f64) < patron_voice::sample::SMALL;
    let notices: Vec<Notice> = small([(outcome.id.as_str(), few)].into_iter()).into_iter().collect();
    Ok(VoiceDrivers {
        id: heard.survey.id.clone(),
        name: heard.survey.name.clone(),
        wave,
        outcome,
        outcomes,
        respondents: found.respondents,
        left_out: found.left_out,
        r_squared: found.r_squared,
        cut_importance,
        cut_performance,
        cut_stated,
        drivers: rows,
        notices,
    })
}

fn place_id(place: Place) -> &'static str {
    match place {
        Place::KeepUp => "keep-up",
        Place::Concentrate => "concentrate",
        Place::LowPriority => "low-priority",
        Place::Overdone => "overdone",
    }
}

fn stated_id(stated: Stated) -> &'static str {
    match stated {
        Stated::Key => "key",
        Stated::Granted => "granted",
        Stated::Hidden => "hidden",
        Stated::Minor => "minor",
    }
}

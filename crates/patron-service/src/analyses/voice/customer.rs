//! The responses of one customer as figures.

use patron_voice::questionnaire::Instrument;

use super::columns::{CSAT, Columns, INSTRUMENTS, NPS};
use super::response::{Answers, Reader};
use crate::error::Result;

/// Days before the customer's latest answer in which other respondents' answers count beside it.
pub(crate) const DAYS_BESIDE: i32 = 90;
const DAYS_A_YEAR: f64 = 365.25;
/// How far a mean of answers may lie beside a bound by rounding.
pub(crate) const ROUNDED: f64 = 1e-9;

/// What one respondent answered at one moment.
#[derive(Debug, Clone)]
pub(super) struct Response {
    /// place of the questionnaire
    pub(super) survey: usize,
    /// none where the ledger names no respondent: then the customer itself
    pub(super) who: Option<String>,
    /// numbers tell moments apart
    pub(super) moment: i64,
    /// since 1970-01-01
    pub(super) day: i32,
    pub(super) answers: Answers,
}

/// What a customer's answers say.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Said {
    pub(super) figures: Vec<Option<f64>>,
    /// points of satisfaction a year
    pub(super) trend: Option<f64>,
    /// whether it would not recommend or is dissatisfied; none where neither was asked
    pub(super) displeased: Option<bool>,
}

/// A response and its figures.
struct Read<'a> {
    response: &'a Response,
    figures: Vec<Option<f64>>,
}

/// The figures of one customer.
pub(super) fn said(responses: &[Response], readers: &[Reader], columns: &Columns) -> Result<Said> {
    let mut read = Vec::with_capacity(responses.len());
    for response in responses {
        let mut figures = vec![None; columns.len()];
        if let Some(reader) = readers.get(response.survey) {
            reader.read(&response.answers, &mut figures)?;
        }
        read.push(Read { response, figures });
    }
    let mut said = Said { figures: vec![None; columns.len()], trend: trend(&read), displeased: None };
    let mut displeased = Vec::new();
    for instrument in INSTRUMENTS {
        let group = columns.group(instrument);
        let own: Vec<&Read> = read
            .iter()
            .filter(|one| readers.get(one.response.survey).is_some_and(|reader| reader.instrument == instrument))
            .filter(|one| one.figures.iter().any(Option::is_some))
            .collect();
        let counted = latest(&own);
        for place in group {
            let values: Vec<f64> = counted.iter().filter_map(|one| one.figures.get(place).copied().flatten()).collect();
            if let (Some(figure), false) = (said.figures.get_mut(place), values.is_empty()) {
                *figure = Some(values.iter().sum::<f64>() / values.len() as f64);
            }
        }
        let figure = |place: usize| said.figures.get(place).copied().flatten();
        let reader = counted.first().and_then(|one| readers.get(one.response.survey));
        displeased.extend(match instrument {
            Instrument::Nps => figure(NPS).map(|score| score < 7.0 - ROUNDED),
            Instrument::Csat => {
                figure(CSAT).zip(reader).map(|(score, reader)| score <= reader.dissatisfied_to + ROUNDED)
            }
            _ => None,
        });
    }
    said.displeased = (!displeased.is_empty()).then(|| displeased.contains(&true));
    Ok(said)
}

/// Of the questionnaire answered last: each respondent's latest answer, where it is not much older than the last of all.
fn latest<'a>(own: &[&'a Read<'a>]) -> Vec<&'a Read<'a>> {
    let order = |one: &&&Read| (one.response.moment, one.response.survey);
    let Some(last) = own.iter().max_by_key(order) else { return Vec::new() };
    let beside = own.iter().filter(|one| {
        one.response.survey == last.response.survey && one.response.day > last.response.day - DAYS_BESIDE
    });
    let mut counted: Vec<&Read> = Vec::new();
    for one in beside {
        match counted.iter_mut().find(|known| known.response.who == one.response.who) {
            Some(known) if known.response.moment <= one.response.moment => *known = one,
            Some(_) => {}
            None => counted.push(one),
        }
    }
    counted
}

/// The slope of satisfaction by least squares; none where all answers are of one day.
fn trend(read: &[Read]) -> Option<f64> {
    let point =
        |one: &Read| Some((f64::from(one.response.day) / DAYS_A_YEAR, one.figures.get(CSAT).copied().flatten()?));
    let points: Vec<(f64, f64)> = read.iter().filter_map(point).collect();
    let count = points.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let spread: f64 = points.iter().map(|point| (point.0 - x).powi(2)).sum();
    let first = points.first()?.0;
    if points.iter().all(|point| point.0 == first) {
        return None;
    }
    Some(points.iter().map(|point| (point.0 - x) * (point.1 - y)).sum::<f64>() / spread)
}

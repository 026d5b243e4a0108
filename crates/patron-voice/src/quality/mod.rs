//! Whether a respondent meant the answers: the same everywhere, too fast, twice, full of gaps \[MC2012\].
//!
//! Flags are reasons to look, not to delete: somebody may be equally content with everything.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use serde::{Deserialize, Serialize};

use crate::answers::Answers;

#[cfg(test)]
mod tests;

/// What is flagged.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Limits {
    /// Answers from which giving the same everywhere, or the same as another respondent, is telling.
    pub least_answers: usize,
    /// Equal answers one after another, from which they are flagged, as a share of the items.
    pub longest_run: f64,
    /// Time under which a respondent is too fast, as a share of the median.
    pub fastest: f64,
    /// Share of gaps from which a respondent is flagged.
    pub most_missing: f64,
}

impl Default for Limits {
    /// Ten answers, runs over half of the items, a third of the median time, half of the answers missing.
    fn default() -> Self {
        Self { least_answers: 10, longest_run: 0.5, fastest: 1.0 / 3.0, most_missing: 0.5 }
    }
}

/// What is known of a respondent's answers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Quality {
    /// Answers given.
    pub answered: usize,
    /// Share of items without an answer.
    pub missing: f64,
    /// Whether too many are missing.
    pub gappy: bool,
    /// Most equal answers one after another; gaps are passed over.
    pub longest_run: usize,
    /// Whether a run is too long.
    pub straight: bool,
    /// Whether all answers are the same.
    pub alike: bool,
    /// Time as a share of the median of all who have one; `None` where it is not known.
    pub pace: Option<f64>,
    /// Whether that is too fast.
    pub speeding: bool,
    /// The earlier respondent, from 0, with the same answers and gaps throughout.
    pub same_as: Option<usize>,
}

/// Why quality cannot be judged.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum QualityError {
    /// Times of others.
    #[error("`{times}` times for `{respondents}` respondents, expected one each")]
    Times {
        /// The times.
        times: usize,
        /// The respondents.
        respondents: usize,
    },
    /// A time that is none.
    #[error("respondent `{respondent}` took `{time}`, expected a finite time above 0")]
    Time {
        /// Which one, from 1.
        respondent: usize,
        /// The time.
        time: f64,
    },
    /// A limit that is none.
    #[error("the limit `{limit}` is `{value}`, expected a number above 0 and up to 1")]
    Limit {
        /// Which one.
        limit: &'static str,
        /// Its value.
        value: f64,
    },
}

impl QualityError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Times { .. } => "quality-times",
            Self::Time { .. } => "quality-time",
            Self::Limit { .. } => "quality-limit",
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Times { .. } => "leave a time empty where it is not known",
            Self::Time { .. } => "check which of start and end is which",
            Self::Limit { .. } => "limits are shares",
        }
    }
}

/// Looks at each respondent; `times` where it is known how long each took, in any unit.
///
/// # Errors
/// When times are not those of the respondents, one is not above 0, or a limit is no share.
pub fn quality(
    answers: &Answers,
    times: Option<&[Option<f64>]>,
    limits: &Limits,
) -> Result<Vec<Quality>, QualityError> {
    check(limits)?;
    let paces = times.map(|times| paces(times, answers.respondents())).transpose()?;
    let mut seen: HashMap<Vec<u64>, usize> = HashMap::new();
    let mut found = Vec::with_capacity(answers.respondents());
    for respondent in 0..answers.respondents() {
        let mut one = runs(answers, respondent, limits);
        one.pace = paces.as_ref().and_then(|paces| paces[respondent]);
        one.speeding = one.pace.is_some_and(|pace| pace < limits.fastest);
        if one.answered >= limits.least_answers {
            let bits = (0..answers.items()).map(|item| (answers.column(item)[respondent] + 0.0).to_bits()).collect();
            match seen.entry(bits) {
                Entry::Occupied(first) => one.same_as = Some(*first.get()),
                Entry::Vacant(place) => {
                    place.insert(respondent);
                }
            }
        }
        found.push(one);
    }
    Ok(found)
}

fn runs(answers: &Answers, respondent: usize, limits: &Limits) -> Quality {
    let (mut answered, mut longest, mut run) = (0, 0, 0);
    let (mut last, mut alike) = (None, true);
    for answer in (0..answers.items()).filter_map(|item| answers.get(respondent, item)) {
        answered += 1;
        let same = last == Some(answer);
        run = if same { run + 1 } else { 1 };
        alike &= same || last.is_none();
        longest = longest.max(run);
        last = Some(answer);
    }
    let items = answers.items() as f64;
    let missing = 1.0 - answered as f64 / items;
    let telling = answered >= limits.least_answers;
    Quality {
        answered,
        missing,
        gappy: missing >= limits.most_missing,
        longest_run: longest,
        straight: telling && longest as f64 > limits.longest_run * items,
        alike: telling && alike,
        pace: None,
        speeding: false,
        same_as: None,
    }
}

fn paces(times: &[Option<f64>], respondents: usize) -> Result<Vec<Option<f64>>, QualityError> {
    if times.len() != respondents {
        return Err(QualityError::Times { times: times.len(), respondents });
    }
    for (place, time) in times.iter().enumerate() {
        if let Some(time) = time.filter(|time| !(time.is_finite() && *time > 0.0)) {
            return Err(QualityError::Time { respondent: place + 1, time });
        }
    }
    let mut known: Vec<f64> = times.iter().copied().flatten().collect();
    known.sort_by(f64::total_cmp);
    let half = known.len() / 2;
    let median = match known.len() {
        0 => return Ok(vec![None; respondents]),
        n if n.is_multiple_of(2) => 0.5 * (known[half - 1] + known[half]),
        _ => known[half],
    };
    Ok(times.iter().map(|time| time.map(|time| time / median)).collect())
}

fn check(limits: &Limits) -> Result<(), QualityError> {
    let shares =
        [("longest-run", limits.longest_run), ("fastest", limits.fastest), ("most-missing", limits.most_missing)];
    match shares.iter().find(|(_, value)| !(*value > 0.0 && *value <= 1.0)) {
        Some((limit, value)) => Err(QualityError::Limit { limit, value: *value }),
        None => Ok(()),
    }
}

//! One tournament from fits to verdict.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::holdout::{HoldoutError, Outcomes, Pit, crps, spread};
use crate::transaction::TransactionModel;

use super::contestant::NotReady;
use super::forecast::{Forecast, Forecaster};
use super::score::Tally;
use super::verdict::{Scores, verdict};
use super::{Contestant, OriginScore, Score, Seen, Verdict, Window};

/// Distinct histories that are forecast at a time.
const CHUNK: usize = 1024;

/// What came out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tournament {
    /// In the order of their scores, smallest first; those that were refused last.
    pub entries: Vec<Entry>,
    /// `None` where nobody forecast at every origin.
    pub verdict: Option<Verdict>,
}

/// One contestant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its name.
    pub id: String,
    /// Number of estimated parameters.
    pub parameters: usize,
    /// Why it could not take part.
    pub refused: Option<Refusal>,
    /// Over all origins; `None` where refused.
    pub score: Option<Score>,
    /// Origin by origin, earliest first; empty where refused.
    pub origins: Vec<OriginScore>,
    /// Where outcomes fell within its forecasts: the map that recalibrates what it says next.
    pub pit: Option<Pit>,
}

/// A fit that was refused at an origin.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Refusal {
    /// Place of the origin, from 0.
    pub origin: usize,
    /// Code of the [`crate::fit::FitError`].
    pub code: String,
    /// What it says.
    pub message: String,
    /// The values in the sentence, by name.
    pub values: Vec<(String, String)>,
}

/// A contestant with what it has collected.
struct Player {
    contestant: Contestant,
    refused: Option<Refusal>,
    tally: Tally,
    /// of the customers of all windows, in their order
    scores: Vec<f64>,
}

impl Player {
    fn new(contestant: Contestant) -> Self {
        Self { contestant, refused: None, tally: Tally::default(), scores: Vec::new() }
    }

    fn mean_score(&self) -> f64 {
        self.scores.iter().sum::<f64>() / self.scores.len() as f64
    }
}

/// What one player said of one history, and how close it came for each customer of that history.
struct Scored {
    /// one for all of them, or one for each
    forecasts: Vec<Forecast>,
    results: Vec<Outcome>,
}

/// Customers of one history, and the place of the first among those seen.
type Group<'a> = (usize, &'a [Seen]);

/// How close a forecast came to one outcome.
#[derive(Clone, Copy)]
struct Outcome {
    purchases: u32,
    crps: f64,
    /// P(N < y) and P(N ≤ y)
    spread: (f64, f64),
}

/// Lets the contestants forecast the windows, earliest first. Where all windows have a calendar, the two best models in
/// days are then let in once more in exposure. `step` is told how many fits and windows are done, of how many, and stops
/// the play with its error.
///
/// # Errors
/// Those of `step`; and those of [`HoldoutError`], which sound contestants never cause.
pub fn play<E: From<HoldoutError>>(
    contestants: &[Contestant],
    windows: &[Window],
    step: impl FnMut(usize, usize) -> Result<(), E>,
) -> Result<Tournament, E> {
    play_watched(contestants, windows, step, |_, _, _| ())
}

/// As [`play`]; `watch` is told what each contestant expects of each customer of a window: the place of the window, that
/// of the contestant, and the expected purchases in the order of [`Window::seen`].
///
/// # Errors
/// As [`play`].
pub fn play_watched<E: From<HoldoutError>>(
    contestants: &[Contestant],
    windows: &[Window],
    mut step: impl FnMut(usize, usize) -> Result<(), E>,
    mut watch: impl FnMut(usize, usize, &[f64]),
) -> Result<Tournament, E> {
    let mut players: Vec<Player> = contestants.iter().map(|&contestant| Player::new(contestant)).collect();
    let in_exposure = !windows.is_empty() && windows.iter().all(|window| window.exposure().is_some());
    let gaps_known = windows.iter().all(Window::knows_gaps);
    let turned = |contestant: Contestant| turned(contestant, gaps_known);
    let can = |player: &Player| in_exposure && turned(player.contestant).is_some();
    let expected = players.iter().filter(|player| can(player)).count().min(IN_EXPOSURE_AT_MOST);
    let first = windows.len() * (contestants.len() + 1);
    let steps = first + if expected > 0 { windows.len() * (expected + 1) } else { 0 };
    round(&mut players, windows, |done| step(done, steps), &mut watch)?;
    if in_exposure {
        let mut best: Vec<&Player> = players.iter().filter(|player| can(player) && player.refused.is_none()).collect();
        best.sort_by(|one, other| one.mean_score().total_cmp(&other.mean_score()));
        let factors = windows.iter().map(Window::factors).max().unwrap_or(0);
        let best = best.into_iter().take(IN_EXPOSURE_AT_MOST).filter_map(|player| turned(player.contestant));
        let mut again: Vec<Player> = best.map(|model| Player::new(Contestant::InExposure { model, factors })).collect();
        if !again.is_empty() {
            round(&mut again, windows, |done| step((first + done).min(steps), steps), |_, _, _| {})?;
        }
        players.extend(again);
    }
    step(steps, steps)?;
    Ok(conclude(players, windows)?)
}

/// Models in days that are let in once more in exposure.
const IN_EXPOSURE_AT_MOST: usize = 2;

/// The model of a contestant, where it can be fitted in exposure: one of regular purchases needs the gaps between them in
/// exposure.
fn turned(contestant: Contestant, gaps_known: bool) -> Option<&'static dyn TransactionModel> {
    let Contestant::Model(model) = contestant else { return None };
    (gaps_known || !model.remembers_the_last_purchase()).then_some(model)
}

/// Lets these players forecast all windows.
fn round<E: From<HoldoutError>>(
    players: &mut [Player],
    windows: &[Window],
    mut step: impl FnMut(usize) -> Result<(), E>,
    mut watch: impl FnMut(usize, usize, &[f64]),
) -> Result<(), E> {
    let of_window = players.len() + 1;
    for (origin, window) in windows.iter().enumerate() {
        let mut ready = Vec::new();
        for (place, player) in players.iter_mut().enumerate() {
            step(origin * of_window + place)?;
            if player.refused.is_some() {
                continue;
            }
            match player.contestant.learn(window) {
                Ok(forecaster) => ready.push((place, forecaster)),
                Err(error) => player.refused = Some(refusal(origin, &error)),
            }
        }
        step(origin * of_window + players.len())?;
        score(window, &ready, players)?;
        for (place, _) in &ready {
            watch(origin, *place, players[*place].tally.latest(window.seen().len()));
        }
    }
    Ok(())
}

fn refusal(origin: usize, error: &NotReady) -> Refusal {
    Refusal { origin, code: error.code().to_owned(), message: error.to_string(), values: error.values() }
}

/// Scores everybody who is ready on one window.
fn score(window: &Window, ready: &[(usize, Forecaster)], players: &mut [Player]) -> Result<(), HoldoutError> {
    if window.seen().is_empty() {
        return Ok(());
    }
    for (place, _) in ready {
        players[*place].tally.begin();
    }
    let mut from = 0;
    let of_history = window.seen().chunk_by(|one, other| one.history == other.history);
    let groups: Vec<Group<'_>> = of_history
        .map(|group| {
            from += group.len();
            (from - group.len(), group)
        })
        .collect();
    for chunk in groups.chunks(CHUNK) {
        let scored: Vec<Vec<Scored>> = chunk.par_iter().map(|group| of_group(window, *group, ready)).collect();
        for ((_, group), scored) in chunk.iter().zip(&scored) {
            for customer in 0..group.len() {
                for ((place, _), said) in ready.iter().zip(scored) {
                    let Outcome { crps, spread, .. } = said.results[customer];
                    let forecast = &said.forecasts[customer.min(said.forecasts.len() - 1)];
                    players[*place].tally.add(forecast, crps, spread)?;
                    players[*place].scores.push(crps);
                }
            }
        }
    }
    let actual: Vec<f64> = window.seen().iter().map(|seen| f64::from(seen.purchases)).collect();
    for (place, forecaster) in ready {
        players[*place].tally.end(&actual, |gradient| forecaster.parameter_variance(gradient))?;
    }
    Ok(())
}

/// Customers of one history, those of one outcome side by side.
fn of_group(window: &Window, (from, group): Group<'_>, ready: &[(usize, Forecaster)]) -> Vec<Scored> {
    let most = group.iter().map(|seen| seen.purchases).max().unwrap_or(0) as usize;
    let Some(first) = group.first() else { return Vec::new() };
    let of_player = |(_, forecaster): &(usize, Forecaster)| {
        if forecaster.tells_more_than_history() {
            let each = group.iter().enumerate().map(|(place, seen)| {
                let features = window.features(from + place);
                let mut forecast = forecaster.forecast(&seen.history, features, seen.purchases as usize);
                let outcome = outcome(&forecast.counts, seen.purchases);
                // Of a large group only what is summed is kept.
                forecast.counts = Vec::new();
                (forecast, outcome)
            });
            let (forecasts, results) = each.unzip();
            return Scored { forecasts, results };
        }
        let forecast = forecaster.forecast(&first.history, &[], most);
        let mut results: Vec<Outcome> = Vec::with_capacity(group.len());
        for Seen { purchases, .. } in group.iter().copied() {
            let again = results.last().copied().filter(|outcome| outcome.purchases == purchases);
            results.push(again.unwrap_or_else(|| outcome(&forecast.counts, purchases)));
        }
        Scored { forecasts: vec![forecast], results }
    };
    ready.iter().map(of_player).collect()
}

fn outcome(counts: &[f64], purchases: u32) -> Outcome {
    let y = purchases as usize;
    Outcome { purchases, crps: crps(counts, y), spread: spread(counts, y) }
}

fn conclude(players: Vec<Player>, windows: &[Window]) -> Result<Tournament, HoldoutError> {
    let actual: Vec<f64> = windows.iter().flat_map(Window::seen).map(|seen| f64::from(seen.purchases)).collect();
    let returned: Vec<bool> = actual.iter().map(|purchases| *purchases > 0.0).collect();
    let played: Vec<usize> = (0..players.len()).filter(|&place| players[place].refused.is_none()).collect();
    let contestants: Vec<Contestant> = played.iter().map(|&place| players[place].contestant).collect();
    let verdict = if actual.is_empty() { None } else { verdict(&contestants, &scores(&players, &played, &actual)) };
    let outcomes = if actual.is_empty() { None } else { Some(Outcomes::new(actual)?) };
    let mut entries = Vec::with_capacity(players.len());
    for player in players {
        let finished = match (&outcomes, &player.refused) {
            (Some(outcomes), None) => Some(player.tally.finish(outcomes, &returned)?),
            _ => None,
        };
        let (score, pit) = finished.unzip();
        entries.push(Entry {
            id: player.contestant.id(),
            parameters: player.contestant.parameters(),
            origins: if player.refused.is_none() { player.tally.origins } else { Vec::new() },
            refused: player.refused,
            score,
            pit,
        });
    }
    let key = |entry: &Entry| entry.score.as_ref().map_or(f64::INFINITY, |score| score.crps);
    entries.sort_by(|one, other| key(one).total_cmp(&key(other)));
    Ok(Tournament { entries, verdict })
}

/// Predicted less actual purchases of all, by player.
fn total_errors(players: &[Player], places: &[usize], actual: &[f64]) -> Vec<f64> {
    let actual: f64 = actual.iter().sum();
    places.iter().map(|&place| players[place].tally.predicted() - actual).collect()
}

/// Mean scores of those who played, with the means of their products.
fn scores(players: &[Player], played: &[usize], actual: &[f64]) -> Scores {
    let customers = actual.len() as f64;
    let single = |i: &usize| players[*i].scores.iter().sum::<f64>() / customers;
    let product = |i: usize, j: usize| {
        let pairs = players[i].scores.iter().zip(&players[j].scores);
        pairs.map(|(one, other)| one * other).sum::<f64>() / customers
    };
    Scores {
        customers,
        mean: played.iter().map(single).collect(),
        product: played.iter().map(|&i| played.iter().map(|&j| product(i, j)).collect()).collect(),
        total_error: total_errors(players, played, actual),
    }
}

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use serde::Serialize;

use super::{DriverError, relative_weights};
use crate::answers::Answers;
use crate::interval::{Interval, Level};
use crate::least_squares::{Flaw, fit};
use crate::quantile::{t_above, t_two_sided};

/// Surveys drawn from the respondents again, for the intervals of relative weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draws {
    /// How many; without any there are no such intervals.
    pub draws: usize,
    /// Seed.
    pub seed: u64,
}

/// Drivers of an outcome.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Drivers {
    /// Respondents with all items and the outcome.
    pub respondents: usize,
    /// Respondents left out because something is missing or they do not count.
    pub left_out: usize,
    /// Share of the outcome's variance that the items explain.
    pub r_squared: f64,
    /// The items, in their order.
    pub items: Vec<Driver>,
}

/// What an item has to do with the outcome: shown as association, not as cause.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Driver {
    /// Correlation with the outcome.
    pub correlation: f64,
    /// Where it lies, by Fisher's transformation \[F1921\].
    pub correlation_interval: Interval,
    /// Deviations of the outcome for one of the item, the others held.
    pub standardised: f64,
    /// Where that lies, by standard errors that hold where errors vary in size.
    pub standardised_interval: Interval,
    /// Probability of a coefficient as far from 0 if it were 0.
    pub p_value: f64,
    /// Relative weight: its part of R².
    pub weight: f64,
    /// Where that lies: quantiles over surveys drawn again; `None` without draws.
    pub weight_interval: Option<Interval>,
    /// Relative weight as a share of R².
    pub share: f64,
}

/// Complete respondents.
struct Sample {
    columns: Vec<Vec<f64>>,
    outcome: Vec<f64>,
    weights: Vec<f64>,
}

/// Drivers of an outcome of respondents, over those who answered all items and have one.
///
/// # Errors
/// When outcomes differ in number from respondents, fewer than three more respondents than items are complete, the
/// outcome does not vary, or an item does not vary or is a combination of others.
pub fn drivers(answers: &Answers, outcome: &[Option<f64>], draws: Draws, level: Level) -> Result<Drivers, DriverError> {
    let sample = complete(answers, outcome)?;
    let (n, k) = (sample.outcome.len(), sample.columns.len());
    let fitted = fit(&sample.columns, &sample.outcome, &sample.weights).map_err(|flaw| match flaw {
        Flaw::Constant => DriverError::Constant,
        Flaw::Collinear(item) => DriverError::Collinear { item: item + 1 },
        Flaw::Alone(_) => DriverError::TooFew { respondents: n, items: k, needed: 2 * k + 3 },
    })?;
    let (between, with) = correlations(&sample, &sample.weights).ok_or(DriverError::Constant)?;
    let weights = relative_weights(&between, &with)?;
    let intervals = weight_intervals(&sample, draws, level);
    let (total, squares) = sample.weights.iter().fold((0.0, 0.0), |(w, ww), x| (w + x, ww + x * x));
    let effective = total * total / squares;
    let explained: f64 = weights.iter().sum();
    let items = (0..k)
        .map(|j| {
            let (scale, degrees) = (fitted.relative[j], fitted.degrees);
            let (standardised, error) = (fitted.estimates[j] * scale, fitted.robust[j] * scale);
            let reach = t_above(degrees, level.tail()) * error;
            Driver {
                correlation: with[j],
                correlation_interval: fisher(with[j], effective, level),
                standardised,
                standardised_interval: Interval { low: standardised - reach, high: standardised + reach },
                p_value: t_two_sided(degrees, standardised, error),
                weight: weights[j],
                weight_interval: intervals.as_ref().map(|intervals| intervals[j]),
                share: weights[j] / explained,
            }
        })
        .collect();
    Ok(Drivers { respondents: n, left_out: answers.respondents() - n, r_squared: fitted.r_squared, items })
}

fn complete(answers: &Answers, outcome: &[Option<f64>]) -> Result<Sample, DriverError> {
    if outcome.len() != answers.respondents() {
        return Err(DriverError::Lengths { outcomes: outcome.len(), respondents: answers.respondents() });
    }
    let k = answers.items();
    let mut sample = Sample { columns: vec![Vec::new(); k], outcome: Vec::new(), weights: Vec::new() };
    for (respondent, outcome) in outcome.iter().enumerate() {
        let row: Option<Vec<f64>> = (0..k).map(|item| answers.get(respondent, item)).collect();
        let (Some(row), Some(outcome)) = (row, *outcome) else { continue };
        if !outcome.is_finite() {
            return Err(DriverError::NotFinite { respondent: respondent + 1, outcome });
        }
        if answers.weight(respondent) > 0.0 {
            sample.columns.iter_mut().zip(row).for_each(|(column, answer)| column.push(answer));
            sample.outcome.push(outcome);
            sample.weights.push(answers.weight(respondent));
        }
    }
    let respondents = sample.outcome.len();
    if respondents < k + 3 {
        return Err(DriverError::TooFew { respondents, items: k, needed: k + 3 });
    }
    Ok(sample)
}

/// Correlations between the items and with the outcome; `None` where one does not vary.
fn correlations(sample: &Sample, weights: &[f64]) -> Option<(Vec<Vec<f64>>, Vec<f64>)> {
    let total: f64 = weights.iter().sum();
    let unit = |values: &Vec<f64>| {
        let mean = values.iter().zip(weights).map(|(x, w)| x * w).sum::<f64>() / total;
        let centred: Vec<f64> = values.iter().zip(weights).map(|(x, w)| w.sqrt() * (x - mean)).collect();
        let length = centred.iter().map(|x| x * x).sum::<f64>().sqrt();
        (length > 1e-12 * mean.abs().max(1e-300)).then(|| centred.iter().map(|x| x / length).collect::<Vec<f64>>())
    };
    let columns = sample.columns.iter().map(unit).collect::<Option<Vec<_>>>()?;
    let outcome = unit(&sample.outcome)?;
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let k = columns.len();
    let mut between = vec![vec![1.0; k]; k];
    for i in 0..k {
        for j in 0..i {
            between[i][j] = dot(&columns[i], &columns[j]);
            between[j][i] = between[i][j];
        }
    }
    Some((between, columns.iter().map(|column| dot(column, &outcome)).collect()))
}

/// tanh(artanh r ± z / √(n − 3)).
fn fisher(r: f64, effective: f64, level: Level) -> Interval {
    if !(effective > 3.0) || r.abs() >= 1.0 {
        return Interval { low: if r >= 1.0 { 1.0 } else { -1.0 }, high: if r <= -1.0 { -1.0 } else { 1.0 } };
    }
    let reach = level.z() / (effective - 3.0).sqrt();
    Interval { low: (r.atanh() - reach).tanh(), high: (r.atanh() + reach).tanh() }
}

/// Each survey drawn again takes n respondents with replacement: a respondent counts as often as drawn. Surveys in which
/// something does not vary say nothing and are left out.
fn weight_intervals(sample: &Sample, draws: Draws, level: Level) -> Option<Vec<Interval>> {
    let n = sample.outcome.len();
    let mut stream = ChaCha8Rng::seed_from_u64(draws.seed);
    let mut drawn: Vec<Vec<f64>> = vec![Vec::with_capacity(draws.draws); sample.columns.len()];
    for _ in 0..draws.draws {
        let mut weights = vec![0.0; n];
        for _ in 0..n {
            let who = stream.random_range(0..n);
            weights[who] += sample.weights[who];
        }
        let Some((between, with)) = correlations(sample, &weights) else { continue };
        let Ok(found) = relative_weights(&between, &with) else { continue };
        drawn.iter_mut().zip(found).for_each(|(all, one)| all.push(one));
    }
    let least = (2.0 / level.tail()).ceil() as usize;
    let interval = |all: &mut Vec<f64>| {
        all.sort_by(f64::total_cmp);
        let at = |probability: f64| all[(probability * (all.len() - 1) as f64).round() as usize];
        (all.len() >= least).then(|| Interval { low: at(level.tail()), high: at(1.0 - level.tail()) })
    };
    drawn.iter_mut().map(interval).collect()
}

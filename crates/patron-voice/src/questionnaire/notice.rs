use serde::Serialize;

use super::Item;
use crate::scale::Scale;

/// What is odd about a column, though not wrong by itself.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "notice", rename_all = "kebab-case")]
pub enum Notice {
    /// Nobody answered.
    Unanswered {
        /// The item.
        item: String,
    },
    /// Everybody gave the same answer.
    Alike {
        /// The item.
        item: String,
        /// The answer.
        answer: f64,
    },
    /// The numbers look like answers on two scales, or on another one.
    TwoScales {
        /// The item.
        item: String,
        /// Numbers that speak for it.
        numbers: usize,
    },
    /// Recommendation where nobody gave the 0, though some gave the 1: perhaps it was asked on 1 to 10.
    NoZero {
        /// The item.
        item: String,
        /// Answers of 1.
        ones: usize,
    },
}

/// Numbers, and their share of the column, from which a second scale is suspected.
const TELLING: usize = 5;
const SHARE: f64 = 0.05;

/// Answers on 0 to 10 among which a 0 is expected where there are ones.
const MANY: usize = 100;

/// What is odd about the answers of a column, and about the numbers that were refused.
pub(super) fn notices(item: &Item, answers: &[f64], beside: &[f64]) -> Vec<Notice> {
    let id = || item.id.clone();
    let mut found = Vec::new();
    match answers.first() {
        None => found.push(Notice::Unanswered { item: id() }),
        Some(answer) if answers.len() > 1 && answers.iter().all(|other| other == answer) => {
            found.push(Notice::Alike { item: id(), answer: *answer });
        }
        Some(_) => {}
    }
    let numbers = other_scale(answers, beside).or_else(|| small_among_large(answers, &item.scale));
    if let Some(numbers) = numbers {
        found.push(Notice::TwoScales { item: id(), numbers });
    }
    let ones = answers.iter().filter(|answer| **answer == 1.0).count();
    if item.scale == Scale::ZERO_TO_TEN && answers.len() >= MANY && ones > 0 && !answers.contains(&0.0) {
        found.push(Notice::NoZero { item: id(), ones });
    }
    found
}

/// Several different numbers beside the scale, none of them far beyond any usual one: hardly slips or codes.
fn other_scale(answers: &[f64], beside: &[f64]) -> Option<usize> {
    let usual: Vec<f64> = beside.iter().copied().filter(|number| (0.0..=100.0).contains(number)).collect();
    let share = usual.len() as f64 / (answers.len() + beside.len()) as f64;
    (usual.len() >= TELLING && share >= SHARE && distinct(&usual) >= 2).then_some(usual.len())
}

/// On a wide scale, several small whole numbers and others at least twice as large, with nothing between.
fn small_among_large(answers: &[f64], scale: &Scale) -> Option<usize> {
    if scale.high() - scale.low() < 20.0 {
        return None;
    }
    let (small, large): (Vec<f64>, Vec<f64>) = answers.iter().partition(|answer| **answer <= 10.0);
    let whole = small.iter().all(|answer| *answer >= 1.0 && answer.fract() == 0.0);
    let top = small.iter().copied().fold(0.0, f64::max);
    let gap = large.iter().all(|answer| *answer >= 2.0 * top);
    let enough = |part: &[f64]| part.len() >= TELLING && part.len() as f64 >= SHARE * answers.len() as f64;
    (whole && gap && distinct(&small) >= 3 && enough(&small) && enough(&large)).then_some(small.len())
}

fn distinct(numbers: &[f64]) -> usize {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.dedup();
    sorted.len()
}

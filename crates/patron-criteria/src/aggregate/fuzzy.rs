//! Fuzzy comprehensive evaluation: grades that shade into each other.
//!
//! Each indicator has a membership from 0 to 1 in each grade (the share of assessors who voted for it, or what its
//! score says). An operator joins the rows with the weights to the memberships of the account.

use serde::{Deserialize, Serialize};

use super::AggregateError;
use crate::weights::Weights;

/// How weights and memberships are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Operator {
    /// M(∧, ∨): maxⱼ min(wⱼ, rⱼ). The one indicator that decides.
    MinMax,
    /// M(·, ∨): maxⱼ wⱼ rⱼ. The one indicator that contributes most.
    ProductMax,
    /// M(∧, ⊕): min(1, Σⱼ min(wⱼ, rⱼ)). All count, each up to its weight.
    MinSum,
    /// M(·, +): Σⱼ wⱼ rⱼ. All count in proportion.
    ProductSum,
}

/// What an account is graded.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// Membership b in each grade.
    pub memberships: Vec<f64>,
    /// The grade, from 0, with the largest membership; of equals the first, which is the better.
    pub grade: usize,
    /// Whether another grade has as large a membership.
    pub tied: bool,
    /// Σ b c / Σ b with a score c for each grade.
    pub score: f64,
    /// The score by indicator: each grade's part of it goes to the indicators that bring the grade's membership, in
    /// proportion to their terms where terms are added, and to the one that decides (equals alike) where the largest
    /// counts. They sum to the score.
    pub contributions: Vec<f64>,
}

/// Memberships from votes: the share of each grade.
///
/// # Errors
/// When there is no vote.
pub fn from_votes(votes: &[usize]) -> Result<Vec<f64>, AggregateError> {
    let total: usize = votes.iter().sum();
    if total == 0 {
        return Err(AggregateError::NoVotes);
    }
    Ok(votes.iter().map(|votes| *votes as f64 / total as f64).collect())
}

/// Memberships of a score: 1 at the centre of a grade, shared in proportion between two centres, whole beyond the
/// first and the last. They sum to 1.
///
/// # Errors
/// When the score is not finite, or centres are none, not finite, or do not fall from grade to grade.
pub fn from_score(score: f64, centres: &[f64]) -> Result<Vec<f64>, AggregateError> {
    if !score.is_finite() {
        return Err(AggregateError::NotFinite { indicator: 1, score });
    }
    check_centres(centres)?;
    let mut memberships = vec![0.0; centres.len()];
    // The first grade whose centre the score reaches.
    let reached = centres.partition_point(|centre| *centre > score);
    if reached == 0 {
        memberships[0] = 1.0;
    } else if reached == centres.len() {
        memberships[reached - 1] = 1.0;
    } else {
        let share = (score - centres[reached]) / (centres[reached - 1] - centres[reached]);
        memberships[reached - 1] = share;
        memberships[reached] = 1.0 - share;
    }
    Ok(memberships)
}

/// The grade of one account: rows of memberships (k indicators by g grades, best first), joined with the weights; the
/// grade by largest membership, and the score by the grades' scores, which fall from grade to grade \[W1983\].
///
/// # Errors
/// When rows do not fit weights or grades, a membership lies outside 0 to 1, or nothing is joined to any grade.
pub fn evaluate(
    weights: &Weights,
    rows: &[Vec<f64>],
    operator: Operator,
    grade_scores: &[f64],
) -> Result<Evaluation, AggregateError> {
    let (k, grades) = (weights.indicators(), grade_scores.len());
    if rows.len() != k {
        return Err(AggregateError::Lengths { found: rows.len(), expected: k });
    }
    check_centres(grade_scores)?;
    for (index, row) in rows.iter().enumerate() {
        if row.len() != grades {
            return Err(AggregateError::Grades { found: row.len(), expected: grades });
        }
        if let Some(grade) = row.iter().position(|value| !(0.0..=1.0).contains(value)) {
            let (indicator, value) = (index + 1, row[grade]);
            return Err(AggregateError::Membership { indicator, grade: grade + 1, value });
        }
    }
    let pairs = |grade: usize| weights.values().iter().zip(rows).map(move |(w, row)| (*w, row[grade]));
    let join = |grade: usize| match operator {
        Operator::MinMax => pairs(grade).map(|(w, r)| w.min(r)).fold(0.0, f64::max),
        Operator::ProductMax => pairs(grade).map(|(w, r)| w * r).fold(0.0, f64::max),
        Operator::MinSum => pairs(grade).map(|(w, r)| w.min(r)).sum::<f64>().min(1.0),
        Operator::ProductSum => pairs(grade).map(|(w, r)| w * r).sum(),
    };
    let memberships: Vec<f64> = (0..grades).map(join).collect();
    let largest = memberships.iter().copied().fold(0.0, f64::max);
    let total: f64 = memberships.iter().sum();
    let Some(grade) = memberships.iter().position(|value| *value == largest).filter(|_| total > 0.0) else {
        return Err(AggregateError::NothingKnown);
    };
    let tied = memberships[grade + 1..].contains(&largest);
    let score = memberships.iter().zip(grade_scores).map(|(b, c)| b * c).sum::<f64>() / total;
    let mut contributions = vec![0.0; k];
    for (grade, (membership, grade_score)) in memberships.iter().zip(grade_scores).enumerate() {
        let shares = shares(operator, pairs(grade).collect());
        for (contribution, share) in contributions.iter_mut().zip(shares) {
            *contribution += share * membership * grade_score / total;
        }
    }
    Ok(Evaluation { memberships, grade, tied, score, contributions })
}

/// The share of each indicator in a grade's membership; nothing where the grade has none.
fn shares(operator: Operator, pairs: Vec<(f64, f64)>) -> Vec<f64> {
    let term = |(w, r): (f64, f64)| match operator {
        Operator::MinMax | Operator::MinSum => w.min(r),
        Operator::ProductMax | Operator::ProductSum => w * r,
    };
    let mut terms: Vec<f64> = pairs.into_iter().map(term).collect();
    if matches!(operator, Operator::MinMax | Operator::ProductMax) {
        let largest = terms.iter().copied().fold(0.0, f64::max);
        terms.iter_mut().for_each(|term| *term = if *term == largest && largest > 0.0 { 1.0 } else { 0.0 });
    }
    let sum: f64 = terms.iter().sum();
    if sum > 0.0 {
        terms.iter_mut().for_each(|term| *term /= sum);
    }
    terms
}

fn check_centres(centres: &[f64]) -> Result<(), AggregateError> {
    if centres.is_empty() {
        return Err(AggregateError::Grades { found: 0, expected: 0 });
    }
    let mut before = f64::INFINITY;
    for (index, centre) in centres.iter().enumerate() {
        if !(centre.is_finite() && *centre < before) {
            return Err(AggregateError::Centres { grade: index + 1, centre: *centre });
        }
        before = *centre;
    }
    Ok(())
}

//! What an account can move: how many points a line still has in it, and which value brings them.

use patron_criteria::aggregate::fuzzy::Operator;
use patron_criteria::direction::Direction;
use patron_criteria::gap::Lever;
use patron_criteria::normalise::{Normaliser, Scale};

use crate::analyses::{CardParameters, FittedLine};
use crate::cards::{Card, Effort};

/// Steps into which the way of a measured line is cut.
const STEPS: u32 = 10;
/// Less is rounding.
const LEAST_POINTS: f64 = 1e-9;
/// Halvings of an interval: beyond the digits of a number.
const HALVINGS: usize = 200;

/// A line that can be moved.
#[derive(Debug, Clone)]
pub(super) struct Move {
    pub(super) line: usize,
    pub(super) lever: Lever,
    from_value: f64,
    from_score: f64,
    to_value: f64,
    to_score: f64,
    /// whether the card says what it costs
    pub(super) costed: bool,
}

/// Points of a line as the card adds them up.
struct Points {
    /// points for a score of 1 and what is taken away at least
    most: f64,
    least: Option<f64>,
    /// where a fuzzy card's grades begin and end
    clamp: (f64, f64),
}

impl Points {
    fn at(&self, score: f64) -> f64 {
        match self.least {
            None => self.most * score.clamp(self.clamp.0, self.clamp.1),
            Some(_) if score == 0.0 => 0.0,
            Some(least) => -(least + (self.most - least) * score),
        }
    }
}

/// Whether the points of the lines add up, so that moving one does not change the others.
pub(super) fn adds_up(parameters: &CardParameters) -> bool {
    let joined = parameters.fuzzy.as_ref().is_none_or(|fuzzy| fuzzy.operator == Operator::ProductSum);
    parameters.topsis.is_none() && joined
}

/// The lines that an account with these values can move.
pub(super) fn moves(parameters: &CardParameters, card: Option<&Card>, values: &[f64]) -> Vec<Move> {
    let scores: Vec<Option<f64>> =
        parameters.lines.iter().zip(values).map(|(line, value)| score(line, *value)).collect();
    let won = || parameters.lines.iter().zip(&scores).filter(|(line, _)| line.deduction.is_none());
    let all: f64 = won().map(|(line, _)| line.points).sum();
    let known: f64 = won().filter(|(_, score)| score.is_some()).map(|(line, _)| line.points).sum();
    let lowest: f64 = parameters.lines.iter().filter(|line| line.deduction.is_some()).map(|line| line.points).sum();
    // points of an index and of a fuzzy card run to 100, whatever the lines weigh
    let scale = if parameters.points { 1.0 } else { 100.0 / (all + lowest) };
    let clamp = parameters.fuzzy.as_ref().and_then(|fuzzy| Some((fuzzy.grades.last()?, fuzzy.grades.first()?)));
    let clamp = clamp.map_or((0.0, 1.0), |(worst, best)| (worst / 100.0, best / 100.0));
    let mut moves = Vec::new();
    for (at, (line, value)) in parameters.lines.iter().zip(values).enumerate() {
        let written = card.and_then(|card| card.indicators.iter().find(|written| written.id == line.id));
        let effort = written.map_or_else(|| Effort { step: 1.0, ..Effort::default() }, |line| line.effort.clone());
        let typed = line.measure.is_none();
        if effort.fixed || value.is_nan() || known <= 0.0 {
            continue;
        }
        let merit = if line.deduction.is_none() { all / known } else { 1.0 };
        let points =
            Points { most: line.points * merit * scale, least: line.deduction.map(|least| least * scale), clamp };
        moves.extend(one(at, line, *value, &effort, &points, typed));
    }
    moves
}

fn score(line: &FittedLine, value: f64) -> Option<f64> {
    line.normaliser.as_ref()?.score(value).ok().map(|score| score.clamp(0.0, 1.0)).filter(|score| !score.is_nan())
}

fn one(at: usize, line: &FittedLine, value: f64, effort: &Effort, points: &Points, typed: bool) -> Option<Move> {
    let normaliser = line.normaliser.as_ref()?;
    let own = score(line, value)?;
    let better = |score: f64| points.at(score) > points.at(own) + LEAST_POINTS;
    let goal = match effort.reach {
        Some(reach) => score(line, reach).filter(|score| better(*score))?,
        None => line.upper?.into_iter().find(|score| better(*score))?,
    };
    let reach = match effort.reach {
        Some(reach) => reach,
        None => value_at(normaliser, value, own, goal)?,
    };
    let room = points.at(goal) - points.at(own);
    let distance = (reach - value).abs();
    let straight = matches!(&normaliser.scale, Scale::Points { knots } if knots.len() == 2);
    let clears = line.deduction.is_some_and(|least| least > 0.0) && goal == 0.0;
    let steps = match &normaliser.scale {
        Scale::Ordinal { .. } => 1,
        _ if clears => 1,
        // whole scores, as people type them
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a scale has few scores")]
        _ if typed && straight => distance.floor().clamp(1.0, 1000.0) as u32,
        _ => STEPS,
    };
    let cost = effort.cost.map(|cost| cost * distance / effort.step / f64::from(steps));
    let lever = Lever { indicator: at, points: room / f64::from(steps), steps, cost: cost.unwrap_or(1.0) };
    Some(Move {
        line: at,
        lever,
        from_value: value,
        from_score: own,
        to_value: reach,
        to_score: goal,
        costed: effort.cost.is_some(),
    })
}

impl Move {
    /// Value before and after so many steps.
    pub(super) fn values(&self, line: &FittedLine, steps: u32) -> (f64, f64) {
        if steps >= self.lever.steps {
            return (self.from_value, self.to_value);
        }
        let share = f64::from(steps) / f64::from(self.lever.steps);
        let goal = self.from_score + share * (self.to_score - self.from_score);
        let between = line.normaliser.as_ref();
        let to = between.and_then(|normaliser| value_at(normaliser, self.from_value, self.from_score, goal));
        (self.from_value, to.unwrap_or(self.to_value))
    }
}

/// The nearest value whose score is as good as `goal`, coming from a value with a worse one.
fn value_at(normaliser: &Normaliser, from: f64, own: f64, goal: f64) -> Option<f64> {
    let rises = goal > own;
    let reached = |value: f64| {
        let score = normaliser.score(value).ok()?.clamp(0.0, 1.0);
        Some(if rises { score >= goal } else { score <= goal })
    };
    if let Scale::Ordinal { levels } = &normaliser.scale {
        let fit = levels.iter().filter(|(_, points)| if rises { *points >= goal } else { *points <= goal });
        return fit.map(|(level, _)| *level).min_by(|a, b| (a - from).abs().total_cmp(&(b - from).abs()));
    }
    let mut far = match &normaliser.scale {
        Scale::Target { target, .. } => *target,
        scale => {
            let up = (normaliser.direction == Direction::Benefit) == rises;
            let mut step = width(scale).max(f64::MIN_POSITIVE);
            let beyond = |step: f64| if up { from + step } else { from - step };
            let mut tries = 0;
            while !reached(beyond(step))? {
                step *= 2.0;
                tries += 1;
                if tries > 64 {
                    return None;
                }
            }
            beyond(step)
        }
    };
    if !reached(far)? {
        return None;
    }
    let mut near = from;
    for _ in 0..HALVINGS {
        let middle = 0.5 * (near + far);
        if middle == near || middle == far {
            break;
        }
        if reached(middle)? {
            far = middle;
        } else {
            near = middle;
        }
    }
    Some(far)
}

/// A first step: about the width of the scale.
fn width(scale: &Scale) -> f64 {
    let of = |knots: &[(f64, f64)]| match (knots.first(), knots.last()) {
        (Some(first), Some(last)) => last.0 - first.0,
        _ => 1.0,
    };
    match scale {
        Scale::MinMax { lowest, highest } => highest - lowest,
        Scale::ZShare { deviation, .. } | Scale::Z { deviation, .. } => *deviation,
        Scale::Rank { knots } | Scale::Points { knots } => of(knots),
        Scale::Proportion { per, .. } => *per,
        Scale::Ordinal { levels } => of(levels),
        Scale::Target { farthest, .. } => *farthest,
    }
}

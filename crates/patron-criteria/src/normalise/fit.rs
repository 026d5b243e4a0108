//! What is learned of an indicator.

use super::scale::distance;
use super::{Method, Missing, NormaliseError, Normaliser, Scale, ranks};
use crate::direction::Direction;
use crate::table::is_constant;

impl Normaliser {
    /// Fits a method on the values of all accounts, NaN where one is not known.
    ///
    /// # Errors
    /// When no value is known or one is infinite, values do not vary where the method needs it, knots or levels are in
    /// no order or against the direction, a value stands at no level, or one is missing where that is refused.
    pub fn fit(
        method: &Method,
        direction: Direction,
        missing: Missing,
        values: &[f64],
    ) -> Result<Self, NormaliseError> {
        if let Some(index) = values.iter().position(|value| value.is_infinite()) {
            return Err(NormaliseError::NotFinite { account: index + 1, value: values[index] });
        }
        let known: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
        if known.is_empty() {
            return Err(NormaliseError::AllMissing { accounts: values.len() });
        }
        if let (Missing::Refuse, Some(index)) = (missing, values.iter().position(|value| value.is_nan())) {
            return Err(NormaliseError::Missing { account: index + 1 });
        }
        let scale = scale(method, direction, &known)?;
        let (mut sum, mut worst_score) = (0.0, f64::INFINITY);
        for (index, value) in values.iter().enumerate().filter(|(_, value)| !value.is_nan()) {
            let score = scale.score(*value, direction).map_err(|error| error.of_account(index + 1))?;
            sum += score;
            worst_score = worst_score.min(score);
        }
        Ok(Self { scale, direction, missing, mean_score: sum / known.len() as f64, worst_score })
    }
}

fn scale(method: &Method, direction: Direction, known: &[f64]) -> Result<Scale, NormaliseError> {
    let must_vary = || if is_constant(known) { Err(NormaliseError::Constant { value: known[0] }) } else { Ok(()) };
    Ok(match method {
        Method::MinMax => {
            must_vary()?;
            let lowest = known.iter().copied().fold(f64::INFINITY, f64::min);
            Scale::MinMax { lowest, highest: known.iter().copied().fold(f64::NEG_INFINITY, f64::max) }
        }
        Method::ZShare | Method::Z => {
            must_vary()?;
            let n = known.len() as f64;
            let mean = known.iter().sum::<f64>() / n;
            let deviation = (known.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
            // Differences so small that their squares vanish.
            if !(deviation > 0.0) {
                return Err(NormaliseError::Constant { value: known[0] });
            }
            if *method == Method::Z { Scale::Z { mean, deviation } } else { Scale::ZShare { mean, deviation } }
        }
        Method::Rank => {
            must_vary()?;
            Scale::Rank { knots: ranks::knots(known) }
        }
        Method::Points { knots } => {
            check_knots(knots, 2)?;
            check_direction(knots, direction)?;
            Scale::Points { knots: knots.clone() }
        }
        Method::Proportion { per, points, most } => {
            let usable = |value: f64| value.is_finite() && value > 0.0;
            if !(usable(*per) && usable(*points) && most.is_none_or(usable)) {
                let (per, points, most) = (*per, *points, most.unwrap_or(f64::INFINITY));
                return Err(NormaliseError::Proportion { per, points, most });
            }
            Scale::Proportion { per: *per, points: *points, most: *most }
        }
        Method::Ordinal { levels } => {
            check_knots(levels, 1)?;
            Scale::Ordinal { levels: levels.clone() }
        }
        Method::Target { target, both_sides } => {
            if !target.is_finite() {
                return Err(NormaliseError::Target { target: *target });
            }
            let distances = known.iter().map(|value| distance(*value, *target, *both_sides, direction));
            let farthest = distances.fold(0.0, f64::max);
            Scale::Target { target: *target, both_sides: *both_sides, farthest }
        }
    })
}

fn check_knots(knots: &[(f64, f64)], needed: usize) -> Result<(), NormaliseError> {
    if knots.len() < needed {
        return Err(NormaliseError::TooFewKnots { found: knots.len(), needed });
    }
    let mut before = f64::NEG_INFINITY;
    for (index, (value, points)) in knots.iter().enumerate() {
        if !(value.is_finite() && points.is_finite() && *value > before) {
            return Err(NormaliseError::Knot { knot: index + 1, value: *value, points: *points });
        }
        before = *value;
    }
    Ok(())
}

fn check_direction(knots: &[(f64, f64)], direction: Direction) -> Result<(), NormaliseError> {
    let (wrong, expected): (fn(f64, f64) -> bool, _) = match direction {
        Direction::Benefit => (|before, after| after < before, "rise"),
        Direction::Cost => (|before, after| after > before, "fall"),
    };
    match knots.windows(2).position(|pair| wrong(pair[0].1, pair[1].1)) {
        Some(index) => Err(NormaliseError::AgainstDirection { knot: index + 2, points: knots[index + 1].1, expected }),
        None => Ok(()),
    }
}

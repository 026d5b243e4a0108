use super::{CompareError, Difference};
use crate::interval::{Interval, Level};
use crate::quantile::{t_above, t_two_sided};
use crate::sample::Sample;

/// Mean of the first less mean of the second, whose variances may differ \[W1947\]: t with the degrees of freedom
/// (v₁ + v₂)² / (v₁²/(n₁ − 1) + v₂²/(n₂ − 1)), vᵢ = s²ᵢ/nᵢ; nᵢ is the effective number where answers are weighted.
///
/// # Errors
/// When a side has fewer than two answers that count, or neither varies.
pub fn welch(first: &Sample, second: &Sample, level: Level) -> Result<Difference, CompareError> {
    let of = |sample: &Sample| {
        let variance = sample.variance().ok_or(CompareError::TooFew { answers: sample.answers() })?;
        Ok((variance / sample.effective(), sample.effective() - 1.0))
    };
    let ((v1, d1), (v2, d2)) = (of(first)?, of(second)?);
    if !(v1 + v2 > 0.0) {
        return Err(CompareError::Alike);
    }
    let degrees = (v1 + v2).powi(2) / (v1 * v1 / d1 + v2 * v2 / d2);
    Ok(from_t(first.mean() - second.mean(), (v1 + v2).sqrt(), degrees, level))
}

/// Mean change of respondents who answered before and after.
///
/// # Errors
/// When the lists differ in length, hold fewer than two, or every change is the same.
pub fn paired(before: &[f64], after: &[f64], level: Level) -> Result<Difference, CompareError> {
    if before.len() != after.len() {
        return Err(CompareError::Pairs { before: before.len(), after: after.len() });
    }
    let too_few = CompareError::TooFew { answers: before.len() };
    let changes = before.iter().zip(after).map(|(before, after)| after - before).collect();
    let changes = Sample::new(changes).map_err(|_| too_few)?;
    let variance = changes.variance().ok_or(too_few)?;
    if !(variance > 0.0) {
        return Err(CompareError::Alike);
    }
    Ok(from_t(changes.mean(), (variance / changes.effective()).sqrt(), changes.effective() - 1.0, level))
}

fn from_t(difference: f64, standard_error: f64, degrees: f64, level: Level) -> Difference {
    let reach = t_above(degrees, level.tail()) * standard_error;
    Difference {
        difference,
        interval: Interval { low: difference - reach, high: difference + reach },
        p_value: t_two_sided(degrees, difference, standard_error),
    }
}

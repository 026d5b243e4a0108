use patron_models::special::normal_cdf;

use super::{CompareError, Difference};
use crate::interval::{Interval, Level, wilson};
use crate::nps::Tally;

/// Share of the first less share of the second. The interval joins the score intervals of both \[N1998b\]; the test
/// pools them. Answers are the effective number where they are weighted.
///
/// # Errors
/// When a share is not between 0 and 1, or there are no answers.
pub fn shares(first: (f64, f64), second: (f64, f64), level: Level) -> Result<Difference, CompareError> {
    for (share, answers) in [first, second] {
        if !((0.0..=1.0).contains(&share) && answers > 0.0 && answers.is_finite()) {
            return Err(CompareError::Share { share, answers });
        }
    }
    let ((p1, n1), (p2, n2)) = (first, second);
    let pooled = (p1 * n1 + p2 * n2) / (n1 + n2);
    let variance = pooled * (1.0 - pooled) * (1.0 / n1 + 1.0 / n2);
    // Without variance all answers of both sides are alike, and so are the shares.
    let p_value = if variance > 0.0 { two_sided((p1 - p2) / variance.sqrt()) } else { 1.0 };
    let interval = joined((p1, wilson(p1, n1, level)), (p2, wilson(p2, n2, level)));
    Ok(Difference { difference: p1 - p2, interval, p_value })
}

/// Net promoter score of the first less that of the second, in points. The interval joins the score intervals of both
/// \[ZD2008\]; the test takes the variance of the tallies put together.
#[must_use]
pub fn net_promoter_scores(first: &Tally, second: &Tally, level: Level) -> Difference {
    let difference = first.score() - second.score();
    // Of no groups there is no total; of two there is.
    let variance = Tally::total(&[*first, *second]).map_or(0.0, |both| both.variance());
    let variance = variance * (1.0 / first.effective() + 1.0 / second.effective());
    let p_value = if variance > 0.0 { two_sided(difference / variance.sqrt()) } else { 1.0 };
    let interval = joined((first.score(), first.interval(level)), (second.score(), second.interval(level)));
    Difference { difference, interval, p_value }
}

/// The interval of a difference from those of both sides: the distances to the ends that matter, squared and added.
fn joined((a, of_a): (f64, Interval), (b, of_b): (f64, Interval)) -> Interval {
    Interval { low: a - b - (a - of_a.low).hypot(of_b.high - b), high: a - b + (of_a.high - a).hypot(b - of_b.low) }
}

fn two_sided(z: f64) -> f64 {
    2.0 * normal_cdf(-z.abs())
}

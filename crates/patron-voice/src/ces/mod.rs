//! Customer effort \[DFT2010\]: how easy it was to get something done.

use serde::{Deserialize, Serialize};

use crate::interval::{Interval, Level, of_mean, wilson};
use crate::sample::Sample;
use crate::scale::{Scale, ScaleError};

/// What the highest answer says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wording {
    /// It was easy ("the company made it easy for me").
    Ease,
    /// It was an effort ("how much effort did you have to put forth").
    Effort,
}

/// What answers about effort say together. More is easier, whatever the wording.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Ces {
    /// Number of answers.
    pub answers: usize,
    /// As many answers of equal weight would say as much.
    pub effective: f64,
    /// Whether that is too few to show it without a warning.
    pub small: bool,
    /// Mean ease, on the scale: the mean, or its reverse where effort was asked for.
    pub mean: f64,
    /// Where it lies (Student's t); `None` for a single answer.
    pub mean_interval: Option<Interval>,
    /// Mean ease on 0 to 100.
    pub index: f64,
    /// Share above the middle of the scale, on the side of ease.
    pub easy: f64,
    /// Where that share lies (score interval).
    pub easy_interval: Interval,
    /// Share on the other side of the middle.
    pub hard: f64,
}

/// Effort from answers on a scale, commonly 1 to 7 (ease) or 1 to 5 (effort).
///
/// # Errors
/// When an answer is not on the scale.
pub fn ces(sample: &Sample, scale: &Scale, wording: Wording, level: Level) -> Result<Ces, ScaleError> {
    for answer in sample.values() {
        scale.check(*answer)?;
    }
    let rounding = 1e-9 * scale.step();
    let above = sample.share(|answer| answer > scale.middle() + rounding);
    let below = sample.share(|answer| answer < scale.middle() - rounding);
    let interval = of_mean(sample, level);
    let turn = |interval: Interval| Interval { low: scale.reverse(interval.high), high: scale.reverse(interval.low) };
    let (mean, mean_interval, easy, hard) = match wording {
        Wording::Ease => (sample.mean(), interval, above, below),
        Wording::Effort => (scale.reverse(sample.mean()), interval.map(turn), below, above),
    };
    Ok(Ces {
        answers: sample.answers(),
        effective: sample.effective(),
        small: sample.is_small(),
        mean,
        mean_interval,
        index: scale.to_hundred(mean),
        easy,
        easy_interval: wilson(easy, sample.effective(), level),
        hard,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{ROUNDING, assert_close};

    #[test]
    fn ease_and_effort_are_one_figure() {
        let (answers, reversed) = (vec![7.0, 6.0, 4.0, 2.0, 5.0], vec![1.0, 2.0, 4.0, 6.0, 3.0]);
        let ease = ces(&Sample::new(answers).unwrap(), &Scale::ONE_TO_SEVEN, Wording::Ease, Level::NINETY).unwrap();
        let sample = Sample::new(reversed).unwrap();
        let effort = ces(&sample, &Scale::ONE_TO_SEVEN, Wording::Effort, Level::NINETY).unwrap();
        assert_close(ease.mean, 24.0 / 5.0, ROUNDING);
        assert_close(ease.easy, 3.0 / 5.0, ROUNDING);
        assert_close(ease.hard, 1.0 / 5.0, ROUNDING);
        assert_close(effort.mean, ease.mean, ROUNDING);
        assert_eq!((effort.easy, effort.hard), (ease.easy, ease.hard));
        let (one, other) = (ease.mean_interval.unwrap(), effort.mean_interval.unwrap());
        assert_close(one.low, other.low, ROUNDING);
        assert_close(one.high, other.high, ROUNDING);
    }

    #[test]
    fn an_answer_beside_the_scale_is_refused() {
        let sample = Sample::new(vec![8.0]).unwrap();
        let refused = ces(&sample, &Scale::ONE_TO_SEVEN, Wording::Ease, Level::NINETY).unwrap_err();
        assert_eq!(refused.code(), "scale-beside");
    }
}

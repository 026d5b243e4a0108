use serde::Serialize;

use crate::interval::{Interval, Level};
use crate::sample::Sample;

/// A group's mean, drawn towards the mean of all groups.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ShrunkMean {
    /// B m + (1 − B) μ.
    pub mean: f64,
    /// Where it lies.
    pub interval: Interval,
    /// B = τ² / (τ² + v): the share that comes from the group's own answers.
    pub own: f64,
}

/// Means of groups under a normal law of their true means, mean μ and variance τ² \[M1983\]. The variance of a group's
/// mean is v = s²/nₑ with the variance s² within all groups together; τ² is that of moments \[DL1986\]:
/// max(0, (Q − (k − 1)) / (Σ w − Σ w² / Σ w)) with w = 1/v and Q = Σ w (m − m̄)²; μ is the mean of the groups by
/// 1 / (v + τ²). The interval is normal with variance B v + (1 − B)² / Σ 1/(v + τ²).
///
/// `None` where there are fewer than two groups, or nothing varies within them.
#[must_use]
pub fn shrunk_means(groups: &[Sample], level: Level) -> Option<Vec<ShrunkMean>> {
    let within = within(groups)?;
    let variances: Vec<f64> = groups.iter().map(|group| within / group.effective()).collect();
    let means = || groups.iter().map(Sample::mean).zip(&variances);
    let weight: f64 = variances.iter().map(|v| 1.0 / v).sum();
    let squares: f64 = variances.iter().map(|v| 1.0 / (v * v)).sum();
    let centre = means().map(|(mean, v)| mean / v).sum::<f64>() / weight;
    let spread: f64 = means().map(|(mean, v)| (mean - centre).powi(2) / v).sum();
    let between = ((spread - (groups.len() as f64 - 1.0)) / (weight - squares / weight)).max(0.0);
    let total: f64 = variances.iter().map(|v| 1.0 / (v + between)).sum();
    let whole = means().map(|(mean, v)| mean / (v + between)).sum::<f64>() / total;
    let one = |(mean, v): (f64, &f64)| {
        let own = between / (between + v);
        let reach = level.z() * (own * v + (1.0 - own).powi(2) / total).sqrt();
        let mean = own * mean + (1.0 - own) * whole;
        ShrunkMean { mean, interval: Interval { low: mean - reach, high: mean + reach }, own }
    };
    Some(means().map(one).collect())
}

/// Variance within the groups: squares about each group's mean over Σ nₑ − k.
fn within(groups: &[Sample]) -> Option<f64> {
    let freedom: f64 = groups.iter().map(|group| group.effective() - 1.0).sum();
    let squares: f64 =
        groups.iter().filter_map(|group| Some(group.variance()? * (group.effective() - 1.0))).sum();
    (groups.len() > 1 && freedom > 0.5 && squares > 0.0).then(|| squares / freedom)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{ROUNDING, assert_close};

    fn sample(values: &[f64]) -> Sample {
        Sample::new(values.to_vec()).unwrap()
    }

    /// Two groups of two: means 2 and 6, squares within 2 and 2 over 2 degrees of freedom: s² = 2, v = 1 each. Q = 8, so
    /// τ² = (8 − 1) / (2 − 1) = 7 and B = 7/8; μ = 4. Variance 7/8 + (1/8)² · 4 = 0.9375.
    #[test]
    fn two_groups_by_hand() {
        let found = shrunk_means(&[sample(&[1.0, 3.0]), sample(&[5.0, 7.0])], Level::NINETY_FIVE).unwrap();
        assert_close(found[0].own, 7.0 / 8.0, ROUNDING);
        assert_close(found[0].mean, 2.25, ROUNDING);
        assert_close(found[1].mean, 5.75, ROUNDING);
        let reach = found[1].interval.high - found[1].mean;
        assert_close(reach, Level::NINETY_FIVE.z() * 0.9375_f64.sqrt(), ROUNDING);
    }

    #[test]
    fn groups_that_differ_by_chance_alone_are_the_whole() {
        let found = shrunk_means(&[sample(&[1.0, 5.0, 3.0]), sample(&[2.0, 4.0])], Level::NINETY_FIVE).unwrap();
        assert_close(found[0].mean, 3.0, ROUNDING);
        assert_close(found[1].mean, 3.0, ROUNDING);
        assert_eq!(found[0].own, 0.0);
    }

    #[test]
    fn the_fewer_the_answers_the_nearer_to_the_whole() {
        let many: Vec<f64> = (0..40).map(|place| 6.0 + f64::from(place % 3)).collect();
        let found = shrunk_means(&[sample(&many), sample(&[1.0]), sample(&[3.0, 5.0, 4.0])], Level::NINETY_FIVE).unwrap();
        assert!(found[0].own > found[2].own && found[2].own > found[1].own, "{found:?}");
    }

    #[test]
    fn of_one_group_or_without_spread_there_is_none() {
        assert_eq!(shrunk_means(&[sample(&[1.0, 2.0])], Level::NINETY_FIVE), None);
        assert_eq!(shrunk_means(&[sample(&[1.0]), sample(&[2.0])], Level::NINETY_FIVE), None);
        assert_eq!(shrunk_means(&[sample(&[1.0, 1.0]), sample(&[2.0, 2.0])], Level::NINETY_FIVE), None);
    }
}

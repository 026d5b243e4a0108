//! Quantiles of a spread count as probabilities of counts.

/// What is left out beyond the counts looked at.
const TAIL: f64 = 1e-7;
const MOST_COUNTS: usize = 100_000;
/// Least scale of the tail, in purchases.
const LEAST_SCALE: f64 = 0.05;

/// P(N = n), n = 0, 1, … where the spread count has the quantile `quantiles[i]` at `levels[i]`.
///
/// Between the quantiles the distribution is a straight line; below the first the line of the first two leads on, to 0
/// at most; beyond the last it falls as an exponential that leads on from the last two.
pub(super) fn counts(levels: &[f64], quantiles: &[f64]) -> Vec<f64> {
    let mut ordered: Vec<f64> = quantiles.iter().map(|quantile| quantile.max(0.0)).collect();
    ordered.sort_unstable_by(f64::total_cmp);
    let known = ordered.into_iter().zip(levels.iter().copied());
    let mut points: Vec<(f64, f64)> = known.collect();
    let [(x_first, level_first), (x_second, level_second), ..] = points[..] else { return vec![1.0] };
    let [.., (x_before, level_before), (x_last, level_last)] = points[..] else { return vec![1.0] };
    let start = x_first - (x_second - x_first) * level_first / (level_second - level_first);
    points.insert(0, (start.max(0.0), 0.0));
    let scale = ((x_last - x_before) / ((1.0 - level_before) / (1.0 - level_last)).ln()).max(LEAST_SCALE);
    let at_most = |x: f64| {
        let next = points.partition_point(|(point, _)| *point <= x);
        match (points.get(next.wrapping_sub(1)), points.get(next)) {
            (Some((x_low, low)), Some((x_high, high))) => low + (high - low) * (x - x_low) / (x_high - x_low),
            (_, Some(_)) => 0.0,
            (_, None) => 1.0 - (1.0 - level_last) * (-(x - x_last) / scale).exp(),
        }
    };
    let mut found = Vec::new();
    let mut before = 0.0;
    while 1.0 - before > TAIL && found.len() < MOST_COUNTS {
        let now = at_most(found.len() as f64 + 1.0);
        found.push(now - before);
        before = now;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_of_a_known_count_give_it_back() {
        // P(N = 0, 1, 2, 3) = .4, .3, .2, .1, each spread evenly over its unit.
        let quantile = |level: f64| match level {
            level if level <= 0.4 => level / 0.4,
            level if level <= 0.7 => 1.0 + (level - 0.4) / 0.3,
            level if level <= 0.9 => 2.0 + (level - 0.7) / 0.2,
            level => 3.0 + (level - 0.9) / 0.1,
        };
        let levels = [0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95];
        // In any order: levels that cross are put in order.
        let found = counts(&levels, &[0.95, 0.2, 0.4, 0.7, 0.6, 0.8, 0.9].map(quantile));
        for (n, expected) in [0.4, 0.3, 0.2].into_iter().enumerate() {
            assert!((found[n] - expected).abs() < 1e-12, "{n}: {}", found[n]);
        }
        // The tail goes on at the rate of the last two quantiles: .1 at 3, .05 at 3.5, .025 at 4.
        assert!((found[3] - 0.075).abs() < 1e-12, "{}", found[3]);
        assert!((found.iter().sum::<f64>() - 1.0).abs() < 2.0 * TAIL);
    }

    #[test]
    fn who_never_buys_has_no_count_but_zero() {
        let found = counts(&[0.5, 0.9], &[0.0, 0.0]);
        assert!((found[0] - 1.0).abs() < 1e-7 && found.len() == 1);
        assert!((counts(&[0.5, 0.9], &[0.5, 0.9])[0] - 0.9 - 0.1 * (1.0 - 5.0_f64.powf(-0.25))).abs() < 1e-12);
        assert_eq!(counts(&[], &[]), [1.0]);
        // Who buys often has no share in the low counts: the line from 12 at .1 and 13 at .3 ends at 11.5.
        let often = counts(&[0.1, 0.3], &[12.0, 13.0]);
        assert_eq!(often[..11], [0.0; 11]);
        assert!((often[11] - 0.1).abs() < 1e-12 && (often[12] - 0.2).abs() < 1e-12);
    }
}

//! Shares of accounts below a value.

/// How finely a rank scale is kept. With no more different values every share is exact; with more, knots stand about
/// one part in this many apart, and a share is off by less than two such parts.
pub const MOST_KNOTS: usize = 10_000;

/// Knots (value, share below with ties by half), values rising.
pub(super) fn knots(values: &[f64]) -> Vec<(f64, f64)> {
    let n = values.len() as f64;
    // Adding zero makes −0 and 0 the same value.
    let mut sorted: Vec<f64> = values.iter().map(|value| value + 0.0).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let mut below = 0;
    let mut knots = Vec::new();
    for tied in sorted.chunk_by(|a, b| a == b) {
        knots.push((tied[0], (below as f64 + 0.5 * tied.len() as f64) / n));
        below += tied.len();
    }
    if knots.len() <= MOST_KNOTS {
        return knots;
    }
    let step = 1.0 / MOST_KNOTS as f64;
    let last = knots.len() - 1;
    let mut kept = vec![0];
    for index in 1..=last {
        let since = |from: usize| knots[index].1 - knots[from].1;
        let newest = kept[kept.len() - 1];
        if since(newest) < step && index < last {
            continue;
        }
        // Before a jump the knot at its foot is kept too, so that what was passed over stays below the jump.
        if since(newest) >= 2.0 * step && newest + 1 < index {
            kept.push(index - 1);
        }
        kept.push(index);
    }
    kept.into_iter().map(|index| knots[index]).collect()
}

/// The straight line between the knots around a value, held at both ends.
pub(super) fn interpolate(knots: &[(f64, f64)], value: f64) -> f64 {
    let above = knots.partition_point(|knot| knot.0 <= value);
    if above == 0 {
        return knots.first().map_or(f64::NAN, |knot| knot.1);
    }
    let (x0, y0) = knots[above - 1];
    match knots.get(above) {
        Some((x1, y1)) if value > x0 => y0 + (value - x0) / (x1 - x0) * (y1 - y0),
        _ => y0,
    }
}

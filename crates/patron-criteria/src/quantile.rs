//! Quantiles of a list.

/// The quantile of sorted values at a share from 0 to 1, linear between neighbours: position share · (n − 1).
///
/// NaN where there are no values.
pub(crate) fn quantile_of_sorted(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return f64::NAN };
    let position = share * last as f64;
    let below = (position.floor() as usize).min(last);
    let above = (below + 1).min(last);
    sorted[below] + (position - below as f64) * (sorted[above] - sorted[below])
}

/// A copy in ascending order.
pub(crate) fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantile_lies_between_its_neighbours() {
        let values = sorted(&[4.0, 1.0, 2.0, 3.0]);
        assert_eq!(quantile_of_sorted(&values, 0.25), 1.75);
        assert_eq!(quantile_of_sorted(&values, 1.0), 4.0);
        assert!(quantile_of_sorted(&[], 0.5).is_nan());
    }
}

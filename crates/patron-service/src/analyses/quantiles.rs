//! Bounds that share the customers out: quantiles of a measure over everybody who has it.

use arrow::array::AsArray;
use arrow::datatypes::Float64Type;
use datafusion::dataframe::DataFrame;
use datafusion::logical_expr::Expr;
use futures::StreamExt;

use crate::error::Result;

/// The known values of an expression, ascending.
pub(super) async fn sorted_values(customers: &DataFrame, value: Expr) -> Result<Vec<f64>> {
    let mut stream = customers.clone().select(vec![value.alias("value")])?.execute_stream().await?;
    let mut values: Vec<f64> = Vec::new();
    while let Some(batch) = stream.next().await {
        values.extend(batch?.column(0).as_primitive::<Float64Type>().iter().flatten());
    }
    values.sort_by(f64::total_cmp);
    Ok(values)
}

/// The smallest value at or above which at most `share` of the ascending values lie; none without values.
pub(super) fn lower_bound_of_top(values: &[f64], share: f64) -> Option<f64> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a length")]
    let top = (share * values.len() as f64).floor() as usize;
    // ties with the first value below stay out together
    let below = values.len().checked_sub(top + 1).and_then(|index| values.get(index)).copied();
    match below {
        Some(below) => values.iter().copied().find(|&value| value > below),
        None => values.first().copied(),
    }
}

/// The median of ascending values; none without values.
pub(super) fn median(values: &[f64]) -> Option<f64> {
    let half = values.len() / 2;
    let upper = values.get(half).copied()?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    values.get(half - 1).map(|lower| f64::midpoint(*lower, upper))
}

#[cfg(test)]
mod tests {
    use super::{lower_bound_of_top, median};

    #[test]
    fn bounds_of_the_top_keep_ties_together() {
        let values: Vec<f64> = (1..=10).map(f64::from).collect();
        assert_eq!(lower_bound_of_top(&values, 0.2), Some(9.0));
        assert_eq!(lower_bound_of_top(&values, 1.0), Some(1.0));
        assert_eq!(lower_bound_of_top(&[1.0, 5.0, 5.0, 5.0], 0.5), None, "three share the place of two");
        assert_eq!(lower_bound_of_top(&[], 0.5), None);
    }

    #[test]
    fn the_median_halves() {
        assert_eq!(median(&[1.0, 2.0, 4.0]), Some(2.0));
        assert_eq!(median(&[1.0, 2.0, 4.0, 9.0]), Some(3.0));
        assert_eq!(median(&[]), None);
    }
}

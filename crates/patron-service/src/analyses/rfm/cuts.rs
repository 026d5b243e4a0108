use arrow::array::AsArray;
use arrow::datatypes::{DataType, Float64Type};
use datafusion::dataframe::DataFrame;
use datafusion::logical_expr::{cast, col, lit};
use futures::StreamExt;
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// Which end of an axis is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Direction {
    More,
    Fewer,
}

/// One axis with its bounds: score = 1 + number of bounds that a value is beyond.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Axis {
    pub(super) measure: String,
    pub(super) direction: Direction,
    /// `scores - 1` bounds from the worst score up; null where no customer has that score or a worse one
    pub(super) bounds: Vec<Option<f64>>,
    pub(super) mean: Option<f64>,
}

/// Quantile cuts: a value's score is ceil(scores x mean rank / n), so that ties stay together.
pub(super) async fn cut(customers: &DataFrame, measure: &str, direction: Direction, scores: u32) -> Result<Axis> {
    let bought = customers.clone().filter(col("occasions").gt(lit(0_i64)).and(col(measure).is_not_null()))?;
    let mut stream = bought.select(vec![cast(col(measure), DataType::Float64)])?.execute_stream().await?;
    let mut all: Vec<f64> = Vec::new();
    while let Some(batch) = stream.next().await {
        all.extend(batch?.column(0).as_primitive::<Float64Type>().values());
    }
    all.sort_unstable_by(f64::total_cmp);
    let mut values: Vec<(f64, i64)> =
        all.chunk_by(|left, right| left == right).map(|tied| (tied[0], tied.len() as i64)).collect();
    if direction == Direction::Fewer {
        values.reverse();
    }
    let total: i64 = values.iter().map(|&(_, n)| n).sum();
    #[expect(clippy::cast_precision_loss, reason = "customers are far fewer than 2^52")]
    let mean = (total > 0).then(|| values.iter().map(|&(value, n)| value * n as f64).sum::<f64>() / total as f64);
    Ok(Axis { measure: measure.to_owned(), direction, bounds: bounds(&values, total, scores), mean })
}

/// The last value of each score, worst first; `values` ascend from worst to best.
fn bounds(values: &[(f64, i64)], total: i64, scores: u32) -> Vec<Option<f64>> {
    let scores = i64::from(scores);
    let mut bounds = Vec::new();
    for score in 1..scores {
        let mut below = 0;
        let mut last = None;
        for &(value, n) in values {
            // Mean rank of the ties is below + (n + 1) / 2; its score is <= `score` iff scores x rank <= score x total.
            if scores * (2 * below + n + 1) > 2 * score * total {
                break;
            }
            last = Some(value);
            below += n;
        }
        bounds.push(last);
    }
    bounds
}

#[cfg(test)]
mod tests {
    use super::bounds;

    #[test]
    fn ties_stay_together() {
        // 6 ones, 2 twos, 2 threes: mean ranks 3.5, 7.5, 9.5 of 10 make scores 2, 4, 5.
        assert_eq!(bounds(&[(1.0, 6), (2.0, 2), (3.0, 2)], 10, 5), [None, Some(1.0), Some(1.0), Some(2.0)]);
        assert_eq!(bounds(&[], 0, 5), [None; 4]);
        assert_eq!(bounds(&[(7.0, 1)], 1, 2), [None]);
    }
}

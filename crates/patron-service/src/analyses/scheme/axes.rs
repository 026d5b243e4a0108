//! High or low on two or three axes.

use arrow::array::AsArray;
use arrow::datatypes::{DataType, Float64Type};
use datafusion::dataframe::DataFrame;
use datafusion::functions_aggregate::expr_fn::{count, max, min};
use datafusion::logical_expr::{Expr, cast, ident, lit, when};
use datafusion::scalar::ScalarValue;

use crate::analyses::quantiles::{median, sorted_values};
use crate::error::Result;
use crate::query::number;
use crate::schemes::{Axis, High, Part};

use super::fit::{Say, none};
use super::{FittedAxis, Found};

pub(super) async fn fit(customers: &DataFrame, axes: &[Axis], said: &mut Say<'_>) -> Result<Found> {
    let mut fitted = Vec::with_capacity(axes.len());
    let all = customers.clone().aggregate(vec![], vec![count(lit(1_i64)).alias("customers")])?.collect().await?;
    let all = all.first().and_then(|batch| number(batch.column(0).as_ref(), 0)).unwrap_or(0.0);
    for axis in axes {
        let parts = ranges(customers, axis, said).await?;
        let score = score(axis, &parts)?;
        let values = match score {
            Some(score) => sorted_values(customers, score).await?,
            None => Vec::new(),
        };
        if values.is_empty() {
            said(
                "scheme-all-missing",
                &axis.id,
                format!("axis `{}` is known of no customer; nobody has a label", axis.id),
            );
            return Ok(Found::Nothing);
        }
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        let bound = match axis.high {
            High::From(from) => from,
            High::Mean => mean,
            High::Median => median(&values).unwrap_or(mean),
        };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a count that came from the engine"
        )]
        let missing = (all - values.len() as f64).max(0.0) as u64;
        fitted.push(FittedAxis { bound, parts, missing });
    }
    Ok(Found::Match { axes: fitted })
}

fn value(part: &Part) -> Expr {
    cast(ident(part.measure.as_str()), DataType::Float64)
}

/// Least and greatest value of each part. A part that stands alone needs none; one that is the same for everybody, or
/// known of nobody, is left out.
async fn ranges(customers: &DataFrame, axis: &Axis, said: &mut Say<'_>) -> Result<Vec<Option<(f64, f64)>>> {
    if axis.parts.len() == 1 {
        return Ok(vec![None]);
    }
    let ends = axis.parts.iter().enumerate().flat_map(|(at, part)| {
        [min(value(part)).alias(format!("low_{at}")), max(value(part)).alias(format!("high_{at}"))]
    });
    let batches = customers.clone().aggregate(vec![], ends.collect())?.collect().await?;
    let at = |column: usize| {
        let batch = batches.iter().find(|batch| batch.num_rows() > 0)?;
        batch.column(column).as_primitive::<Float64Type>().iter().next().flatten()
    };
    let mut found = Vec::with_capacity(axis.parts.len());
    for (index, part) in axis.parts.iter().enumerate() {
        let range = at(2 * index).zip(at(2 * index + 1)).filter(|(low, high)| low < high);
        if range.is_none() {
            let why = if at(2 * index).is_some() { "is the same for all customers" } else { "is known of no customer" };
            let message = format!("axis `{}`: measure `{}` {why} and does not count", axis.id, part.measure);
            said("scheme-part-left-out", &part.measure, message);
        }
        found.push(range);
    }
    Ok(found)
}

/// The value of an axis: of one part the measure itself, of several their weighted mean from 0 to 100, over those that
/// are known of the customer.
fn score(axis: &Axis, parts: &[Option<(f64, f64)>]) -> Result<Option<Expr>> {
    if let [part] = axis.parts.as_slice() {
        return Ok(Some(value(part)));
    }
    let mut sums: Option<(Expr, Expr)> = None;
    for (part, range) in axis.parts.iter().zip(parts) {
        let Some((low, high)) = range else { continue };
        let from = if part.lower { lit(*high) - value(part) } else { value(part) - lit(*low) };
        let points = from * lit(100.0 * part.weight / (high - low));
        let known = || value(part).is_not_null();
        let gained = when(known(), points).otherwise(lit(0.0))?;
        let weight = when(known(), lit(part.weight)).otherwise(lit(0.0))?;
        sums = Some(match sums {
            None => (gained, weight),
            Some((sum, weights)) => (sum + gained, weights + weight),
        });
    }
    let Some((sum, weights)) = sums else { return Ok(None) };
    let nothing = lit(ScalarValue::Float64(None));
    Ok(Some(when(weights.clone().gt(lit(0.0)), sum / weights).otherwise(nothing)?))
}

/// The label of the corner; nothing where an axis is not known.
pub(super) fn label(axes: &[Axis], fitted: &[FittedAxis], labels: &[(String, Option<Vec<bool>>)]) -> Result<Expr> {
    let mut unknown = lit(false);
    let mut high = Vec::with_capacity(axes.len());
    for (axis, fitted) in axes.iter().zip(fitted) {
        let Some(score) = score(axis, &fitted.parts)? else { return Ok(none()) };
        unknown = unknown.or(score.clone().is_null());
        let less = matches!(axis.parts.as_slice(), [part] if part.lower);
        let bound = lit(fitted.bound);
        high.push(if less { score.lt_eq(bound) } else { score.gt_eq(bound) });
    }
    let mut case = when(unknown, none());
    for (id, corner) in labels {
        let here = match corner {
            None => lit(true),
            Some(corner) => {
                let sides = high
                    .iter()
                    .zip(corner)
                    .map(|(high, wanted)| if *wanted { high.clone().is_true() } else { high.clone().is_not_true() });
                sides.reduce(Expr::and).unwrap_or_else(|| lit(false))
            }
        };
        case = case.when(here, lit(id.as_str()));
    }
    Ok(case.end()?)
}

use arrow::datatypes::DataType;
use datafusion::dataframe::DataFrame;
use datafusion::error::Result;
use datafusion::logical_expr::{Expr, cast, col, lit, when};

use super::Parameters;
use super::cuts::{Axis, Direction};
use super::labels;

/// Adds `net_revenue`, the money of the M axis.
pub(super) fn with_net_revenue(customers: DataFrame) -> Result<DataFrame> {
    customers.with_column("net_revenue", cast(col("revenue") - col("returns"), DataType::Float64))
}

/// 1 + number of bounds that the value is beyond; null without a value or a purchase.
fn axis_score(axis: &Axis) -> Result<Expr> {
    let value = cast(col(axis.measure.as_str()), DataType::Float64);
    let mut score = lit(1_i32);
    for bound in &axis.bounds {
        let Some(bound) = *bound else {
            score = score + lit(1_i32);
            continue;
        };
        let beyond = match axis.direction {
            Direction::More => value.clone().gt(lit(bound)),
            Direction::Fewer => value.clone().lt(lit(bound)),
        };
        score = score + when(beyond, lit(1_i32)).otherwise(lit(0_i32))?;
    }
    when(col("occasions").gt(lit(0_i64)).and(value.is_not_null()), score).end()
}

/// `h` where the value is better than the mean of the axis, else `l`.
fn side(axis: &Axis) -> Result<Expr> {
    let value = cast(col(axis.measure.as_str()), DataType::Float64);
    let mean = lit(axis.mean.unwrap_or_default());
    let better = match axis.direction {
        Direction::More => value.gt_eq(mean),
        Direction::Fewer => value.lt_eq(mean),
    };
    when(better, lit("h")).otherwise(lit("l"))
}

/// Adds `rfm_r, rfm_f, rfm_m, rfm_type, rfm_segment`.
pub(super) fn score(customers: DataFrame, parameters: &Parameters) -> Result<DataFrame> {
    let mut scored = customers;
    for (axis, name) in parameters.axes.iter().zip(["rfm_r", "rfm_f", "rfm_m"]) {
        scored = scored.with_column(name, axis_score(axis)?)?;
    }
    let known = col("rfm_r").is_not_null().and(col("rfm_m").is_not_null());
    if let [r, f, m] = parameters.axes.as_slice() {
        let key = datafusion::functions::expr_fn::concat(vec![side(r)?, side(f)?, side(m)?]);
        let mut case = datafusion::logical_expr::case(key);
        for kind in &labels::TYPES {
            case = case.when(lit(kind.key), lit(kind.id));
        }
        scored = scored.with_column("rfm_type", when(known.clone(), case.end()?).end()?)?;
    }
    scored.with_column("rfm_segment", when(known, segment(parameters.scores)?).end()?)
}

/// The named segment of the cell (R, mean of F and M), both brought to a scale of 1 to 5.
fn segment(scores: u32) -> Result<Expr> {
    let five = |expr: Expr| {
        let scaled = cast(expr, DataType::Float64) * lit(5.0 / f64::from(scores));
        cast(datafusion::functions::expr_fn::ceil(scaled), DataType::Int32)
    };
    let r = five(col("rfm_r"));
    // Half up: (F + M + 1) / 2 in whole numbers.
    let fm = (five(col("rfm_f")) + five(col("rfm_m")) + lit(1_i32)) / lit(2_i32);
    let mut case = datafusion::logical_expr::case(r * lit(10_i32) + fm);
    for (cell, id) in labels::cells() {
        case = case.when(lit(cell), lit(id));
    }
    case.end()
}

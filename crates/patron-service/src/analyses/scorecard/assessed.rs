//! What assessors typed: per customer and line the mean over assessors of each one's latest score.

use arrow::array::AsArray;
use arrow::datatypes::Float64Type;
use datafusion::dataframe::DataFrame;
use datafusion::functions_aggregate::expr_fn::avg;
use datafusion::functions_window::expr_fn::row_number;
use datafusion::logical_expr::{Expr, ExprFunctionExt, col, lit, when};

use crate::analyses::per_customer::{count_where, date, join_sums, number};
use crate::cards::{Card, Source};
use crate::error::Result;
use crate::run::RunContext;
use crate::views::{Notice, Severity};

/// Name of the joined column of a line.
pub(super) fn column(line: usize) -> String {
    format!("assessed_{line}")
}

/// The latest score of each assessor for each customer and line of the card, up to the valuation date.
fn latest(card: &Card, context: &RunContext) -> Result<Option<DataFrame>> {
    if context.records.rows("assessments") == 0 {
        return Ok(None);
    }
    let all = context.records.table(&context.records.engine().session(), "assessments")?;
    let seen = col("assessed_on").lt_eq(date(context.as_of_day));
    let own = all.filter(seen.and(col("scorecard").eq(lit(card.id.as_str()))))?;
    let keys = ["customer_id", "indicator", "assessor"].map(col).to_vec();
    let newest = vec![col("assessed_on").sort(false, false), col("round").sort(false, false)];
    let place = row_number().partition_by(keys).order_by(newest).build()?.alias("place");
    Ok(Some(own.window(vec![place])?.filter(col("place").eq(lit(1_u64)))?))
}

fn within(low: f64, high: f64) -> Expr {
    number(col("score")).between(lit(low), lit(high))
}

/// Adds a column for each line that is typed; scores off its scale count as not given.
pub(super) fn join(customers: DataFrame, card: &Card, context: &RunContext) -> Result<DataFrame> {
    let typed = card.indicators.iter().enumerate().filter_map(|(index, line)| match line.source {
        Source::Assessed { low, high } => Some((index, line.id.as_str(), low, high)),
        Source::Measure(_) => None,
    });
    let typed: Vec<_> = typed.collect();
    let Some(scores) = latest(card, context)?.filter(|_| !typed.is_empty()) else {
        let nothing = lit(datafusion::scalar::ScalarValue::Float64(None));
        return typed
            .iter()
            .try_fold(customers, |frame, (index, ..)| Ok(frame.with_column(&column(*index), nothing.clone())?));
    };
    let means = typed.iter().map(|&(index, id, low, high)| {
        let own = col("indicator").eq(lit(id)).and(within(low, high));
        Ok(avg(when(own, number(col("score"))).end()?).alias(column(index)))
    });
    let sums = scores.aggregate(vec![col("customer_id")], means.collect::<Result<Vec<_>>>()?)?;
    Ok(join_sums(customers, sums, &[])?)
}

/// Scores that could not be used, and scores typed for another version of the card.
pub(super) async fn notices(card: &Card, version: u32, context: &RunContext) -> Result<Vec<Notice>> {
    let Some(scores) = latest(card, context)?.filter(|_| card.is_assessed()) else { return Ok(Vec::new()) };
    let mut known = lit(false);
    let mut off = lit(false);
    for line in &card.indicators {
        if let Source::Assessed { low, high } = line.source {
            let own = col("indicator").eq(lit(line.id.as_str()));
            known = known.or(own.clone());
            off = off.or(own.and(!within(low, high)));
        }
    }
    let other = col("version").is_not_null().and(col("version").not_eq(lit(version.to_string())));
    let sums = vec![
        count_where(off)?.alias("off"),
        count_where(!known.clone())?.alias("unknown"),
        count_where(known.and(other))?.alias("other"),
    ];
    let batches = scores.aggregate(vec![], sums)?.collect().await?;
    let count = |column: usize| {
        let batch = batches.iter().find(|batch| batch.num_rows() > 0)?;
        batch.column(column).as_primitive::<Float64Type>().iter().next().flatten().filter(|count| *count > 0.0)
    };
    let notice = |code: &str, count: f64, words: &str| Notice {
        code: code.to_owned(),
        severity: Severity::Warning,
        message: format!("card `{}`: {count} {words}", card.id),
        values: [("card".to_owned(), card.id.clone().into()), ("count".to_owned(), count.into())].into_iter().collect(),
    };
    let found = [
        ("card-scores-off-scale", count(0), "scores lie outside the scale of their indicator and do not count"),
        ("card-scores-unknown", count(1), "scores are for indicators that the card does not have"),
        ("card-scores-other-version", count(2), "scores were typed for another version of the card and still count"),
    ];
    Ok(found.into_iter().filter_map(|(code, count, words)| Some(notice(code, count?, words))).collect())
}

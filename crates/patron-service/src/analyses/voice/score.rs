use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::greatest;
use datafusion::logical_expr::{Expr, col, ident, lit, when};
use datafusion::scalar::ScalarValue;

use crate::analyses::per_customer::{join_sums, number};
use crate::error::Result;
use crate::run::RunContext;

use super::columns::Columns;
use super::parameters::Parameters;
use super::rows::{DISPLEASED, table};

/// Adds the figures, the class of recommendation and what is at stake.
pub(super) async fn score(customers: DataFrame, parameters: &Parameters, context: &RunContext) -> Result<DataFrame> {
    let surveys = parameters.surveys()?;
    let columns = Columns::of(surveys.iter());
    let figures = table(&surveys, &columns, context).await?;
    let figures = context.records.engine().session().read_batch(figures)?;
    let joined = join_sums(customers, figures, &[])?;
    let known: Vec<Expr> = joined
        .schema()
        .fields()
        .iter()
        .filter(|field| field.name() != DISPLEASED)
        .map(|field| ident(field.name().as_str()))
        .collect();
    let at_stake = when(col(DISPLEASED), greatest(vec![number(col("customer_equity")), lit(0.0)]))
        .when(col(DISPLEASED).is_not_true().and(col(DISPLEASED).is_not_null()), lit(0.0))
        .end()?;
    // who is displeased and has no known value: what is at stake is not known
    let unknown = col(DISPLEASED).and(col("customer_equity").is_null());
    let at_stake = when(unknown, lit(ScalarValue::Float64(None))).otherwise(at_stake)?;
    let added = [class()?.alias("nps_class"), at_stake.alias("equity_at_stake")];
    Ok(joined.select(known.into_iter().chain(added).collect::<Vec<_>>())?)
}

/// The class of a mean answer; a mean of several respondents may lie between classes and then belongs to the lower one.
fn class() -> Result<Expr> {
    // a mean may lie beside a whole number by rounding
    let from = |bound: f64| col("nps_score").gt_eq(lit(bound - 1e-9));
    Ok(when(col("nps_score").is_null(), lit(ScalarValue::Utf8(None)))
        .when(from(9.0), lit("promoter"))
        .when(from(7.0), lit("passive"))
        .otherwise(lit("detractor"))?)
}

use datafusion::common::JoinType;
use datafusion::dataframe::DataFrame;
use datafusion::functions_aggregate::expr_fn::{count, sum};
use datafusion::logical_expr::{col, lit, when};
use serde_json::{Map, Value};

use crate::error::Result;
use crate::query::number;
use crate::run::RunContext;
use crate::views::{Notice, Severity};
use crate::voice::Survey;

use super::KeptSurvey;
use super::columns::gap_scales;
use super::parameters::{Asked, Counts, Parameters};
use super::rows::answers;

/// Counts the answers, and those that no customer of the table gave.
pub(super) async fn fit(
    kept: &[KeptSurvey],
    customers: &DataFrame,
    context: &RunContext,
) -> Result<(Parameters, Vec<Notice>)> {
    let surveys: Vec<Survey> = kept.iter().map(|kept| kept.survey.clone()).collect();
    let asked =
        kept.iter().map(|kept| Asked { id: kept.survey.id.clone(), version: kept.version, text: kept.text.clone() });
    let counts = counts(&surveys, customers, context).await?;
    let mut said = Vec::new();
    if counts.rows == 0 {
        said.push(notice("voice-no-answers", "no answers to the kept questionnaires up to the valuation date", []));
    }
    if counts.strangers > 0 {
        let message = format!(
            "`{}` answers name `{}` customers who are not in the table; they count in totals of surveys alone",
            counts.of_strangers, counts.strangers
        );
        let values = [("answers", counts.of_strangers.into()), ("customers", counts.strangers.into())];
        said.push(notice("voice-unknown-customers", &message, values));
    }
    let scales = gap_scales(&surveys);
    if scales > 1 {
        let message = format!("service quality was asked on `{scales}` scales; gaps of customers are not comparable");
        said.push(notice("voice-gap-scales", &message, [("scales", scales.into())]));
    }
    Ok((Parameters { surveys: asked.collect(), counts }, said))
}

async fn counts(surveys: &[Survey], customers: &DataFrame, context: &RunContext) -> Result<Counts> {
    let own = answers(surveys, context)?;
    let by_customer =
        own.aggregate(vec![col("customer_id").alias("answered_by")], vec![count(lit(1_i64)).alias("answers")])?;
    let known = customers.clone().select(vec![col("customer_id")])?;
    let strangers = by_customer.clone().filter(col("answered_by").is_not_null())?.join(
        known,
        JoinType::LeftAnti,
        &["answered_by"],
        &["customer_id"],
        None,
    )?;
    let without = when(col("answered_by").is_null(), col("answers")).otherwise(lit(0_i64))?;
    let all = totals(by_customer.aggregate(vec![], vec![sum(col("answers")), sum(without)])?).await?;
    let others = totals(strangers.aggregate(vec![], vec![sum(col("answers")), count(lit(1_i64))])?).await?;
    let at = |of: &[u64], place: usize| of.get(place).copied().unwrap_or(0);
    Ok(Counts {
        rows: at(&all, 0),
        without_customer: at(&all, 1),
        of_strangers: at(&others, 0),
        strangers: at(&others, 1),
    })
}

/// The only row of a table of counts.
async fn totals(frame: DataFrame) -> Result<Vec<u64>> {
    let batches = frame.collect().await?;
    let row = batches.iter().find(|batch| batch.num_rows() > 0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts")]
    let whole = |value: f64| value as u64;
    let columns = |batch: &arrow::array::RecordBatch| {
        batch.columns().iter().map(|column| number(column, 0).map_or(0, whole)).collect()
    };
    Ok(row.map(columns).unwrap_or_default())
}

fn notice<const N: usize>(code: &str, message: &str, values: [(&str, Value); N]) -> Notice {
    let values: Map<String, Value> = values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Notice { code: code.to_owned(), severity: Severity::Warning, message: message.to_owned(), values }
}

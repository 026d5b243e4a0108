use std::collections::BTreeMap;

use arrow::array::{Array, AsArray};
use arrow::datatypes::{DataType, Float64Type};
use datafusion::common::JoinType;
use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::coalesce;
use datafusion::functions_aggregate::expr_fn::{count, sum};
use datafusion::logical_expr::{Expr, cast, col, ident, lit, when};
use serde_json::Value;

use crate::catalogue::Measure;
use crate::error::Result;
use crate::query::{CustomerTable, cell};
use crate::views::{Migration, Movement, RunComparison, TotalChange, ValueMovement};

use super::Service;
use super::runs::OpenRun;

const VALUE: &str = "customer_value";
const SEGMENT: &str = "rfm_segment";

impl Service {
    /// Two runs side by side: totals, where the change of value comes from, and who moved between segments.
    ///
    /// # Errors
    /// `unknown-run`, or when a run's files cannot be read.
    pub async fn compare_runs(&self, before: &str, after: &str) -> Result<RunComparison> {
        let (before, after) = (self.open_run(before).await?, self.open_run(after).await?);
        let shared = |measure: &&Measure| {
            let total = measure.summable && !measure.internal;
            total && [&before, &after].iter().all(|run| has(run, &measure.id))
        };
        let measures = self.portfolio_registry().await?.measures();
        let measures: Vec<&Measure> = measures.iter().filter(shared).collect();
        let [earlier, later] = [totals(&before.table, &measures).await?, totals(&after.table, &measures).await?];
        let change = |(measure, (before, after)): (&&Measure, (Option<f64>, Option<f64>))| TotalChange {
            id: measure.id.clone(),
            label: measure.label.clone(),
            unit: measure.unit,
            before,
            after,
            change: before.zip(after).map(|(before, after)| after - before),
        };
        let totals = measures.iter().zip(earlier.into_iter().zip(later)).map(change).collect();
        let groups = groups(&before, &after).await?;
        let segments = has(&before, SEGMENT) && has(&after, SEGMENT);
        Ok(RunComparison {
            before: before.record.view.clone(),
            after: after.record.view.clone(),
            totals,
            movements: movements(&groups),
            migration: if segments { migration(&groups) } else { Vec::new() },
        })
    }
}

fn has(run: &OpenRun, measure: &str) -> bool {
    run.table.measures().iter().any(|known| known.id == measure)
}

async fn totals(table: &CustomerTable, measures: &[&Measure]) -> Result<Vec<Option<f64>>> {
    let total = |measure: &&Measure| sum(cast(ident(measure.id.as_str()), DataType::Float64)).alias(measure.id.clone());
    let batches = table.frame()?.aggregate(vec![], measures.iter().map(total).collect())?.collect().await?;
    let Some(batch) = batches.first() else { return Ok(vec![None; measures.len()]) };
    let read = |column: &dyn Array| column.as_primitive::<Float64Type>().iter().next().flatten();
    Ok(batch.columns().iter().map(|column| read(column.as_ref())).collect())
}

/// Customers who are alike in what became of them.
struct Group {
    movement: Movement,
    before: Option<String>,
    after: Option<String>,
    customers: u64,
    change: Option<f64>,
}

/// The parts of a run's table that are compared, under names of their own.
fn side(run: &OpenRun, session: &datafusion::prelude::SessionContext, name: &str) -> Result<DataFrame> {
    let text = |measure: &str| match has(run, measure) {
        true => cast(ident(measure), DataType::Utf8),
        false => lit(datafusion::scalar::ScalarValue::Utf8(None)),
    };
    let columns = vec![
        ident("customer_id").alias(format!("{name}_id")),
        cast(ident(VALUE), DataType::Float64).alias(format!("{name}_value")),
        // A label that is not known is an empty one, so that it is told from a customer who is not there.
        coalesce(vec![text(SEGMENT), lit("")]).alias(format!("{name}_segment")),
    ];
    Ok(run.table.frame_in(session)?.select(columns)?)
}

async fn groups(before: &OpenRun, after: &OpenRun) -> Result<Vec<Group>> {
    let session = after.table.session();
    let (earlier, later) = (side(before, &session, "before")?, side(after, &session, "after")?);
    let known = |name: &str| coalesce(vec![col(name), lit(0.0)]);
    let unknown = col("before_value").is_null().and(col("after_value").is_null());
    let change = when(unknown.is_false(), known("after_value") - known("before_value")).end()?;
    let movement: Expr = when(col("before_id").is_null(), lit(0_i64))
        .when(col("after_id").is_null(), lit(1_i64))
        .when(col("change").gt(lit(0.0)), lit(2_i64))
        .when(col("change").lt(lit(0.0)), lit(3_i64))
        .otherwise(lit(4_i64))?;
    let joined = earlier
        .join(later, JoinType::Full, &["before_id"], &["after_id"], None)?
        .with_column("change", change)?
        .with_column("movement", movement)?
        .aggregate(
            vec![col("movement"), col("before_segment"), col("after_segment")],
            vec![count(lit(1_i64)).alias("customers"), sum(col("change")).alias("change")],
        )?
        .sort(["movement", "before_segment", "after_segment"].map(|name| col(name).sort(true, false)).to_vec())?;
    let mut groups = Vec::new();
    for batch in joined.collect().await? {
        for row in 0..batch.num_rows() {
            let at = |column: usize| cell(batch.column(column).as_ref(), row);
            let text = |column: usize| if let Value::String(text) = at(column) { Some(text) } else { None };
            groups.push(Group {
                movement: match at(0).as_u64() {
                    Some(0) => Movement::Entered,
                    Some(1) => Movement::Left,
                    Some(2) => Movement::Risen,
                    Some(3) => Movement::Fallen,
                    _ => Movement::Unchanged,
                },
                before: text(1),
                after: text(2),
                customers: at(3).as_u64().unwrap_or_default(),
                change: at(4).as_f64(),
            });
        }
    }
    Ok(groups)
}

fn movements(groups: &[Group]) -> Vec<ValueMovement> {
    let all = [Movement::Entered, Movement::Left, Movement::Risen, Movement::Fallen, Movement::Unchanged];
    let total = |movement: Movement| {
        let here = || groups.iter().filter(|group| group.movement == movement);
        ValueMovement {
            movement,
            customers: here().map(|group| group.customers).sum(),
            change: here().filter_map(|group| group.change).reduce(|sum, next| sum + next),
        }
    };
    all.map(total).to_vec()
}

fn migration(groups: &[Group]) -> Vec<Migration> {
    let mut cells: BTreeMap<(Option<String>, Option<String>), u64> = BTreeMap::new();
    for group in groups {
        *cells.entry((group.before.clone(), group.after.clone())).or_default() += group.customers;
    }
    cells.into_iter().map(|((before, after), customers)| Migration { before, after, customers }).collect()
}

use arrow::array::RecordBatch;
use datafusion::common::JoinType;
use datafusion::dataframe::DataFrame;
use datafusion::functions_aggregate::expr_fn::{count, sum};
use datafusion::logical_expr::{col, ident, lit};

use crate::costing::{Computed, compute};
use crate::error::Result;
use crate::query::number;
use crate::run::RunContext;
use crate::views::Notice;

use super::gross::gross;
use super::notices;
use super::parameters::{CostedModel, LeftOut, Parameters};
use super::{CostModel, KeptModel};

/// Days that a period of costs may go on after the last order of the ledger.
const REST_OF_A_MONTH: i32 = 31;

/// Settles every kept model whose days lie before the valuation date; one that cannot be settled is left out and said.
pub(super) async fn fit(
    kept: &[KeptModel],
    customers: &DataFrame,
    context: &RunContext,
) -> Result<(Parameters, Vec<Notice>)> {
    let (mut parameters, mut said) = (Parameters::default(), Vec::new());
    for kept in kept {
        context.cancel.check()?;
        let computed = match &kept.model {
            Ok(model) if model.to_day > last_day(context) => {
                said.push(notices::too_late(&kept.id, model, context.as_of_day));
                parameters.left_out.push(LeftOut { id: kept.id.clone(), reason: "after-valuation-date".to_owned() });
                continue;
            }
            Ok(model) => compute(model, &context.records).await,
            Err(problem) => Err(problem.clone()),
        };
        match computed {
            Ok(computed) => {
                let outside = outside(&computed, customers).await?;
                said.extend(notices::of_model(&computed, outside));
                parameters.models.push(costed(kept, &computed, outside.1));
            }
            Err(problem) => {
                said.push(notices::unfit(&kept.id, &problem));
                parameters.left_out.push(LeftOut { id: kept.id.clone(), reason: problem.to_string() });
            }
        }
    }
    parameters.models.sort_by(|one, other| (one.from_day, &one.id).cmp(&(other.from_day, &other.id)));
    revenues(&mut parameters.models, context).await?;
    parameters.serving_rate = parameters.models.last().and_then(|latest| {
        (latest.net_revenue > 0.0).then(|| latest.in_table / latest.net_revenue).filter(|rate| rate.is_finite())
    });
    said.extend(notices::covered(&parameters.models));
    if let Some((latest, rate)) = parameters.models.last().zip(parameters.serving_rate) {
        said.push(notices::in_value(latest, rate, context.value_after_service));
    }
    if !context.value_after_service {
        parameters.serving_rate = None;
    }
    Ok((parameters, said))
}

/// The last day that costs may have. Where the ledger ends with the valuation date, a month or year whose last days saw no
/// order is over all the same.
fn last_day(context: &RunContext) -> i32 {
    let is_now = context.records.last_order_day().is_none_or(|last| last <= context.as_of_day);
    if is_now { context.as_of_day + REST_OF_A_MONTH } else { context.as_of_day }
}

fn costed(kept: &KeptModel, computed: &Computed, outside: f64) -> CostedModel {
    let model: &CostModel = &computed.model;
    let report = computed.report();
    CostedModel {
        id: kept.id.clone(),
        version: kept.version,
        name: model.name.clone(),
        from_day: model.from_day,
        to_day: model.to_day,
        text: kept.text.clone(),
        rates: computed.rates(),
        entered: report.entered.full,
        enterprise: report.enterprise,
        unused: report.unused,
        unassigned: report.unassigned,
        reached: computed.caused(),
        in_table: computed.caused() - outside,
        net_revenue: 0.0,
    }
}

/// Customers with cost that have no row in the table, and that cost.
async fn outside(computed: &Computed, customers: &DataFrame) -> Result<(f64, f64)> {
    if !computed.model.counts_beyond_orders() {
        return Ok((0.0, 0.0));
    }
    let table = customers.clone().select(vec![col("customer_id").alias("row_of")])?;
    let costs = computed.customers()?.select(vec![col("customer_id"), col("cost_to_serve")])?;
    let without = costs.join(table, JoinType::LeftAnti, &["customer_id"], &["row_of"], None)?;
    let without = without.filter(col("cost_to_serve").gt(lit(0.0)))?;
    let totals = vec![count(lit(1_i64)).alias("customers"), sum(col("cost_to_serve")).alias("cost")];
    let batches = without.aggregate(Vec::new(), totals)?.collect().await?;
    Ok((first(&batches, 0), first(&batches, 1)))
}

/// Fills the net revenue of each model's days.
async fn revenues(models: &mut [CostedModel], context: &RunContext) -> Result<()> {
    if models.is_empty() {
        return Ok(());
    }
    let spans: Vec<(i32, i32)> = models.iter().map(|model| (model.from_day, model.to_day)).collect();
    let sums = (0..spans.len()).map(|place| format!("net_{place}"));
    let sums = sums.map(|name| sum(ident(name.as_str())).alias(name)).collect();
    let batches = gross(context, &spans).await?.aggregate(Vec::new(), sums)?.collect().await?;
    for (place, model) in models.iter_mut().enumerate() {
        model.net_revenue = first(&batches, place);
    }
    Ok(())
}

fn first(batches: &[RecordBatch], column: usize) -> f64 {
    let row = batches.iter().find(|batch| batch.num_rows() > 0);
    row.and_then(|row| number(row.column(column), 0)).unwrap_or(0.0)
}

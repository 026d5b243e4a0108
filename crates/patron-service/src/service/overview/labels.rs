use arrow::datatypes::DataType;
use datafusion::functions_aggregate::expr_fn::{count, sum};
use datafusion::logical_expr::{cast, ident, lit};

use crate::error::Result;
use crate::query::{CustomerFilter, cell, number};
use crate::service::runs::OpenRun;
use crate::service::segments::filtered;
use crate::views::LabelTotal;

/// Size and value of each label of a measure, in the catalogue's order; labels without customers are left out.
pub(super) async fn totals(run: &OpenRun, id: &str, filter: &CustomerFilter) -> Result<Vec<LabelTotal>> {
    let Some(measure) = run.table.measures().iter().find(|measure| measure.id == id) else { return Ok(Vec::new()) };
    let total = |name: &str| sum(cast(ident(name), DataType::Float64)).alias(name);
    let sums = vec![count(lit(1_i64)).alias("n"), total("revenue"), total("customer_value"), total("expected_value")];
    let batches = filtered(run, filter)?.aggregate(vec![ident(id)], sums)?.collect().await?;
    let mut totals = Vec::new();
    for label in &measure.labels {
        for batch in &batches {
            for row in 0..batch.num_rows() {
                if cell(batch.column(0).as_ref(), row).as_str() != Some(label.id.as_str()) {
                    continue;
                }
                let at = |column: usize| number(batch.column(column).as_ref(), row);
                totals.push(LabelTotal {
                    id: label.id.clone(),
                    label: label.label.clone(),
                    customers: cell(batch.column(1).as_ref(), row).as_u64().unwrap_or_default(),
                    revenue: at(2),
                    customer_value: at(3),
                    expected_value: at(4),
                });
            }
        }
    }
    Ok(totals)
}

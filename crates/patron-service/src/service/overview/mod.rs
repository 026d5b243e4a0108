//! The first page: what the base is worth and where the worth sits.

mod concentration;
mod labels;
mod lists;
mod months;
mod tree;

use arrow::array::AsArray;
use arrow::datatypes::{DataType, Float64Type, Int64Type};
use datafusion::functions_aggregate::expr_fn::{avg, count, sum};
use datafusion::logical_expr::{cast, ident, lit, when};

use crate::error::Result;
use crate::query::CustomerFilter;
use crate::views::OverviewView;

use super::Service;
use super::segments::filtered;

impl Service {
    /// The overview of the customers that pass the filter; months are of the whole base.
    ///
    /// # Errors
    /// `no-run` or `bad-filter`.
    pub async fn overview(&self, filter: &CustomerFilter) -> Result<OverviewView> {
        let run = self.needed_run().await?;
        let number = |name: &str| cast(ident(name), DataType::Float64);
        let flag = |condition| when(condition, lit(1_i64)).end();
        let figures = vec![
            count(lit(1_i64)).alias("customers"),
            count(flag(ident("frequency").gt(lit(0_i64)))?).alias("repeat"),
            sum(number("expected_purchases")).alias("purchases"),
            sum(number("probability_return")).alias("returning"),
            avg(number("probability_return")).alias("mean_return"),
        ];
        let batches = filtered(&run, filter)?.aggregate(vec![], figures)?.collect().await?;
        let counted = |column: usize| {
            let value = batches.first().map(|batch| batch.column(column).as_primitive::<Int64Type>().value(0));
            value.map_or(0, i64::unsigned_abs)
        };
        let summed = |column: usize| {
            batches.first().and_then(|batch| batch.column(column).as_primitive::<Float64Type>().iter().next().flatten())
        };
        let concentration = concentration::concentration(&run, filter).await?;
        let slipping = lists::slipping(&run, filter, concentration.half_bound).await?;
        Ok(OverviewView {
            run: run.record.view.clone(),
            customers: counted(0),
            value_tree: tree::tree(&run, filter).await?,
            customers_for_half: concentration.customers_for_half,
            slipping: slipping.customers,
            slipping_value: slipping.value,
            expected_purchases: summed(2),
            returning_customers: summed(3),
            mean_probability_return: summed(4),
            repeat_customers: counted(1),
            distribution: concentration.distribution,
            pareto: concentration.pareto,
            segments: labels::totals(&run, "rfm_segment", filter).await?,
            abc: labels::totals(&run, "abc_class", filter).await?,
            months: months::months(&self.folder.path(&run.record.path))?,
            top: lists::top(&run, filter).await?,
            at_risk: slipping.list,
            notices: run.record.view.notices.clone(),
        })
    }
}

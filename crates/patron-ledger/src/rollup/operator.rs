use std::fmt;
use std::sync::Arc;

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::compute::SortOptions;
use arrow::datatypes::{Date32Type, Decimal128Type, SchemaRef};
use datafusion::common::internal_err;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::error::{DataFusionError, Result};
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_expr::expressions::Column;
use datafusion::physical_expr::{
    Distribution, EquivalenceProperties, LexOrdering, OrderingRequirements, Partitioning, PhysicalExpr,
    PhysicalSortExpr,
};
use datafusion::physical_plan::execution_plan::{
    Boundedness, ChildrenPropertiesMode, EmissionType, PlanProperties, ReplaceChildrenOptions,
};
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::{DisplayAs, DisplayFormatType, ExecutionPlan, InputDistributionRequirements};
use futures::StreamExt;

use super::Occasion;
use super::history::{History, Line};
use super::output::{Output, rollup_schema};

/// Rows handed on at a time.
const BATCH_ROWS: usize = 8192;

/// One ordered pass over order lines sorted by customer and day.
///
/// Input columns by position: customer_id, ordered_on, is_return, netted_on, order_id, amount, cost.
#[derive(Debug)]
pub(super) struct RollupExec {
    input: Arc<dyn ExecutionPlan>,
    occasion: Occasion,
    properties: Arc<PlanProperties>,
}

fn ordering(schema: &SchemaRef, columns: usize) -> Option<LexOrdering> {
    let sorted = (0..columns).map(|index| PhysicalSortExpr {
        expr: Arc::new(Column::new(schema.field(index).name(), index)),
        options: SortOptions { descending: false, nulls_first: false },
    });
    LexOrdering::new(sorted)
}

impl RollupExec {
    pub(super) fn new(input: Arc<dyn ExecutionPlan>, occasion: Occasion) -> Self {
        let schema = rollup_schema();
        let mut equivalence = EquivalenceProperties::new(Arc::clone(&schema));
        if let Some(order) = ordering(&schema, 1) {
            equivalence.add_orderings([order]);
        }
        let properties = PlanProperties::new(
            equivalence,
            Partitioning::UnknownPartitioning(1),
            EmissionType::Incremental,
            Boundedness::Bounded,
        );
        Self { input, occasion, properties: Arc::new(properties) }
    }
}

impl DisplayAs for RollupExec {
    fn fmt_as(&self, _: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RollupExec: occasion={:?}", self.occasion)
    }
}

impl ExecutionPlan for RollupExec {
    fn name(&self) -> &'static str {
        "RollupExec"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn input_distribution_requirements(&self) -> InputDistributionRequirements {
        InputDistributionRequirements::new(vec![Distribution::SinglePartition])
    }

    fn required_input_ordering(&self) -> Vec<Option<OrderingRequirements>> {
        vec![ordering(&self.input.schema(), 2).map(OrderingRequirements::from)]
    }

    fn benefits_from_input_partitioning(&self) -> Vec<bool> {
        vec![false]
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        vec![&self.input]
    }

    fn apply_expressions(
        &self,
        _: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        Ok(TreeNodeRecursion::Continue)
    }

    fn replace_children(
        self: Arc<Self>,
        mut children: Vec<Arc<dyn ExecutionPlan>>,
        _: ReplaceChildrenOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        match children.pop() {
            Some(child) if children.is_empty() => Ok(Arc::new(Self::new(child, self.occasion))),
            _ => internal_err!("a rollup has one input"),
        }
    }

    fn with_new_children(self: Arc<Self>, children: Vec<Arc<dyn ExecutionPlan>>) -> Result<Arc<dyn ExecutionPlan>> {
        self.replace_children(children, ReplaceChildrenOptions::new(ChildrenPropertiesMode::Recompute))
    }

    fn execute(&self, partition: usize, context: Arc<TaskContext>) -> Result<SendableRecordBatchStream> {
        if partition != 0 {
            return internal_err!("a rollup has one partition");
        }
        let input = self.input.execute(0, context)?;
        let pass = Pass { occasion: self.occasion, customer: None, history: History::default(), output: Output::new()? };
        let stream = futures::stream::try_unfold(Some((input, pass)), |state| async move {
            let Some((mut input, mut pass)) = state else { return Ok::<_, DataFusionError>(None) };
            while let Some(batch) = input.next().await {
                pass.take(&batch?)?;
                if pass.output.rows() >= BATCH_ROWS {
                    let full = pass.output.finish()?;
                    return Ok(Some((full, Some((input, pass)))));
                }
            }
            pass.close();
            Ok(Some((pass.output.finish()?, None)))
        });
        Ok(Box::pin(RecordBatchStreamAdapter::new(rollup_schema(), stream)))
    }
}

/// The state of the pass between batches.
#[derive(Debug)]
struct Pass {
    occasion: Occasion,
    customer: Option<String>,
    history: History,
    output: Output,
}

impl Pass {
    fn take(&mut self, batch: &RecordBatch) -> Result<()> {
        let customers = batch.column(0).as_string_view();
        let days = batch.column(1).as_primitive::<Date32Type>().values();
        let is_return = batch.column(2).as_boolean();
        let netted_on = batch.column(3).as_primitive::<Date32Type>();
        let order_ids = batch.column(4).as_string_view();
        let amounts = batch.column(5).as_primitive::<Decimal128Type>();
        let costs = batch.column(6).as_primitive::<Decimal128Type>();
        let (all_ids_null, all_costs_null) =
            (order_ids.null_count() == batch.num_rows(), costs.null_count() == batch.num_rows());
        for (row, &day) in days.iter().enumerate() {
            let customer = customers.value(row);
            if self.customer.as_deref() != Some(customer) {
                self.close();
                let name = self.customer.get_or_insert_default();
                name.push_str(customer);
            }
            let line = Line {
                day,
                is_return: is_return.value(row),
                netted_on: netted_on.is_valid(row).then(|| netted_on.value(row)),
                order_id: (!all_ids_null && order_ids.is_valid(row)).then(|| order_ids.value(row)),
                amount: amounts.is_valid(row).then(|| amounts.value(row)),
                cost: (!all_costs_null && costs.is_valid(row)).then(|| costs.value(row)),
            };
            self.history.add(line, self.occasion);
        }
        Ok(())
    }

    /// Hands the current customer to the output.
    fn close(&mut self) {
        if let Some(customer) = &mut self.customer {
            self.output.push(customer, &self.history);
            customer.clear();
        }
        self.history.clear();
    }
}

use std::fmt;
use std::sync::Arc;

use arrow::array::RecordBatch;
use arrow::compute::SortOptions;
use arrow::datatypes::SchemaRef;
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

use super::pass::{Collect, Lines, Pass};

/// One ordered pass over order lines sorted by customer and day (columns: see [`Lines`]).
#[derive(Debug)]
pub(super) struct RollupExec {
    input: Arc<dyn ExecutionPlan>,
    collect: Collect,
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
    pub(super) fn new(input: Arc<dyn ExecutionPlan>, collect: Collect) -> Self {
        let schema = collect.schema();
        let mut equivalence = EquivalenceProperties::new(Arc::clone(&schema));
        // Customers come out in their order, periods in that of their days.
        if let Some(order) = ordering(&schema, 1) {
            equivalence.add_orderings([order]);
        }
        let properties = PlanProperties::new(
            equivalence,
            Partitioning::UnknownPartitioning(1),
            EmissionType::Incremental,
            Boundedness::Bounded,
        );
        Self { input, collect, properties: Arc::new(properties) }
    }
}

impl DisplayAs for RollupExec {
    fn fmt_as(&self, _: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RollupExec: {:?}", self.collect)
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
            Some(child) if children.is_empty() => Ok(Arc::new(Self::new(child, self.collect.clone()))),
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
        let progress = Progress { customer: None, pass: self.collect.pass()? };
        let stream = futures::stream::try_unfold(Some((input, progress)), |state| async move {
            let Some((mut input, mut progress)) = state else { return Ok::<_, DataFusionError>(None) };
            while let Some(batch) = input.next().await {
                progress.take(&batch?);
                if let Some(full) = progress.pass.full()? {
                    return Ok(Some((full, Some((input, progress)))));
                }
            }
            progress.close();
            Ok(Some((progress.pass.last()?, None)))
        });
        Ok(Box::pin(RecordBatchStreamAdapter::new(self.schema(), stream)))
    }
}

/// The state between batches.
#[derive(Debug)]
struct Progress {
    customer: Option<String>,
    pass: Box<dyn Pass>,
}

impl Progress {
    fn take(&mut self, batch: &RecordBatch) {
        let lines = Lines::of(batch);
        for row in 0..batch.num_rows() {
            let customer = lines.customers.value(row);
            if self.customer.as_deref() != Some(customer) {
                self.close();
                self.customer.get_or_insert_default().push_str(customer);
            }
            self.pass.take(lines.line(row));
        }
    }

    /// Hands the current customer to the pass.
    fn close(&mut self) {
        if let Some(customer) = &mut self.customer {
            self.pass.close_customer(customer);
            customer.clear();
        }
    }
}

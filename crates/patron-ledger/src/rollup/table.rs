use std::sync::Arc;

use arrow::datatypes::SchemaRef;
use async_trait::async_trait;
use datafusion::catalog::{Session, TableProvider};
use datafusion::datasource::TableType;
use datafusion::error::Result;
use datafusion::execution::SessionState;
use datafusion::logical_expr::{Expr, LogicalPlan};
use datafusion::physical_expr::expressions::Column;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::projection::ProjectionExec;

use super::Occasion;
use super::operator::RollupExec;
use super::output::rollup_schema;

/// A rollup as a table: scanning it plans its input and runs the pass.
#[derive(Debug)]
pub(super) struct RollupTable {
    input: LogicalPlan,
    state: SessionState,
    occasion: Occasion,
}

impl RollupTable {
    pub(super) fn new(input: LogicalPlan, state: SessionState, occasion: Occasion) -> Self {
        Self { input, state, occasion }
    }
}

#[async_trait]
impl TableProvider for RollupTable {
    fn schema(&self) -> SchemaRef {
        rollup_schema()
    }

    fn table_type(&self) -> TableType {
        TableType::View
    }

    async fn scan(
        &self,
        _: &dyn Session,
        projection: Option<&Vec<usize>>,
        _: &[Expr],
        _: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        // Planned by its own state: files stay whole, so that their order is kept without a sort.
        let input = self.state.create_physical_plan(&self.input).await?;
        let pass: Arc<dyn ExecutionPlan> = Arc::new(RollupExec::new(input, self.occasion));
        let Some(columns) = projection else { return Ok(pass) };
        let schema = rollup_schema();
        let kept = columns.iter().map(|&index| {
            let name = schema.field(index).name();
            (Arc::new(Column::new(name, index)) as _, name.clone())
        });
        Ok(Arc::new(ProjectionExec::try_new(kept.collect::<Vec<_>>(), pass)?))
    }
}

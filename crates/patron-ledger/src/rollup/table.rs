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

use super::operator::RollupExec;
use super::pass::Collect;

/// A rollup as a table: scanning it plans its input and runs the pass.
#[derive(Debug)]
pub(super) struct RollupTable {
    input: LogicalPlan,
    state: SessionState,
    collect: Collect,
}

impl RollupTable {
    pub(super) fn new(input: LogicalPlan, state: SessionState, collect: Collect) -> Self {
        Self { input, state, collect }
    }
}

#[async_trait]
impl TableProvider for RollupTable {
    fn schema(&self) -> SchemaRef {
        self.collect.schema()
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
        let pass: Arc<dyn ExecutionPlan> = Arc::new(RollupExec::new(input, self.collect.clone()));
        let Some(columns) = projection else { return Ok(pass) };
        let schema = self.collect.schema();
        let kept = columns.iter().map(|&index| {
            let name = schema.field(index).name();
            (Arc::new(Column::new(name, index)) as _, name.clone())
        });
        Ok(Arc::new(ProjectionExec::try_new(kept.collect::<Vec<_>>(), pass)?))
    }
}

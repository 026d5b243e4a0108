use datafusion::functions_aggregate::expr_fn::count;
use datafusion::logical_expr::{ident, lit};
use serde_json::Value;

use crate::catalogue::MeasureKind;
use crate::error::Result;
use crate::query::{ColumnKind, cell};
use crate::views::{AnalysisView, AttributeView, CatalogueView};

use super::Service;
use super::runs::OpenRun;

/// Values of an attribute offered in a filter.
const OFFERED_VALUES: usize = 50;

impl Service {
    /// Measures, attributes and analyses: of the current run where there is one, else of this program.
    ///
    /// # Errors
    /// When the metadata or the run's table cannot be read.
    pub async fn catalogue(&self) -> Result<CatalogueView> {
        let run = self.current_run().await?;
        let registry = self.portfolio_registry().await?;
        let measures = run.as_ref().map_or_else(|| registry.measures(), |run| run.table.measures().to_vec());
        let measures = self.with_playbooks(measures).await?;
        let attributes = match &run {
            Some(run) => attributes(run).await?,
            None => Vec::new(),
        };
        let missing = |id: &str| {
            let stored = run.as_ref()?.record.analyses.iter().find(|stored| stored.id == id)?;
            stored.missing.clone()
        };
        let analyses = registry.analyses().iter().map(|analysis| AnalysisView {
            id: analysis.id().to_owned(),
            label: analysis.label(),
            tables: analysis.requires().tables,
            measures: analysis.measures().into_iter().map(|measure| measure.id).collect(),
            missing: missing(analysis.id()),
        });
        Ok(CatalogueView {
            measures: measures.into_iter().filter(|measure| !measure.internal).collect(),
            attributes,
            analyses: analyses.collect(),
        })
    }
}

async fn attributes(run: &OpenRun) -> Result<Vec<AttributeView>> {
    let mut views = Vec::new();
    for name in run.table.attributes() {
        if run.table.kind(name)? == ColumnKind::Date {
            views.push(AttributeView { id: name.clone(), kind: MeasureKind::Date, values: Vec::new() });
            continue;
        }
        let counted = run
            .table
            .frame()?
            .filter(ident(name.as_str()).is_not_null())?
            .aggregate(vec![ident(name.as_str())], vec![count(lit(1_i64)).alias("n")])?
            .sort(vec![ident("n").sort(false, false), ident(name.as_str()).sort(true, false)])?
            .limit(0, Some(OFFERED_VALUES))?;
        let mut values = Vec::new();
        for batch in counted.collect().await? {
            for row in 0..batch.num_rows() {
                if let Value::String(text) = cell(batch.column(0).as_ref(), row) {
                    values.push(text);
                }
            }
        }
        views.push(AttributeView { id: name.clone(), kind: MeasureKind::Text, values });
    }
    Ok(views)
}

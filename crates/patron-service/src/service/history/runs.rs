use datafusion::logical_expr::{Expr, ident, lit};

use crate::error::Result;
use crate::query::number;
use crate::run::RunSettings;
use crate::service::Service;
use crate::service::runs::{OpenRun, StoredRun};
use crate::views::RunPoint;

/// Runs that are looked at, the newest.
const MOST_RUNS: usize = 36;

impl Service {
    /// The value of a customer as the runs had it, oldest first. Runs that this version cannot read are passed over.
    pub(super) async fn past_values(&self, current: &OpenRun, id: &str) -> Result<Vec<RunPoint>> {
        let mut points = Vec::new();
        for record in self.folder.store().runs().await?.into_iter().take(MOST_RUNS) {
            let Ok(run) = StoredRun::read(record) else { continue };
            let Ok(table) = self.open_table(&run) else { continue };
            let columns = ["residual_value", "residual_value_low", "residual_value_high"];
            let has = |column: &str| table.measures().iter().any(|measure| measure.id == column);
            if !columns.iter().all(|column| has(column)) {
                continue;
            }
            let own = table.frame()?.filter(ident("customer_id").eq(lit(id)))?;
            let columns: Vec<Expr> = columns.iter().map(|column| ident(*column)).collect();
            let batches = own.select(columns)?.collect().await?;
            let Some(batch) = batches.iter().find(|batch| batch.num_rows() > 0) else { continue };
            let figure = |column: usize| number(batch.column(column).as_ref(), 0);
            points.push(RunPoint {
                comparable: alike(&run.settings, &current.record.settings),
                run: run.view.id,
                as_of: run.view.as_of,
                created_at: run.view.created_at,
                model: run.view.model,
                value: figure(0),
                low: figure(1),
                high: figure(2),
            });
        }
        points.sort_by(|one, other| (&one.as_of, &one.created_at).cmp(&(&other.as_of, &other.created_at)));
        Ok(points)
    }
}

/// Same horizon, discount rate, margin and, where both kept it, currency.
fn alike(one: &RunSettings, other: &RunSettings) -> bool {
    let currency = one.currency.is_none() || other.currency.is_none() || one.currency == other.currency;
    let settings = |run: &RunSettings| (run.horizon_days, run.discount_rate, run.margin);
    currency && settings(one) == settings(other)
}

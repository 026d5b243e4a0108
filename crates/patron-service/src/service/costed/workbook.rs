use std::collections::HashMap;

use datafusion::logical_expr::col;

use super::{Counted, Service};
use crate::costed::{CustomerFigures, Material, Rates, profits, totals, with_profit, workbook};
use crate::costing::Computed;
use crate::error::{Result, ServiceError};
use crate::export::MAX_ROWS;
use crate::query::{cell, number};

/// Columns of the plan before the volumes.
const BEFORE_VOLUMES: usize = 4;
/// Rows of the sheet of customers that are no customers.
const OTHER_ROWS: usize = 5;

/// Which customers a workbook has rows for; the others are one row together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkbookCustomers {
    /// so many with most profit
    First(usize),
    All,
}

impl Service {
    /// The whole costing as a workbook: resources, flows, departments, activities and rates, customers, what is open.
    ///
    /// # Errors
    /// `costs-…`, `sheet-too-long`, `cell-too-long`, or when the engine fails.
    pub async fn cost_workbook(&self, text: &str, shown: WorkbookCustomers, language: &str) -> Result<Vec<u8>> {
        let Counted { computed, base, margin, names } = self.counted(text).await?;
        let Computed { model, costed, unread, .. } = computed;
        let unread = unread.iter().map(|sum| (sum.pool.to_string(), sum.amount.value())).collect();
        let rates = Rates::of(&costed);
        let totals = totals(&profits(base.clone(), &rates, margin)?, margin).await?;
        let wanted = match shown {
            WorkbookCustomers::First(count) => count,
            WorkbookCustomers::All => usize::try_from(totals.customers).unwrap_or(usize::MAX),
        };
        if wanted > MAX_ROWS - OTHER_ROWS {
            let message =
                format!("`{wanted}` customers do not fit a sheet, expected at most {}", MAX_ROWS - OTHER_ROWS);
            return Err(ServiceError::new("sheet-too-long", message).hint("name fewer: `--customers 1000`"));
        }
        let order = vec![col("profit_full").sort(false, false), col("customer_id").sort(true, false)];
        let mut customers = Vec::new();
        let rows = with_profit(base, &rates, margin)?;
        for batch in rows.sort(order)?.limit(0, Some(wanted))?.collect().await? {
            for row in 0..batch.num_rows() {
                let at = |column: usize| number(batch.column(column), row).unwrap_or(0.0);
                customers.push(CustomerFigures {
                    customer_id: cell(batch.column(0).as_ref(), row).as_str().unwrap_or_default().to_owned(),
                    name: None,
                    revenue: at(1),
                    product_cost: at(3) + (at(1) - at(2)) * (1.0 - margin.unwrap_or(1.0)),
                    volumes: (0..costed.volumes.len()).map(|place| at(BEFORE_VOLUMES + place)).collect(),
                });
            }
        }
        if let Some(names) = names {
            let places: HashMap<String, usize> =
                customers.iter().enumerate().map(|(place, customer)| (customer.customer_id.clone(), place)).collect();
            for batch in names.collect().await? {
                for row in 0..batch.num_rows() {
                    let text = |column: usize| cell(batch.column(column).as_ref(), row).as_str().map(str::to_owned);
                    if let Some(&place) = text(0).as_ref().and_then(|id| places.get(id)) {
                        customers[place].name = text(1);
                    }
                }
            }
        }
        let chinese = language == "zh";
        let made = tokio::task::spawn_blocking(move || {
            workbook(&Material { model: &model, costed: &costed, unread, totals, customers, chinese })
        });
        made.await.map_err(|error| ServiceError::new("internal", format!("writing a file broke off: {error}")))?
    }
}

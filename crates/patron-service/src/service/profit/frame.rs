use std::sync::Arc;

use arrow::array::{ArrayRef, Float64Array, RecordBatch, StringArray, UInt64Array};
use datafusion::dataframe::DataFrame;
use datafusion::prelude::SessionContext;

use crate::error::Result;
use crate::views::{ProfitRow, ProfitSide, ProfitView};

type Value = fn(&ProfitRow) -> Option<f64>;

/// Figures of a row, in their order.
const FIGURES: [(&str, Value); 11] = [
    ("revenue", |row| Some(row.revenue)),
    ("product_cost", |row| Some(row.product_cost)),
    ("cost_to_serve", |row| Some(row.cost_to_serve)),
    ("cost_incremental", |row| Some(row.cost_incremental)),
    ("cost_sustaining", |row| Some(row.sustaining)),
    ("tax", |row| Some(row.tax)),
    ("marketing_cost", |row| row.marketing),
    ("revenue_per_100_of_marketing", |row| row.revenue_per_100_of_marketing),
    ("share_of_customers", |row| row.share_of_customers),
    ("share_of_revenue", |row| row.share_of_revenue),
    ("profit_before_tax_full", |row| Some(row.full.before_tax.profit)),
];

type OfSide = fn(&ProfitSide) -> Option<f64>;

const SIDES: [(&str, OfSide); 7] = [
    ("total_cost", |side| Some(side.cost)),
    ("share_of_cost", |side| side.share_of_cost),
    ("profit", |side| Some(side.profit)),
    ("share_of_profit", |side| side.share_of_profit),
    ("margin_on_revenue", |side| side.margin_on_revenue),
    ("margin_on_cost", |side| side.margin_on_cost),
    ("per_100_against_others", |side| side.per_100_against_others),
];

impl ProfitView {
    /// The rows as a table, each figure of the views with its name.
    ///
    /// # Errors
    /// When the engine refuses it.
    pub fn table(&self) -> Result<DataFrame> {
        let texts = |of: fn(&ProfitRow) -> &str| -> ArrayRef {
            Arc::new(StringArray::from_iter_values(self.rows.iter().map(of)))
        };
        let numbers = |of: &dyn Fn(&ProfitRow) -> Option<f64>| -> ArrayRef {
            Arc::new(self.rows.iter().map(of).collect::<Float64Array>())
        };
        let customers = UInt64Array::from_iter_values(self.rows.iter().map(|row| row.customers));
        let mut columns: Vec<(String, ArrayRef)> = vec![
            (self.by.clone(), texts(|row| &row.id)),
            ("label".to_owned(), texts(|row| &row.label.en)),
            ("customers".to_owned(), Arc::new(customers)),
        ];
        columns.extend(FIGURES.map(|(name, of)| (name.to_owned(), numbers(&of))));
        for (name, of) in SIDES {
            columns.push((format!("{name}_full"), numbers(&|row| of(&row.full))));
            columns.push((format!("{name}_incremental"), numbers(&|row| of(&row.incremental))));
        }
        Ok(SessionContext::new().read_batch(RecordBatch::try_from_iter(columns)?)?)
    }
}

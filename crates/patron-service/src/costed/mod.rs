//! What customers earn once costs have been sent to them.
//!
//! ```text
//! rows       the plan of each customer's revenue, product cost and volumes, and of its profit in both views
//! totals     all customers together, and those who stand first, last and apart
//! diagram    cost on its ways, without circles
//! statement  one customer, line by line
//! workbook   the whole costing as a workbook with formulas
//! ```

mod diagram;
mod rows;
mod statement;
#[cfg(test)]
mod tests;
mod totals;
mod workbook;

pub(crate) use diagram::diagram;
pub(crate) use rows::{Rates, base, profits, with_profit};
pub(crate) use statement::statement;
pub(crate) use totals::{ranked, totals};
pub(crate) use workbook::{CustomerFigures, Material, workbook};

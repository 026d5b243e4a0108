use super::Source;
use crate::report::table::{Cell, Table};

/// Calendar months of the ledger.
pub(in crate::report) fn months(source: &Source<'_>) -> Table {
    let rows = source.content.overview.months.iter().map(|month| {
        vec![
            Cell::text(&month.month),
            Cell::maybe(month.revenue, Cell::Money),
            Cell::maybe(month.returns, Cell::Money),
            Cell::maybe(month.unattributed_revenue, Cell::Money),
            Cell::count(month.orders),
            Cell::count(month.buyers),
            Cell::count(month.new_customers),
        ]
    });
    let mut columns = source.columns(["month"]);
    columns.extend(["revenue", "returns", "unattributed_revenue"].map(|key| source.money(key)));
    columns.extend(source.columns(["orders", "buyers", "new_customers"]));
    Table { title: source.word("title", "months"), note: source.word("note", "months"), columns, rows: rows.collect() }
}

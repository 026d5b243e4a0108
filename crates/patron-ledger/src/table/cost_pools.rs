//! What was spent, as the books have it: one row per pool and period, or as many as there are bookings.

use super::{Column, Kind, Table};
/// `period` is its first day, `period_end` its last (else the day counts alone); rows of a pool add up. Never negative.
pub(super) const TABLE: Table = Table {
    id: "cost_pools",
    columns: &[
        Column::needed("pool", Kind::Text),
        Column::needed("period", Kind::Date),
        Column::optional("period_end", Kind::Date),
        Column::needed("amount", Kind::Decimal),
        Column::optional("department", Kind::Text),
        Column::optional("behaviour", Kind::Text),
        Column::optional("name", Kind::Text),
        Column::optional("currency", Kind::Text),
        Column::SOURCE_FILE,
        Column::SOURCE_ROW,
    ],
    sorted_by: &["pool", "period", "department", "source_file", "source_row"],
    key: &[],
    attributes: false,
};

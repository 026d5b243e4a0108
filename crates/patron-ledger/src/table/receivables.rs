//! Invoices and what was paid of them.

use super::{Column, Kind, Table};
/// The latest row of an invoice wins; `paid_amount` is what was paid up to `paid_at`.
pub(super) const TABLE: Table = Table {
    id: "receivables",
    columns: &[
        Column::needed("customer_id", Kind::Text),
        Column::needed("invoice_id", Kind::Text),
        Column::needed("issued_at", Kind::Date),
        Column::needed("due_at", Kind::Date),
        Column::needed("amount", Kind::Decimal),
        Column::optional("paid_at", Kind::Date),
        Column::optional("paid_amount", Kind::Decimal),
        Column::SOURCE_FILE,
        Column::SOURCE_ROW,
    ],
    sorted_by: &["invoice_id", "source_file", "source_row"],
    key: &["invoice_id"],
    attributes: false,
};

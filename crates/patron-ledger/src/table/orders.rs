//! Order lines, the table everything starts from.

use super::{Column, Kind, Role, Table};

/// `amount` is the line's total after discount and before tax, `cost` the line's total; a return is
/// negative. A row without customer is kept for totals.
pub(super) const TABLE: Table = Table {
    id: "orders",
    columns: &[
        Column { name: "customer_id", kind: Kind::Text, role: Role::Field { required: true, filled: false } },
        Column { name: "ordered_on", kind: Kind::Date, role: Role::LocalDay { of: "ordered_at" } },
        Column::needed("ordered_at", Kind::Timestamp),
        Column { name: "is_return", kind: Kind::Flag, role: Role::IsReturn },
        Column::optional("order_id", Kind::Text),
        Column::optional("original_order_id", Kind::Text),
        Column::optional("product_id", Kind::Text),
        Column::optional("quantity", Kind::Decimal),
        Column::optional("amount", Kind::Decimal),
        Column::optional("discount", Kind::Decimal),
        Column::optional("cost", Kind::Decimal),
        Column::optional("channel", Kind::Text),
        Column::optional("currency", Kind::Text),
        Column::SOURCE_FILE,
        Column::SOURCE_ROW,
    ],
    sorted_by: &["customer_id", "ordered_on", "ordered_at", "source_file", "source_row"],
    key: &[],
    attributes: false,
};

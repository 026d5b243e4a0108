//! What customers caused, where it is recorded and not counted: kilometres, pallets, machine hours.

use super::{Column, Kind, Role, Table};
/// Rows add up. A row without customer is kept for totals. Never negative.
pub(super) const TABLE: Table = Table {
    id: "activity_drivers",
    columns: &[
        Column::optional("customer_id", Kind::Text),
        Column { name: "recorded_on", kind: Kind::Date, role: Role::LocalDay { of: "recorded_at" } },
        Column::needed("recorded_at", Kind::Timestamp),
        Column::needed("driver", Kind::Text),
        Column::needed("volume", Kind::Decimal),
        Column::optional("product_id", Kind::Text),
        Column::SOURCE_FILE,
        Column::SOURCE_ROW,
    ],
    sorted_by: &["customer_id", "recorded_on", "recorded_at", "source_file", "source_row"],
    key: &[],
    attributes: false,
};

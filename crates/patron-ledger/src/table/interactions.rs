//! Contacts with customers: visits, calls, complaints, praise, suggestions.

use super::{Column, Kind, Role, Table};
/// `kind` says what it was; `value` is its worth where it has one, such as the grade of a suggestion.
pub(super) const TABLE: Table = Table {
    id: "interactions",
    columns: &[
        Column::needed("customer_id", Kind::Text),
        Column { name: "occurred_on", kind: Kind::Date, role: Role::LocalDay { of: "occurred_at" } },
        Column::needed("occurred_at", Kind::Timestamp),
        Column::needed("kind", Kind::Text),
        Column::optional("value", Kind::Text),
        Column::optional("cost", Kind::Decimal),
        Column::optional("resolved_at", Kind::Timestamp),
        Column::optional("touchpoint", Kind::Text),
        Column::SOURCE_FILE,
        Column::SOURCE_ROW,
    ],
    sorted_by: &["customer_id", "occurred_on", "occurred_at", "source_file", "source_row"],
    key: &[],
    attributes: false,
};

//! What is known of each customer beside its orders.

use super::{Column, Kind, Table};

/// The latest row of a customer wins; columns outside the mapping become attributes.
pub(super) const TABLE: Table = Table {
    id: "customers",
    columns: &[
        Column::needed("customer_id", Kind::Text),
        Column::optional("name", Kind::Text),
        Column::optional("kind", Kind::Text),
        Column::optional("industry", Kind::Text),
        Column::optional("region", Kind::Text),
        Column::optional("channel", Kind::Text),
        Column::optional("acquired_at", Kind::Date),
        Column::optional("account_manager", Kind::Text),
        Column::optional("parent_id", Kind::Text),
        Column::SOURCE_FILE,
        Column::SOURCE_ROW,
    ],
    sorted_by: &["customer_id", "source_file", "source_row"],
    key: &["customer_id"],
    attributes: true,
};

//! What is sold.

use super::{Column, Kind, Table};

/// The latest row of a product wins; `unit_cost` is the cost of one piece.
pub(super) const TABLE: Table = Table {
    id: "products",
    columns: &[
        Column::needed("product_id", Kind::Text),
        Column::optional("name", Kind::Text),
        Column::optional("category", Kind::Text),
        Column::optional("unit_cost", Kind::Decimal),
        Column::optional("launched_at", Kind::Date),
        Column::optional("retired_at", Kind::Date),
        Column::SOURCE_FILE,
        Column::SOURCE_ROW,
    ],
    sorted_by: &["product_id", "source_file", "source_row"],
    key: &["product_id"],
    attributes: true,
};

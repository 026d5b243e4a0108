//! Deals that are open, won or lost.

use super::{Column, Kind, Table};
/// The latest row of an opportunity wins; `probability` is a share from 0 to 1.
pub(super) const TABLE: Table = Table {
    id: "opportunities",
    columns: &[
        Column::optional("customer_id", Kind::Text),
        Column::needed("opportunity_id", Kind::Text),
        Column::needed("stage", Kind::Text),
        Column::optional("amount", Kind::Decimal),
        Column::optional("probability", Kind::Decimal),
        Column::optional("opened_at", Kind::Date),
        Column::optional("expected_close", Kind::Date),
        Column::optional("closed_at", Kind::Date),
        Column::optional("won", Kind::Flag),
        Column::optional("product_id", Kind::Text),
        Column::SOURCE_FILE,
        Column::SOURCE_ROW,
    ],
    sorted_by: &["opportunity_id", "source_file", "source_row"],
    key: &["opportunity_id"],
    attributes: false,
};

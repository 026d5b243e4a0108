//! What customers spend on the category altogether, with us and with others.

use super::{Column, Kind, Table};
/// `period` is its first day, `period_end` its last (else it is a year); without a `competitor` the row is of the whole category.
pub(super) const TABLE: Table = Table {
    id: "wallets",
    columns: &[
        Column::needed("customer_id", Kind::Text),
        Column::needed("period", Kind::Date),
        Column::optional("period_end", Kind::Date),
        Column::optional("category_spend", Kind::Decimal),
        Column::optional("competitor", Kind::Text),
        Column::optional("competitor_share", Kind::Decimal),
        Column::SOURCE_FILE,
        Column::SOURCE_ROW,
    ],
    sorted_by: &["customer_id", "period", "competitor", "source_file", "source_row"],
    key: &["customer_id", "period", "competitor"],
    attributes: false,
};

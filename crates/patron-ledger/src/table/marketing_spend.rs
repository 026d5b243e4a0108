//! What was spent on winning customers and on keeping them.

use super::{Column, Kind, Table};

/// `period` is its first day, `period_end` its last (else it is the month that begins there); `purpose` is acquisition
/// or retention; a row with a customer was spent on that one alone, a row without a channel on all of them.
pub(super) const TABLE: Table = Table {
    id: "marketing_spend",
    columns: &[
        Column::needed("period", Kind::Date),
        Column::optional("period_end", Kind::Date),
        Column::needed("purpose", Kind::Text),
        Column::needed("amount", Kind::Decimal),
        Column::optional("channel", Kind::Text),
        Column::optional("campaign", Kind::Text),
        Column::optional("customer_id", Kind::Text),
        Column::optional("currency", Kind::Text),
        Column::SOURCE_FILE,
        Column::SOURCE_ROW,
    ],
    sorted_by: &["period", "channel", "source_file", "source_row"],
    key: &[],
    attributes: false,
};

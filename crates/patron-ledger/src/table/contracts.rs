//! Contracts that run for a time and bring an amount a month.

use super::{Column, Kind, Table};
/// The latest row of a contract wins.
pub(super) const TABLE: Table = Table {
    id: "contracts",
    columns: &[
        Column::needed("customer_id", Kind::Text),
        Column::needed("contract_id", Kind::Text),
        Column::needed("started_at", Kind::Date),
        Column::optional("ended_at", Kind::Date),
        Column::optional("monthly_amount", Kind::Decimal),
        Column::optional("plan", Kind::Text),
        Column::SOURCE_FILE,
        Column::SOURCE_ROW,
    ],
    sorted_by: &["contract_id", "source_file", "source_row"],
    key: &["contract_id"],
    attributes: false,
};

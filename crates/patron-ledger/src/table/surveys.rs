//! Answers of customers to surveys, one row an item.

use super::{Column, Kind, Role, Table};
/// A respondent without a customer counts in totals. `instrument` names the questionnaire, `scale` its lowest and
/// highest answer such as `0-10`; answers are kept as they were given, also to questions asked the other way round.
pub(super) const TABLE: Table = Table {
    id: "surveys",
    columns: &[
        Column::optional("customer_id", Kind::Text),
        Column { name: "answered_on", kind: Kind::Date, role: Role::LocalDay { of: "answered_at" } },
        Column::needed("answered_at", Kind::Timestamp),
        Column::optional("respondent_id", Kind::Text),
        Column::needed("instrument", Kind::Text),
        Column::needed("item", Kind::Text),
        Column::needed("score", Kind::Decimal),
        Column::optional("expectation", Kind::Decimal),
        Column::optional("importance", Kind::Decimal),
        Column::optional("scale", Kind::Text),
        Column::optional("weight", Kind::Decimal),
        Column::optional("wave", Kind::Text),
        Column::optional("touchpoint", Kind::Text),
        Column::SOURCE_FILE,
        Column::SOURCE_ROW,
    ],
    sorted_by: &["customer_id", "answered_on", "answered_at", "respondent_id", "item", "source_file", "source_row"],
    key: &[],
    attributes: false,
};

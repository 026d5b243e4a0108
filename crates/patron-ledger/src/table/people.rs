//! People at a customer who decide or advise.

use super::{Column, Kind, Table};
/// The latest row of a person wins; `influence` is a grade of the company's own.
pub(super) const TABLE: Table = Table {
    id: "people",
    columns: &[
        Column::needed("customer_id", Kind::Text),
        Column::needed("person_id", Kind::Text),
        Column::needed("name", Kind::Text),
        Column::optional("role", Kind::Text),
        Column::optional("influence", Kind::Text),
        Column::optional("contact", Kind::Text),
        Column::SOURCE_FILE,
        Column::SOURCE_ROW,
    ],
    sorted_by: &["customer_id", "person_id", "source_file", "source_row"],
    key: &["customer_id", "person_id"],
    attributes: false,
};

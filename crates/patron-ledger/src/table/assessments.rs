//! Scores that assessors gave customers, for scorecards.

use super::{Column, Kind, Table};
/// Of the same day, round, assessor, card, indicator and customer there is one score: an import that brings another one
/// is refused by its caller, which is why the score is part of the key.
pub(super) const TABLE: Table = Table {
    id: "assessments",
    columns: &[
        Column::needed("customer_id", Kind::Text),
        Column::needed("assessor", Kind::Text),
        Column::needed("scorecard", Kind::Text),
        Column::optional("version", Kind::Text),
        Column::needed("indicator", Kind::Text),
        Column::needed("score", Kind::Decimal),
        Column::needed("assessed_on", Kind::Date),
        Column::optional("note", Kind::Text),
        Column::optional("round", Kind::Decimal),
        Column::SOURCE_FILE,
        Column::SOURCE_ROW,
    ],
    sorted_by: &[
        "customer_id",
        "scorecard",
        "indicator",
        "assessor",
        "assessed_on",
        "round",
        "score",
        "source_file",
        "source_row",
    ],
    key: &["customer_id", "scorecard", "indicator", "assessor", "assessed_on", "round", "score"],
    attributes: false,
};

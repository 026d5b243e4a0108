use super::Source;
use crate::report::table::{Cell, Table};

/// Stated P(return) against the share that came back.
pub(in crate::report) fn reliability(source: &Source<'_>) -> Table {
    let holdout = source.content.lifetime.holdout.as_ref();
    let bins = holdout.map_or(&[][..], |holdout| &holdout.reliability);
    let rows = bins.iter().map(|bin| {
        let range = format!("{}–{}", source.format.percent(bin.from), source.format.percent(bin.to));
        vec![Cell::text(range), Cell::count(bin.customers), Cell::Share(bin.predicted), Cell::Share(bin.actual)]
    });
    Table {
        title: source.word("title", "reliability"),
        note: source.word("note", "reliability"),
        columns: source.columns(["probability_return", "customers", "stated", "came_back"]),
        rows: rows.collect(),
    }
}

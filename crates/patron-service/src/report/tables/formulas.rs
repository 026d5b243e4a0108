use super::Source;
use crate::report::table::{Cell, Table};

/// Textbook formulas on the average customer, to check the order of magnitude.
pub(in crate::report) fn formulas(source: &Source<'_>) -> Table {
    let rows = source.content.lifetime.formulas.iter().map(|formula| {
        let inputs = formula.inputs.iter().map(|(name, value)| {
            let name = source.words.find("input", name).unwrap_or(name);
            format!("{name} {}", source.format.significant(*value))
        });
        vec![
            Cell::text(source.words.find("formula", &formula.id).unwrap_or(&formula.id)),
            Cell::text(inputs.collect::<Vec<_>>().join(source.word("page", "separator").as_str())),
            Cell::maybe(formula.value, Cell::Money),
        ]
    });
    let mut columns = source.columns(["formula", "inputs"]);
    columns.push(source.money("per_customer"));
    Table {
        title: source.word("title", "formulas"),
        note: source.word("note", "formulas"),
        columns,
        rows: rows.collect(),
    }
}

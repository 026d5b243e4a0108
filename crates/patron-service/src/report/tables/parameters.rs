use super::Source;
use crate::report::table::{Cell, Table};

/// Parameters of the fitted models, named as in their papers.
pub(in crate::report) fn parameters(source: &Source<'_>) -> Table {
    let lifetime = &source.content.lifetime;
    let models = lifetime.purchases.iter().chain(&lifetime.spend);
    let rows = models.flat_map(|model| {
        let unit = model.time_unit.as_deref().map_or(String::new(), |unit| source.word("unit", unit));
        let name = source.words.find("contestant", &model.model).unwrap_or(&model.model).to_owned();
        let name = if unit.is_empty() {
            name
        } else {
            source.words.fill("note", "model_unit", &[("model", name), ("unit", unit)])
        };
        let row = move |item: &str, value: Cell, error: Cell| vec![Cell::text(&name), Cell::text(item), value, error];
        let parameters = model.parameters.iter().map(|parameter| {
            (parameter.name.clone(), Cell::Number(parameter.value), Cell::maybe(parameter.standard_error, Cell::Number))
        });
        let fit = [
            (source.word("column", "log_likelihood"), Cell::maybe(model.log_likelihood, Cell::Number), Cell::text("")),
            (source.word("column", "customers"), Cell::count(model.customers), Cell::text("")),
        ];
        parameters.chain(fit).map(move |(item, value, error)| row(&item, value, error)).collect::<Vec<_>>()
    });
    Table {
        title: source.word("title", "parameters"),
        note: source.word("note", "parameters"),
        columns: source.columns(["model", "parameter", "value", "standard_error"]),
        rows: rows.collect(),
    }
}

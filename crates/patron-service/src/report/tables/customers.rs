use serde_json::Value;

use super::Source;
use crate::report::table::{Cell, Table};

/// Customers as the short lists name them.
struct Row {
    customer_id: String,
    name: Option<String>,
    segment: Option<String>,
    customer_value: Option<f64>,
    residual: [Option<f64>; 3],
    probability_return: Option<f64>,
    days_idle: Option<f64>,
}

/// The most valuable customers.
pub(in crate::report) fn top(source: &Source<'_>) -> Table {
    let page = &source.content.top;
    let place = |column: &str| page.columns.iter().position(|name| name == column);
    let rows = page.rows.iter().map(|cells| {
        let cell = |column: &str| place(column).and_then(|place| cells.get(place));
        let text = |column: &str| cell(column).and_then(Value::as_str).map(str::to_owned);
        let number = |column: &str| cell(column).and_then(Value::as_f64);
        Row {
            customer_id: text("customer_id").unwrap_or_default(),
            name: text("name"),
            segment: text("rfm_segment"),
            customer_value: number("customer_value"),
            residual: ["residual_value", "residual_value_low", "residual_value_high"].map(number),
            probability_return: number("probability_return"),
            days_idle: number("days_idle"),
        }
    });
    list(source, "top", "top", rows.collect())
}

/// Valuable customers who are slipping.
pub(in crate::report) fn at_risk(source: &Source<'_>) -> Table {
    let rows = source.content.overview.at_risk.iter().map(|customer| Row {
        customer_id: customer.customer_id.clone(),
        name: customer.name.clone(),
        segment: customer.rfm_segment.clone(),
        customer_value: customer.customer_value,
        residual: [customer.residual_value, customer.residual_value_low, customer.residual_value_high],
        probability_return: customer.probability_return,
        days_idle: customer.days_idle,
    });
    let known = source.content.overview.mean_probability_return.is_some();
    list(source, "at_risk", if known { "at_risk" } else { "unmodelled" }, rows.collect())
}

fn list(source: &Source<'_>, title: &str, note: &str, rows: Vec<Row>) -> Table {
    let named = rows.iter().any(|row| row.name.is_some());
    let mut columns = source.columns(["customer"]);
    if named {
        columns.extend(source.columns(["name"]));
    }
    columns.extend(source.columns(["segment"]));
    columns.extend(["customer_value", "residual_value", "low", "high"].map(|key| source.money(key)));
    columns.extend(source.columns(["probability_return", "days_idle"]));
    let segment = |id: &str| {
        let known = source.content.segments.labels.iter().find(|label| label.id == id);
        known.map_or_else(|| id.to_owned(), |label| source.words.of_text(&label.label).to_owned())
    };
    let rows = rows.into_iter().map(|row| {
        let mut cells = vec![Cell::Text(row.customer_id)];
        if named {
            cells.push(Cell::Text(row.name.unwrap_or_default()));
        }
        cells.push(Cell::text(row.segment.map(|id| segment(&id)).unwrap_or_default()));
        cells.push(Cell::maybe(row.customer_value, Cell::Money));
        cells.extend(row.residual.map(|value| Cell::maybe(value, Cell::Money)));
        cells.push(Cell::maybe(row.probability_return, Cell::Share));
        cells.push(Cell::maybe(row.days_idle, Cell::Count));
        cells
    });
    Table { title: source.word("title", title), note: source.word("note", note), columns, rows: rows.collect() }
}

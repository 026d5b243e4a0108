//! The report as one HTML page.

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, context};
use serde::Serialize;

use super::figures::{branches, figures};
use super::notices::notices;
use super::table::Table;
use super::tables::{self, Source};
use super::{Content, Format, Words, charts, sentence};
use crate::error::{Result, ServiceError};

/// A table with its cells written.
#[derive(Debug, Serialize)]
pub(super) struct PrintedTable {
    title: String,
    note: String,
    columns: Vec<PrintedColumn>,
    rows: Vec<Vec<String>>,
}

#[derive(Debug, Serialize)]
struct PrintedColumn {
    title: String,
    number: bool,
}

pub(super) fn print(table: Table, format: &Format) -> PrintedTable {
    let number: Vec<bool> = (0..table.columns.len()).map(|column| !table.is_text(column)).collect();
    let columns = table.columns.into_iter().zip(number).map(|(title, number)| PrintedColumn { title, number });
    let rows = table.rows.iter().map(|row| row.iter().map(|cell| format.cell(cell)).collect());
    PrintedTable { title: table.title, note: table.note, columns: columns.collect(), rows: rows.collect() }
}

/// Writes the page. Every value is escaped by the template; only the charts, which hold figures and own words,
/// are markup.
///
/// # Errors
/// When a chart cannot be drawn or the template does not fit.
pub(crate) fn html(content: &Content, words: &Words, format: &Format) -> Result<String> {
    let source = Source { content, words, format };
    let table = |make: fn(&Source<'_>) -> Table| Serde(print(make(&source), format));
    let page = context! {
        t => Serde(words),
        portfolio => Serde(&content.portfolio),
        run => Serde(&content.overview.run),
        lead => sentence::concentration(content, words, format),
        outlook => sentence::outlook(content, words, format),
        figures => Serde(figures(content, words, format)),
        branches => Serde(branches(content, words, format)),
        notices => Serde(notices(&content.overview.notices, words)),
        concentration => charts::concentration(content, words, format)?,
        has_returns => content.overview.value_tree.returns.is_some_and(|returns| returns > 0.0),
        months_chart => charts::months(content, words, format)?,
        curve => charts::curve(content, words, format)?,
        tracking => charts::tracking(content, words, format)?,
        segments => table(tables::segments),
        abc => table(tables::abc),
        top => table(tables::top),
        at_risk => table(tables::at_risk),
        voice => Serde(tables::voice(&source).into_iter().map(|table| print(table, format)).collect::<Vec<_>>()),
        contestants => table(tables::contestants),
        reliability => table(tables::reliability),
        parameters => table(tables::parameters),
        formulas => table(tables::formulas),
        discount_rate => format.percent(content.overview.run.discount_rate),
        model => words.find("contestant", &content.overview.run.model).unwrap_or(&content.overview.run.model),
    };
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let rendered = environment
        .add_template("style.css", include_str!("templates/style.css"))
        .and_then(|()| environment.add_template("report.html", include_str!("templates/report.html")))
        .and_then(|()| environment.get_template("report.html")?.render(page));
    rendered
        .map_err(|error| ServiceError::new("report-template", format!("the report could not be written: {error:#}")))
}

//! Tables for people: aligned also where letters are two columns wide.

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::{DataType, Float64Type};
use arrow::util::display::{ArrayFormatter, FormatOptions};
use comfy_table::{Cell, CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};

use super::Headings;
use crate::problem::Result;

/// What stands where nothing is known.
const UNKNOWN: &str = "–";

/// Width of a table that must fit, where no terminal says its own.
const WIDTH: u16 = 100;

/// A table of titles and rows; a column is right-aligned where `numeric` says so.
pub(crate) fn grid(titles: &[String], numeric: &[bool], rows: &[Vec<String>]) -> String {
    filled(Table::new(), titles, numeric, rows)
}

/// The same no wider than the terminal: cells break where they must.
pub(crate) fn fitting_grid(titles: &[String], numeric: &[bool], rows: &[Vec<String>]) -> String {
    let mut table = Table::new();
    table.set_content_arrangement(ContentArrangement::Dynamic);
    if table.width().is_none() {
        table.set_width(WIDTH);
    }
    filled(table, titles, numeric, rows)
}

fn filled(mut table: Table, titles: &[String], numeric: &[bool], rows: &[Vec<String>]) -> String {
    table.load_style(TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─')));
    let aligned = |cell: &String, right: bool| {
        Cell::new(printable(cell)).set_alignment(if right { CellAlignment::Right } else { CellAlignment::Left })
    };
    let line = |cells: &[String]| -> Vec<Cell> {
        cells.iter().zip(numeric).map(|(cell, right)| aligned(cell, *right)).collect()
    };
    table.set_header(line(titles));
    for row in rows {
        table.add_row(line(row));
    }
    table.to_string().lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

/// Names and values, one pair a line.
pub(crate) fn pairs(pairs: &[(&str, String)]) -> String {
    let mut table = Table::new();
    table.load_style(TableStyle::new());
    for (name, value) in pairs {
        table.add_row([Cell::new(name), Cell::new(printable(value))]);
    }
    table.to_string().lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

/// Text without signs that move the cursor or speak to the terminal.
fn printable(text: &str) -> String {
    text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect()
}

/// The first rows of batches.
pub(crate) fn of_batches(batches: &[RecordBatch], headings: &Headings, most: usize) -> Result<String> {
    let Some(first) = batches.first() else { return Ok("no rows".to_owned()) };
    let schema = first.schema();
    let titles: Vec<String> = schema.fields().iter().map(|field| headings.title(field.name())).collect();
    let numeric: Vec<bool> = schema.fields().iter().map(|field| field.data_type().is_numeric()).collect();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for batch in batches {
        for row in 0..batch.num_rows().min(most - rows.len()) {
            let cells = batch.columns().iter().zip(schema.fields());
            rows.push(cells.map(|(column, field)| cell(column, row, field.name(), headings)).collect::<Result<_>>()?);
        }
    }
    if rows.is_empty() {
        return Ok("no rows".to_owned());
    }
    Ok(grid(&titles, &numeric, &rows))
}

fn cell(column: &dyn Array, row: usize, name: &str, headings: &Headings) -> Result<String> {
    if column.is_null(row) {
        return Ok(UNKNOWN.to_owned());
    }
    if *column.data_type() == DataType::Float64 {
        return Ok(headings.style(name).write(column.as_primitive::<Float64Type>().value(row)));
    }
    let text = ArrayFormatter::try_new(column, &FormatOptions::default())?.value(row).try_to_string()?;
    Ok(match text.parse::<f64>() {
        Ok(number) if column.data_type().is_numeric() => headings.style(name).write(number),
        _ => headings.label(name, &text).to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_letters_keep_columns_straight_and_numbers_stand_right() {
        let titles = ["客户".to_owned(), "价值".to_owned()];
        let rows =
            [vec!["华为技术".to_owned(), "1,240.00".to_owned()], vec!["ab\u{1b}[2J".to_owned(), "9.50".to_owned()]];
        let lines: Vec<String> = grid(&titles, &[false, true], &rows).lines().map(str::to_owned).collect();
        assert_eq!(lines[0], " 客户           价值");
        assert_eq!(lines[2], " 华为技术   1,240.00");
        assert_eq!(lines[3], " ab [2J         9.50");
    }

    #[test]
    fn a_table_that_must_fit_breaks_its_cells_and_loses_nothing() {
        let titles = ["column".to_owned(), "examples".to_owned()];
        let words: Vec<String> = (0..60).map(|i| format!("word{i}")).collect();
        let text = fitting_grid(&titles, &[false, false], &[vec!["note".to_owned(), words.join(" ")]]);
        assert!(text.lines().all(|line| line.chars().count() <= usize::from(WIDTH)), "{text}");
        assert!(words.iter().all(|word| text.contains(word.as_str())), "{text}");
    }
}

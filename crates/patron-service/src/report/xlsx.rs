//! The report as a workbook: one sheet per table, the whole customer table among them.

use arrow::array::{Array, RecordBatch};
use datafusion::dataframe::DataFrame;
use futures::StreamExt;
use rust_xlsxwriter::{Format as CellFormat, Workbook, Worksheet, XlsxError};
use serde_json::Value;

use super::notices::notices;
use super::table::{Cell, Table};
use super::tables::{self, Source};
use super::{Content, Format, Words};
use crate::catalogue::{Measure, MeasureKind};
use crate::error::Result;
use crate::export::{MAX_ROWS, failed, fits};
use crate::query::cell;

/// The customer table, best first.
#[derive(Debug, Clone)]
pub(crate) struct CustomerRows {
    pub(crate) frame: DataFrame,
    pub(crate) headings: Vec<String>,
    /// to write labels instead of their ids
    pub(crate) measures: Vec<Measure>,
}

/// Writes the workbook. Texts are written as texts, so that none runs as a formula.
///
/// # Errors
/// `cell-too-long`, or when the engine fails or the workbook cannot be written.
pub(crate) async fn xlsx(
    content: &Content,
    customers: CustomerRows,
    words: &Words,
    format: &Format,
) -> Result<Vec<u8>> {
    let source = Source { content, words, format };
    let mut workbook = Workbook::new();
    write(&mut workbook, &tables::overview(&source))?;
    write(&mut workbook, &tables::segments(&source))?;
    write(&mut workbook, &tables::abc(&source))?;
    write_customers(&mut workbook, customers, words).await?;
    let more = [
        tables::at_risk,
        tables::parameters,
        tables::contestants,
        tables::reliability,
        tables::formulas,
        tables::months,
    ];
    for table in more {
        write(&mut workbook, &table(&source))?;
    }
    for table in tables::voice(&source) {
        write(&mut workbook, &table)?;
    }
    let notes = notices(&content.overview.notices, words).into_iter().map(|notice| vec![Cell::Text(notice.text)]);
    let title = words.get("title", "notices");
    let notes = Table { columns: vec![title.clone()], title, note: String::new(), rows: notes.collect() };
    write(&mut workbook, &notes)?;
    workbook.save_to_buffer().map_err(|error| failed(&error))
}

pub(super) fn write(workbook: &mut Workbook, table: &Table) -> Result<()> {
    for (row, cells) in table.rows.iter().enumerate() {
        for (title, cell) in table.columns.iter().zip(cells) {
            if let Cell::Text(text) = cell {
                fits(text, title, row + 2)?;
            }
        }
    }
    let sheet = workbook.add_worksheet();
    fill(sheet, table).map_err(|error| failed(&error))
}

fn fill(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    heading(sheet, &table.title, &table.columns)?;
    for (column, width) in (0..).zip(widths(table)) {
        sheet.set_column_width(column, width)?;
    }
    for (row, cells) in (1..).zip(&table.rows) {
        for (column, cell) in (0..).zip(cells) {
            let number = |pattern: &str| CellFormat::new().set_num_format(pattern);
            match cell {
                Cell::Text(text) => sheet.write_string(row, column, text)?,
                Cell::Money(value) => sheet.write_number_with_format(row, column, *value, &number("#,##0.00"))?,
                Cell::Count(value) => sheet.write_number_with_format(row, column, *value, &number("#,##0"))?,
                Cell::Number(value) => sheet.write_number(row, column, *value)?,
                Cell::Share(value) | Cell::Change(value) => {
                    sheet.write_number_with_format(row, column, *value, &number("0.0%"))?
                }
                Cell::Missing => continue,
            };
        }
    }
    Ok(())
}

fn heading(sheet: &mut Worksheet, title: &str, columns: &[String]) -> Result<(), XlsxError> {
    sheet.set_name(title.replace(['[', ']', ':', '*', '?', '/', '\\'], " "))?;
    sheet.set_freeze_panes(1, 1)?;
    let bold = CellFormat::new().set_bold().set_text_wrap();
    for (column, text) in (0..).zip(columns) {
        sheet.write_string_with_format(0, column, text, &bold)?;
    }
    Ok(())
}

/// Wide enough for short texts; long ones run on.
fn widths(table: &Table) -> Vec<f64> {
    let columns = (0..table.columns.len()).map(|column| {
        let texts = table.rows.iter().filter_map(|row| match row.get(column) {
            Some(Cell::Text(text)) => Some(text),
            _ => None,
        });
        // a Chinese character is two wide
        let wide = |text: &String| text.chars().map(|letter| if letter.is_ascii() { 1.0 } else { 2.0 }).sum::<f64>();
        texts.map(wide).fold(14.0, f64::max).min(48.0)
    });
    columns.collect()
}

/// One row a customer, streamed; a base larger than a sheet keeps its most valuable customers; the first sheet says so.
async fn write_customers(workbook: &mut Workbook, customers: CustomerRows, words: &Words) -> Result<()> {
    let sheet = workbook.add_worksheet_with_constant_memory().map_err(|error| failed(&error))?;
    heading(sheet, &words.get("title", "customers"), &customers.headings).map_err(|error| failed(&error))?;
    let columns = customers.frame.schema().fields().iter();
    let labels: Vec<Option<Measure>> = columns
        .map(|field| {
            let labelled = |measure: &&Measure| measure.id == *field.name() && measure.kind == MeasureKind::Label;
            customers.measures.iter().find(labelled).cloned()
        })
        .collect();
    let mut stream = customers.frame.limit(0, Some(MAX_ROWS))?.execute_stream().await?;
    let mut row = 1;
    while let Some(batch) = stream.next().await {
        let batch = batch?;
        check(&batch, &customers.headings, row)?;
        write_batch(sheet, &batch, &labels, words, row).map_err(|error| failed(&error))?;
        row += u32::try_from(batch.num_rows()).unwrap_or(u32::MAX);
    }
    Ok(())
}

/// Refuses texts that no cell holds; `first` is the line of the batch's first row, from 0.
fn check(batch: &RecordBatch, headings: &[String], first: u32) -> Result<()> {
    for (title, array) in headings.iter().zip(batch.columns()) {
        for row in 0..batch.num_rows() {
            if let Value::String(text) = cell(array.as_ref() as &dyn Array, row) {
                fits(&text, title, first as usize + row + 1)?;
            }
        }
    }
    Ok(())
}

fn write_batch(
    sheet: &mut Worksheet,
    batch: &RecordBatch,
    labels: &[Option<Measure>],
    words: &Words,
    first: u32,
) -> Result<(), XlsxError> {
    for (line, row) in (first..).zip(0..batch.num_rows()) {
        for ((column, array), labelled) in (0..).zip(batch.columns()).zip(labels) {
            match cell(array.as_ref() as &dyn Array, row) {
                Value::Null => continue,
                Value::Number(number) => sheet.write_number(line, column, number.as_f64().unwrap_or_default())?,
                Value::String(text) => {
                    let known =
                        labelled.as_ref().and_then(|measure| measure.labels.iter().find(|label| label.id == text));
                    sheet.write_string(
                        line,
                        column,
                        known.map_or(text.as_str(), |label| words.of_text(&label.label)),
                    )?
                }
                other => sheet.write_string(line, column, other.to_string())?,
            };
        }
    }
    Ok(())
}

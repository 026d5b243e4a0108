use rust_xlsxwriter::{Format, Workbook, XlsxError};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::{Result, ServiceError};

/// Rows below the heading that a sheet can hold.
pub(crate) const MAX_ROWS: usize = 1_048_575;
/// Longest text of a cell, in units of UTF-16.
const MAX_TEXT: usize = 32_767;

/// One cell of a small sheet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum SheetCell {
    Number(f64),
    Text(String),
    Empty(()),
}

/// A small table to be shown as a sheet, for example the data behind a chart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    pub name: String,
    pub columns: Vec<String>,
    #[schema(value_type = Vec<Vec<Object>>)]
    pub rows: Vec<Vec<SheetCell>>,
}

pub(crate) fn failed(error: &XlsxError) -> ServiceError {
    ServiceError::new("export-failed", format!("the workbook could not be written: {error}"))
        .hint("check the disk's room")
}

/// Letters that a sheet's name may not have become spaces; at most 31 letters are kept.
pub(super) fn sheet_name(name: &str) -> String {
    let kept: String =
        name.chars().map(|letter| if "[]:*?/\\".contains(letter) { ' ' } else { letter }).take(31).collect();
    let trimmed = kept.trim_matches(|letter: char| letter == '\'' || letter.is_whitespace());
    if trimmed.is_empty() { "patron".to_owned() } else { trimmed.to_owned() }
}

/// A workbook with one sheet per table. Texts are written as texts, so that none runs as a formula.
///
/// # Errors
/// `sheet-too-long`, `cell-too-long`, or when two sheets share a name.
pub fn workbook(sheets: &[Sheet]) -> Result<Vec<u8>> {
    let mut workbook = Workbook::new();
    let heading = Format::new().set_bold();
    for sheet in sheets {
        check(sheet)?;
        let page = workbook.add_worksheet();
        let written = (|| -> Result<(), XlsxError> {
            page.set_name(sheet_name(&sheet.name))?;
            page.set_freeze_panes(1, 0)?;
            for (column, title) in (0..).zip(&sheet.columns) {
                page.write_string_with_format(0, column, title, &heading)?;
                page.set_column_width(column, 18)?;
            }
            for (row, cells) in (1..).zip(&sheet.rows) {
                for (column, cell) in (0..).zip(cells) {
                    match cell {
                        SheetCell::Number(number) => page.write_number(row, column, *number)?,
                        SheetCell::Text(text) => page.write_string(row, column, text)?,
                        SheetCell::Empty(()) => continue,
                    };
                }
            }
            Ok(())
        })();
        written.map_err(|error| failed(&error))?;
    }
    workbook.save_to_buffer().map_err(|error| failed(&error))
}

pub(super) fn too_long(rows: usize) -> ServiceError {
    ServiceError::new("sheet-too-long", format!("`{rows}` rows do not fit a sheet, expected at most {MAX_ROWS}"))
        .hint("export CSV or Parquet instead, or filter first")
}

fn check(sheet: &Sheet) -> Result<()> {
    if sheet.rows.len() > MAX_ROWS {
        return Err(too_long(sheet.rows.len()));
    }
    for (row, cells) in sheet.rows.iter().enumerate() {
        for (title, cell) in sheet.columns.iter().zip(cells) {
            if let SheetCell::Text(text) = cell {
                fits(text, title, row + 2)?;
            }
        }
    }
    Ok(())
}

/// Refuses a text that a cell cannot hold: a workbook never holds a part of one. `row` is that of the sheet, from 1.
pub(crate) fn fits(text: &str, column: &str, row: usize) -> Result<()> {
    // bytes are at least as many, and counted already
    if text.len() <= MAX_TEXT {
        return Ok(());
    }
    let length = text.encode_utf16().count();
    if length <= MAX_TEXT {
        return Ok(());
    }
    let message = format!(
        "the text in column `{column}`, row `{row}` of the sheet has `{length}` characters, expected at most {MAX_TEXT}"
    );
    Err(ServiceError::new("cell-too-long", message)
        .value("column", column)
        .value("row", row)
        .value("length", length)
        .hint("export CSV or Parquet instead, or leave the column out"))
}

#[cfg(test)]
mod tests {
    use super::{Sheet, SheetCell, fits, workbook};

    #[test]
    fn a_text_is_written_whole_or_refused_by_its_place() {
        let sheet = |text: String| Sheet {
            name: "notes".to_owned(),
            columns: vec!["id".to_owned(), "note".to_owned()],
            rows: vec![vec![SheetCell::Number(1.0), SheetCell::Text(text)]],
        };
        assert!(workbook(&[sheet("长".repeat(32_767))]).is_ok());
        let error = workbook(&[sheet("x".repeat(32_768))]).unwrap_err();
        assert_eq!(error.code(), "cell-too-long");
        assert_eq!(
            error.to_string(),
            "the text in column `note`, row `2` of the sheet has `32768` characters, expected at most 32767"
        );
        // a letter outside the basic plane takes two units
        assert!(fits(&"😀".repeat(16_384), "note", 2).is_err() && fits(&"😀".repeat(16_383), "note", 2).is_ok());
    }
}

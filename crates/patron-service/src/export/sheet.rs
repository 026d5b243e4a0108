use rust_xlsxwriter::{Format, Workbook, XlsxError};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::{Result, ServiceError};

/// Rows below the heading that a sheet can hold.
pub(super) const MAX_ROWS: usize = 1_048_575;

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

pub(super) fn failed(error: &XlsxError) -> ServiceError {
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
/// When a sheet has too many rows or two sheets share a name.
pub fn workbook(sheets: &[Sheet]) -> Result<Vec<u8>> {
    let mut workbook = Workbook::new();
    let heading = Format::new().set_bold();
    for sheet in sheets {
        if sheet.rows.len() > MAX_ROWS {
            return Err(too_long(sheet.rows.len()));
        }
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

//! Cells of one sheet in the order of its rows.

use std::io::BufReader;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use calamine::{Data, Error, Ods, OdsError, Range, Reader, Sheets, Xls, XlsError, Xlsb, XlsbError, Xlsx, XlsxError};

use super::cell::{CellText, text};
use crate::source::bytes::Meter;
use crate::source::options::WorkbookKind;
use crate::source::{SourceError, Watch};

/// An opened workbook.
pub(in crate::source) struct Workbook {
    sheets: Sheets<BufReader<Meter>>,
}

impl Workbook {
    /// Opens the workbook. The library may panic on a damaged one; that too is an error here.
    pub(in crate::source) fn open(path: &Path, kind: WorkbookKind, watch: &Watch) -> Result<Self, SourceError> {
        catch_unwind(AssertUnwindSafe(|| Self::open_unguarded(path, kind, watch)))
            .unwrap_or_else(|_| Err(SourceError::damaged(path, "Excel", "its structure makes no sense")))
    }

    fn open_unguarded(path: &Path, kind: WorkbookKind, watch: &Watch) -> Result<Self, SourceError> {
        let file = BufReader::with_capacity(128 << 10, Meter::open(path, watch)?);
        let sheets = match kind {
            WorkbookKind::Xlsx => Xlsx::new(file).map(Sheets::Xlsx).map_err(Error::Xlsx),
            WorkbookKind::Xlsb => Xlsb::new(file).map(Sheets::Xlsb).map_err(Error::Xlsb),
            WorkbookKind::Xls => Xls::new(file).map(Sheets::Xls).map_err(Error::Xls),
            WorkbookKind::Ods => Ods::new(file).map(Sheets::Ods).map_err(Error::Ods),
        };
        sheets.map(|sheets| Self { sheets }).map_err(|error| failed(path, error, watch))
    }

    pub(in crate::source) fn names(&self) -> Vec<String> {
        self.sheets.sheet_names()
    }

    /// Gives row, column (both from 0) and text of every cell that is not empty to `take`, until
    /// it answers false.
    pub(super) fn walk(
        &mut self,
        path: &Path,
        sheet: &str,
        watch: &Watch,
        take: &mut dyn FnMut(u32, u32, CellText) -> bool,
    ) -> Result<(), SourceError> {
        let failed = |error| failed(path, error, watch);
        match &mut self.sheets {
            Sheets::Xlsx(book) => {
                let mut cells = book.worksheet_cells_reader(sheet).map_err(|e| failed(e.into()))?;
                while let Some(cell) = cells.next_cell().map_err(|e| failed(e.into()))? {
                    let (row, column) = cell.get_position();
                    if !take(row, column, text(cell.get_value())) {
                        break;
                    }
                }
            }
            Sheets::Xlsb(book) => {
                let mut cells = book.worksheet_cells_reader(sheet).map_err(|e| failed(e.into()))?;
                while let Some(cell) = cells.next_cell().map_err(|e| failed(e.into()))? {
                    let (row, column) = cell.get_position();
                    if !take(row, column, text(cell.get_value())) {
                        break;
                    }
                }
            }
            Sheets::Xls(book) => walk_range(&book.worksheet_range(sheet).map_err(|e| failed(e.into()))?, take),
            Sheets::Ods(book) => walk_range(&book.worksheet_range(sheet).map_err(|e| failed(e.into()))?, take),
        }
        Ok(())
    }
}

fn walk_range(range: &Range<Data>, take: &mut dyn FnMut(u32, u32, CellText) -> bool) {
    let (first_row, first_column) = range.start().unwrap_or_default();
    for (row, column, cell) in range.used_cells() {
        let at = |first: u32, offset: usize| u32::try_from(offset).map_or(u32::MAX, |offset| first + offset);
        if !take(at(first_row, row), at(first_column, column), text(cell)) {
            return;
        }
    }
}

fn failed(path: &Path, error: Error, watch: &Watch) -> SourceError {
    if watch.is_cancelled() {
        return SourceError::cancelled(path);
    }
    match error {
        Error::Xlsx(XlsxError::Password)
        | Error::Xlsb(XlsbError::Password)
        | Error::Xls(XlsError::Password)
        | Error::Ods(OdsError::Password) => {
            SourceError::unsupported(path, "a workbook with a password", "save it without password")
        }
        error => SourceError::damaged(path, "Excel", error),
    }
}

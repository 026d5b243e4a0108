//! Workbooks: .xlsx, .xlsm, .xlsb, .xls and .ods.

mod archive;
mod cell;
mod rows;
mod sheet;

use std::path::Path;

pub(super) use rows::SheetRows;
pub(super) use sheet::Workbook;

use super::SourceError;
use super::options::{OpenOptions, WorkbookKind};

/// The kind of workbook, from the names inside its archive; its content bounded.
pub(super) fn kind(path: &Path, head: &[u8], options: &OpenOptions) -> Result<WorkbookKind, SourceError> {
    if !head.starts_with(b"PK") {
        return Ok(WorkbookKind::Xls);
    }
    let listing = archive::list(path)?;
    listing.check(path, options)?;
    let has = |name: &str| listing.names.iter().any(|found| found == name);
    if has("xl/workbook.bin") {
        Ok(WorkbookKind::Xlsb)
    } else if listing.names.iter().any(|name| name.starts_with("xl/")) {
        Ok(WorkbookKind::Xlsx)
    } else if has("content.xml") {
        Ok(WorkbookKind::Ods)
    } else {
        let hint = "unpack it and import the files in it, or pack one file with gzip or zstd";
        Err(SourceError::unsupported(path, "a zip archive but no workbook", hint))
    }
}

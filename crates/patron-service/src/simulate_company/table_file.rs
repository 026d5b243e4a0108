//! Rows as CSV.

use super::impossible;
use crate::error::Result;

/// Writes a heading and rows of texts.
pub(super) fn csv<const N: usize>(heading: [&str; N], rows: impl Iterator<Item = [String; N]>) -> Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(heading).map_err(impossible)?;
    for row in rows {
        writer.write_record(&row).map_err(impossible)?;
    }
    writer.into_inner().map_err(|error| impossible(error.error()))
}

/// Money in hundredths, as a person writes it.
pub(super) fn money(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let units = hundredths.unsigned_abs();
    format!("{sign}{}.{:02}", units / 100, units % 100)
}

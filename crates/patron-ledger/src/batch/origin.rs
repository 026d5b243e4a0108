//! Where the rows of a corrected file come from.

use arrow::array::{Array, StringArray};
use arrow::error::ArrowError;

use super::cells::as_text;
use super::corrections::Corrections;
use super::load::Part;
use crate::source::SourceBatch;
use crate::value::formula::rearmed;

/// The column of an exported quarantine that names the batch that rejected a row.
pub const BATCH_COLUMN: &str = "patron_batch";

/// Columns of an exported quarantine that say which row of which batch a row was.
pub const ORIGIN_COLUMNS: [&str; 3] = [BATCH_COLUMN, "patron_file", "patron_row"];

/// For each row of a batch, the rejected row that it corrects.
#[derive(Debug, Default)]
pub(super) struct Origins {
    columns: [Option<StringArray>; 3],
}

impl Origins {
    fn cell(&self, column: usize, row: usize) -> Option<&str> {
        let cells = self.columns.get(column)?.as_ref()?;
        (!cells.is_null(row)).then(|| cells.value(row).trim())
    }

    /// The batch that a row corrects.
    pub(super) fn batch(&self, row: usize) -> Option<&str> {
        self.cell(0, row)
    }

    /// Notes every row that says which it was.
    pub(super) fn note(&self, rows: usize, corrections: &mut Corrections) {
        for row in 0..rows {
            let number = self.cell(2, row).and_then(|number| number.parse().ok());
            if let (Some(batch), Some(file), Some(number)) = (self.batch(row), self.cell(1, row), number) {
                corrections.add(batch, file, number);
            }
        }
    }
}

/// The cells of one batch as text: those that a mapping sees, and where the rows come from.
pub(super) fn cells(part: &Part, batch: &SourceBatch) -> Result<(Vec<StringArray>, Origins), ArrowError> {
    let (mut cells, mut origins) = (Vec::with_capacity(part.read.len()), Origins::default());
    for (name, array) in part.wanted().into_iter().zip(&batch.columns) {
        let mut column = as_text(array)?;
        if part.treatment.corrected {
            column = column.iter().map(|cell| cell.map(rearmed)).collect();
        }
        match ORIGIN_COLUMNS.iter().position(|origin| *origin == name).and_then(|at| origins.columns.get_mut(at)) {
            Some(origin) => *origin = Some(column),
            None => cells.push(column),
        }
    }
    if part.numbered {
        cells.push(batch.rows.iter().map(|row| Some(row.to_string())).collect());
    }
    Ok((cells, origins))
}

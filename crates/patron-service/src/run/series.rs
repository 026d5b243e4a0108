use std::path::{Path, PathBuf};

use arrow::array::RecordBatch;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::error::{Result, ServiceError};
use crate::export::{Audience, Format, write as write_table};

use super::RunContext;

/// Small tables over time that a run keeps beside its customers, so that its pages never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Series {
    /// one row per day: [`patron_ledger::rollup::calendar_schema`]
    Calendar,
    /// one row per cohort and month: [`patron_ledger::rollup::cohorts_schema`]
    Cohorts,
    /// totals by day of rows without customer
    Unattributed,
}

/// What each customer was worth on past days, by customer and day; not there where no model was fitted.
pub(crate) const VALUE_CURVES: &str = "value_curves.parquet";

impl Series {
    const ALL: [Self; 3] = [Self::Calendar, Self::Cohorts, Self::Unattributed];

    fn path(self, folder: &Path) -> PathBuf {
        folder.join(match self {
            Self::Calendar => "calendar.parquet",
            Self::Cohorts => "cohorts.parquet",
            Self::Unattributed => "unattributed.parquet",
        })
    }

    /// All rows of the series of a run.
    ///
    /// # Errors
    /// When the file is missing or damaged.
    pub(crate) fn read(self, folder: &Path) -> Result<Vec<RecordBatch>> {
        let file = std::fs::File::open(self.path(folder)).map_err(|error| {
            ServiceError::new("run-table-missing", format!("a table of the run cannot be opened: {error}"))
                .hint("value the portfolio again: `patron run`")
        })?;
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).and_then(ParquetRecordBatchReaderBuilder::build);
        let reader = reader.map_err(datafusion::error::DataFusionError::from)?;
        Ok(reader.collect::<Result<Vec<_>, _>>()?)
    }
}

/// Writes every series of a run into its folder.
pub(super) async fn write(context: &RunContext, folder: &Path) -> Result<()> {
    let session = context.records.engine().session();
    for series in Series::ALL {
        let frame = match series {
            Series::Calendar => session.read_batch(context.series.calendar.clone())?,
            Series::Cohorts => session.read_batch(context.series.cohorts.clone())?,
            Series::Unattributed => context.records.unattributed(context.as_of_day)?,
        };
        let file = std::fs::File::create(series.path(folder))?;
        write_table(frame, Format::Parquet, None, Audience::Programs, &file).await?;
        file.sync_all()?;
    }
    Ok(())
}

//! Customers of a summary file, one by one, for models in which each has rates of an own.

use patron_bayes::pareto_ggg::TimedHistory;
use patron_models::fit::FitError;
use patron_models::history::History;

use crate::error::{Result, ServiceError};
use crate::summary::field::Field;
use crate::summary::fit::unit;
use crate::summary::reader::{BLOCK_ROWS, Reader};
use crate::summary::row::{Block, SummaryRow};
use crate::summary::{SummaryFile, TimeUnit, problem};

/// The customers of a file.
pub(super) struct Customers {
    pub(super) histories: Vec<History>,
    /// With the gaps between purchases, where they were asked for.
    pub(super) timed: Vec<TimedHistory>,
    /// Values of covariates, customer by customer.
    pub(super) covariates: Vec<Vec<f64>>,
    pub(super) unit: TimeUnit,
}

impl Customers {
    /// Reads them; `gaps` says whether their gaps are needed.
    pub(super) fn read(
        model: &str,
        file: &SummaryFile,
        time_unit: Option<TimeUnit>,
        names: &[String],
        gaps: bool,
    ) -> Result<Self> {
        let mut reader = Reader::open_with(file, &[Field::Frequency, Field::Recency, Field::Age], names, BLOCK_ROWS)?;
        let (mut histories, mut timed, mut covariates) = (Vec::new(), Vec::new(), Vec::new());
        while let Some(block) = reader.next_block()? {
            for (row, number) in block.rows.iter().zip(&block.numbers) {
                single(model, file, row, *number)?;
                let Some(history) = row.history else { continue };
                histories.push(history);
                if gaps {
                    timed.push(with_gaps(model, &reader, row, history, *number)?);
                }
            }
            covariates.extend(by_customer(&block, names.len()));
        }
        let unit = unit(file, reader.time_unit(), time_unit)?;
        let unit = unit.ok_or_else(|| problem::no_time_unit(&file.path))?;
        Ok(Self { histories, timed, covariates, unit })
    }
}

/// A customer's history with its gaps, in the unit of the file.
pub(super) fn with_gaps(
    model: &str,
    reader: &Reader,
    row: &SummaryRow,
    history: History,
    number: u64,
) -> Result<TimedHistory> {
    let ln_gaps = row.ln_gaps.or((row.frequency == 0).then_some(0.0));
    let ln_gaps = ln_gaps.ok_or_else(|| problem::not_fitted(model, &FitError::GapsUnknown))?;
    TimedHistory::new(history, ln_gaps).map_err(|error| reader.no_history(number, &error))
}

/// Values of covariates by rows; of none where there are no covariates.
pub(super) fn by_customer(block: &Block, width: usize) -> Vec<Vec<f64>> {
    if width == 0 {
        return vec![Vec::new(); block.rows.len()];
    }
    block.covariates.chunks(width).map(<[f64]>::to_vec).collect()
}

/// Customers who share a row would share rates of their own.
fn single(model: &str, file: &SummaryFile, row: &SummaryRow, number: u64) -> Result<()> {
    if row.weight == 1.0 {
        return Ok(());
    }
    let file = file.path.display().to_string();
    let message = format!(
        "file `{file}`, row `{number}` stands for `{}` customers, expected one: in `{model}` each has rates of an own",
        row.weight
    );
    Err(ServiceError::new("summary-weight", message)
        .hint("write a row for each customer, or fit `pareto-nbd` with `--posterior nuts`")
        .value("file", file)
        .value("row", number)
        .value("weight", row.weight))
}

//! Customers of a summary file with their covariates over time, block by block.

use std::path::PathBuf;

use arrow::array::StringArray;
use patron_models::pareto_nbd_dynamic::{DynamicError, DynamicSampleBuilder};

use super::super::field::Field;
use super::super::reader::Reader;
use super::super::row::Block;
use super::super::{SummaryFile, TimeUnit, problem};
use super::periods::{Asked, Periods};
use crate::error::{Result, ServiceError};

/// Both files, opened.
#[derive(Debug)]
pub(super) struct Customers {
    reader: Reader,
    summary: PathBuf,
    periods: Periods,
    /// Covariates over time, then those of the summary file, `fixed` in number.
    names: Vec<String>,
    fixed: usize,
    /// Those of the summary file, and of spend.
    columns: Vec<String>,
}

/// What is read of the customers of a block beside the sample.
#[derive(Debug)]
pub(super) struct Others {
    pub(super) customer_ids: StringArray,
    pub(super) block: Block,
}

impl Customers {
    /// `names` are columns of `covariates` or else of `summary`, where the covariates `of_spend` are as well.
    ///
    /// # Errors
    /// When a file cannot be used or lacks a column.
    pub(super) fn open(
        summary: &SummaryFile,
        covariates: &SummaryFile,
        names: &[String],
        money: bool,
        of_spend: &[String],
        block_rows: usize,
    ) -> Result<Self> {
        let known = super::periods::covariate_columns(covariates)?;
        let (over_time, fixed): (Vec<String>, Vec<String>) =
            names.iter().cloned().partition(|name| known.contains(name));
        if over_time.is_empty() {
            let (file, found) = (covariates.path.display().to_string(), known.join(", "));
            let message =
                format!("file `{file}` has none of the covariates `{}`, expected one or more", names.join(", "));
            let hint = format!("name one of its columns (`{found}`), or leave `--covariates-over-time` out");
            return Err(ServiceError::new("covariates-over-time", message).hint(hint));
        }
        let mut needed = vec![Field::CustomerId, Field::Frequency, Field::Recency, Field::Age];
        needed.extend([Field::FirstOn, Field::PurchasedOn]);
        if money {
            needed.push(Field::MonetaryValue);
        }
        let mut columns = fixed.clone();
        columns.extend(of_spend.iter().filter(|name| !fixed.contains(name)).cloned());
        let reader = Reader::open_with(summary, &needed, &columns, block_rows)?;
        let periods = Periods::read(covariates, &over_time)?;
        let count = fixed.len();
        let names = over_time.into_iter().chain(fixed).collect();
        Ok(Self { reader, summary: summary.path.clone(), periods, names, fixed: count, columns })
    }

    /// The unit of the file's column `time_unit`, once a block has been read.
    pub(super) fn time_unit(&self) -> Option<TimeUnit> {
        self.reader.time_unit()
    }

    /// The covariates read from the summary file.
    pub(super) fn columns(&self) -> &[String] {
        &self.columns
    }

    /// A sample to be filled.
    pub(super) fn sample(&self) -> Result<DynamicSampleBuilder> {
        let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
        DynamicSampleBuilder::new(&names).map_err(|error| refused(&error))
    }

    /// Adds the customers of the next block to a sample, in `unit` or else that of the file; `None` after the last.
    /// `assumed` is the unit of a file that names none. Covariates have to be known for `ahead` more than the age.
    ///
    /// # Errors
    /// When the file cannot be read on, or a customer is none or has no covariates.
    pub(super) fn next(
        &mut self,
        sample: &mut DynamicSampleBuilder,
        assumed: Option<TimeUnit>,
        unit: Option<TimeUnit>,
        ahead: f64,
    ) -> Result<Option<Others>> {
        self.reader.assume(assumed);
        let Some(mut block) = self.reader.next_block()? else { return Ok(None) };
        let unit = unit.or(self.reader.time_unit()).or(assumed).ok_or_else(|| problem::no_time_unit(&self.summary))?;
        let customer_ids = block.customer_ids.take().unwrap_or_else(|| StringArray::new_null(block.rows.len()));
        let width = block.covariates.len() / block.rows.len().max(1);
        for (at, purchases) in block.purchases.iter().enumerate() {
            let (times, age) = purchases.times(unit);
            let row = block.numbers.get(at).copied().unwrap_or_default();
            let (customer, needed) = (customer_ids.value(at), age + ahead);
            let asked = Asked { customer, purchases, summary: &self.summary, row, needed, unit };
            let mut of_customer = self.periods.of(asked)?;
            let own = block.covariates.get(at * width..at * width + self.fixed).unwrap_or_default();
            of_customer.values.iter_mut().for_each(|values| values.extend(own));
            let (starts, values) = (&of_customer.starts, &of_customer.values);
            sample.push(&times, age, starts, values, of_customer.until).map_err(|error| refused(&error))?;
        }
        Ok(Some(Others { customer_ids, block }))
    }
}

/// Customers that the model refuses.
pub(super) fn refused(error: &DynamicError) -> ServiceError {
    ServiceError::new(error.code(), error.to_string()).hint(error.hint())
}

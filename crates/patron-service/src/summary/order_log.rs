//! A simulated order log and how it is written.

use std::io::{BufWriter, Write};
use std::sync::Arc;

use arrow::array::{ArrayRef, Date32Array, Decimal128Array, RecordBatch, StringArray};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use chrono::{Datelike, NaiveDate};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use crate::error::{Result, ServiceError};

/// Orders sorted by customer and day: `customer_id, ordered_at` and, where simulated, `amount`.
#[derive(Debug, Clone, PartialEq)]
pub struct OrderLog {
    /// Customers, each with at least one order.
    customers: usize,
    /// Number of each order's customer, from 1.
    customer: Vec<u32>,
    /// Day of each order, counted from 1970-01-01.
    day: Vec<i32>,
    /// Amount of each order in hundredths.
    cents: Option<Vec<i64>>,
}

/// Rows of a row group.
const ROW_GROUP: usize = 131_072;
/// Days from the first of January of the year 1 to that of 1970.
const EPOCH: i32 = 719_163;

impl OrderLog {
    /// From first days (counted from `start`), repeat purchases in weeks after them, and amounts of all purchases.
    pub(super) fn new(
        start: NaiveDate,
        first_days: &[u32],
        repeats: &[Vec<f64>],
        amounts: Option<&[Vec<f64>]>,
    ) -> Result<Self> {
        let orders = first_days.len() + repeats.iter().map(Vec::len).sum::<usize>();
        let (mut customer, mut day) = (Vec::with_capacity(orders), Vec::with_capacity(orders));
        for (i, (first, times)) in first_days.iter().zip(repeats).enumerate() {
            let first = start.num_days_from_ce() - EPOCH + *first as i32;
            let days = times.iter().map(|weeks| first + (7.0 * weeks).round() as i32);
            day.push(first);
            day.extend(days);
            customer.resize(day.len(), i as u32 + 1);
        }
        let cents = amounts.map(|amounts| amounts.iter().flatten().map(|amount| cents(*amount)).collect());
        Ok(Self { customers: first_days.len(), customer, day, cents: cents.transpose()? })
    }

    /// Number of orders.
    #[must_use]
    pub fn orders(&self) -> usize {
        self.day.len()
    }

    /// Number of customers.
    #[must_use]
    pub fn customers(&self) -> usize {
        self.customers
    }

    /// Writes CSV with a header.
    ///
    /// # Errors
    /// When writing fails.
    pub fn write_csv(&self, target: impl Write) -> Result<()> {
        let mut out = BufWriter::with_capacity(1 << 20, target);
        let width = self.id_width();
        out.write_all(if self.cents.is_some() {
            b"customer_id,ordered_at,amount\n"
        } else {
            b"customer_id,ordered_at\n"
        })?;
        for (at, (customer, day)) in self.customer.iter().zip(&self.day).enumerate() {
            let date = NaiveDate::from_num_days_from_ce_opt(*day + EPOCH).unwrap_or_default();
            write!(out, "C{customer:0width$},{date}")?;
            if let Some(cents) = self.cents.as_ref().and_then(|cents| cents.get(at)) {
                write!(out, ",{}.{:02}", cents / 100, cents % 100)?;
            }
            out.write_all(b"\n")?;
        }
        Ok(out.flush()?)
    }

    /// Writes Parquet: text, date and decimal(18,2).
    ///
    /// # Errors
    /// When writing fails.
    pub fn write_parquet(&self, target: impl Write + Send) -> Result<()> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_max_row_group_row_count(Some(ROW_GROUP))
            .build();
        let parquet = |error: parquet::errors::ParquetError| {
            ServiceError::new("file-not-written", format!("the Parquet file could not be written: {error}"))
                .hint("check that the folder exists, is writable and has room")
        };
        let mut writer = ArrowWriter::try_new(target, self.schema(), Some(properties)).map_err(parquet)?;
        for from in (0..self.orders()).step_by(ROW_GROUP) {
            let batch = self.batch(from, (from + ROW_GROUP).min(self.orders()))?;
            writer.write(&batch).map_err(parquet)?;
        }
        writer.close().map_err(parquet)?;
        Ok(())
    }

    fn schema(&self) -> SchemaRef {
        let mut fields =
            vec![Field::new("customer_id", DataType::Utf8, false), Field::new("ordered_at", DataType::Date32, false)];
        if self.cents.is_some() {
            fields.push(Field::new("amount", DataType::Decimal128(18, 2), false));
        }
        Arc::new(Schema::new(fields))
    }

    fn batch(&self, from: usize, to: usize) -> Result<RecordBatch> {
        let width = self.id_width();
        let (customers, days) =
            (self.customer.get(from..to).unwrap_or_default(), self.day.get(from..to).unwrap_or_default());
        let ids = customers.iter().map(|customer| format!("C{customer:0width$}"));
        let mut columns: Vec<ArrayRef> = vec![
            Arc::new(StringArray::from_iter_values(ids)),
            Arc::new(Date32Array::from_iter_values(days.iter().copied())),
        ];
        if let Some(cents) = &self.cents {
            let cents = cents.get(from..to).unwrap_or_default().iter().map(|cents| i128::from(*cents));
            columns.push(Arc::new(Decimal128Array::from_iter_values(cents).with_precision_and_scale(18, 2)?));
        }
        Ok(RecordBatch::try_new(self.schema(), columns)?)
    }

    /// Digits of an id: ids of one length sort as their numbers do.
    fn id_width(&self) -> usize {
        self.customers.to_string().len()
    }
}

fn cents(amount: f64) -> Result<i64> {
    let cents = (amount * 100.0).round();
    if cents.is_finite() && cents < 1e16 {
        return Ok(cents as i64);
    }
    Err(ServiceError::new("simulation", format!("a simulated amount is `{amount}`, expected less than 1e14"))
        .hint("check the spend parameters: with `q` near zero the mean has no limit"))
}

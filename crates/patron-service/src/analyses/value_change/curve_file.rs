//! The file of values at past days: a row per customer and day, in this order.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use arrow::array::{ArrayRef, Date32Builder, Float64Builder, RecordBatch, StringBuilder};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::{EnabledStatistics, WriterProperties};

use crate::error::Result;

use super::valuer::Expected;

/// Figures of a point, after customer and day.
const FIGURES: [&str; 11] = [
    "residual_value",
    "probability_return",
    "expected_purchases",
    "purchase_rate",
    "active_time",
    "expected_spend",
    "discount_factor",
    "net_year",
    "contribution_year",
    "share_of_wallet",
    "satisfaction",
];

static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
    let mut fields =
        vec![Field::new("customer_id", DataType::Utf8, false), Field::new("as_of", DataType::Date32, false)];
    fields.extend(FIGURES.map(|name| Field::new(name, DataType::Float64, true)));
    Arc::new(Schema::new(fields))
});

/// A customer at one day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Point {
    pub(super) expected: Expected,
    /// net amount and contribution of the year before; none without amounts
    pub(super) year: Option<[f64; 2]>,
    pub(super) wallet: Option<f64>,
    pub(super) satisfaction: Option<f64>,
}

/// Points of one batch.
#[derive(Debug, Default)]
pub(super) struct Points {
    customer: StringBuilder,
    day: Date32Builder,
    figures: [Float64Builder; FIGURES.len()],
}

impl Points {
    pub(super) fn add(&mut self, customer: &str, day: i32, point: &Point) {
        self.customer.append_value(customer);
        self.day.append_value(day);
        let Point { expected, year, wallet, satisfaction } = point;
        let figures = [
            expected.value(),
            Some(expected.probability_return),
            Some(expected.purchases),
            Some(expected.rate),
            Some(expected.active),
            expected.spend,
            Some(expected.discount),
            year.map(|[net, _]| net),
            year.map(|[_, contribution]| contribution),
            *wallet,
            *satisfaction,
        ];
        for (builder, figure) in self.figures.iter_mut().zip(figures) {
            builder.append_option(figure.filter(|figure| figure.is_finite()));
        }
    }

    pub(super) fn finish(&mut self) -> Result<RecordBatch> {
        let mut columns: Vec<ArrayRef> = vec![Arc::new(self.customer.finish()), Arc::new(self.day.finish())];
        columns.extend(self.figures.iter_mut().map(|builder| Arc::new(builder.finish()) as ArrayRef));
        Ok(RecordBatch::try_new(Arc::clone(&SCHEMA), columns)?)
    }
}

/// A Parquet file that is written batch by batch.
pub(super) struct TableFile(ArrowWriter<std::fs::File>);

impl TableFile {
    /// Of values at past days.
    pub(super) fn of_points(path: &Path) -> Result<Self> {
        Self::new(path, &SCHEMA)
    }

    pub(super) fn new(path: &Path, schema: &SchemaRef) -> Result<Self> {
        // One customer is a page of one row group.
        let mut properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_statistics_enabled(EnabledStatistics::Page)
            .set_max_row_group_row_count(Some(65_536))
            .set_data_page_row_count_limit(4096);
        for field in schema.fields().iter().filter(|field| *field.data_type() == DataType::Float64) {
            properties = properties.set_column_dictionary_enabled(field.name().as_str().into(), false);
        }
        let writer = ArrowWriter::try_new(std::fs::File::create(path)?, Arc::clone(schema), Some(properties.build()));
        Ok(Self(writer.map_err(datafusion::error::DataFusionError::from)?))
    }

    pub(super) fn write(&mut self, batch: &RecordBatch) -> Result<()> {
        Ok(self.0.write(batch).map_err(datafusion::error::DataFusionError::from)?)
    }

    pub(super) fn close(self) -> Result<()> {
        let file = self.0.into_inner().map_err(datafusion::error::DataFusionError::from)?;
        Ok(file.sync_all()?)
    }
}

use std::sync::Arc;

use arrow::array::{AsArray, RecordBatch};
use arrow::datatypes::{Date32Type, Field, Schema};
use datafusion::logical_expr::{ident, lit};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use patron_ledger::session::{ParquetFiles, read_parquet};

use crate::analyses::{CHANGE_FACTORS, Expected, LIFETIME_VALUE, LifetimeValueParameters, change};
use crate::error::{Result, ServiceError};
use crate::query::number;
use crate::run::{VALUE_CURVES, format_day};
use crate::service::Service;
use crate::service::runs::OpenRun;
use crate::views::{FactorPart, FactorValue, HistoryPoint};

/// A point as it was stored.
struct Stored {
    day: i32,
    expected: Expected,
    value: Option<f64>,
    net_year: Option<f64>,
    contribution_year: Option<f64>,
    wallet: Option<f64>,
    satisfaction: Option<f64>,
}

impl Service {
    /// The points of one customer, oldest first.
    pub(super) async fn points(&self, run: &OpenRun, id: &str) -> Result<Vec<HistoryPoint>> {
        let Some(parameters) = run.record.parameters::<LifetimeValueParameters>(LIFETIME_VALUE)? else {
            return Ok(Vec::new());
        };
        let files = value_curves(&self.folder.path(&run.record.path))?;
        let own = read_parquet(&self.engine.session(), &files)?.filter(ident("customer_id").eq(lit(id)))?;
        let batches = own.sort(vec![ident("as_of").sort(true, false)])?.collect().await?;
        let stored: Vec<Stored> = batches.iter().flat_map(|batch| read(batch, parameters.margin)).collect();
        let years = run.record.settings.units_per_year();
        let last = stored.last();
        Ok(stored.iter().map(|point| view(point, last, years)).collect())
    }
}

/// The values at past days that a run keeps in its folder.
pub(in crate::service) fn value_curves(folder: &std::path::Path) -> Result<ParquetFiles> {
    let path = folder.join(VALUE_CURVES);
    let schema = schema(&path)?;
    Ok(ParquetFiles { paths: vec![path], schema, sorted_by: vec!["customer_id".to_owned()] })
}

fn schema(path: &std::path::Path) -> Result<Arc<Schema>> {
    let missing = |error: &dyn std::fmt::Display| {
        ServiceError::new("run-table-missing", format!("a table of the run cannot be opened: {error}"))
            .hint("value the portfolio again: `patron run`")
    };
    let file = std::fs::File::open(path).map_err(|error| missing(&error))?;
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| missing(&error))?;
    let fields: Vec<Arc<Field>> = reader.schema().fields().iter().cloned().collect();
    Ok(Arc::new(Schema::new(fields)))
}

fn read(batch: &RecordBatch, margin: f64) -> Vec<Stored> {
    let figure = |name: &str, row: usize| batch.column_by_name(name).and_then(|column| number(column.as_ref(), row));
    let days = batch.column_by_name("as_of").map(|column| column.as_primitive::<Date32Type>().clone());
    let point = |row: usize| {
        Some(Stored {
            day: days.as_ref()?.value(row),
            expected: Expected {
                probability_return: figure("probability_return", row)?,
                purchases: figure("expected_purchases", row)?,
                rate: figure("purchase_rate", row)?,
                active: figure("active_time", row)?,
                spend: figure("expected_spend", row),
                margin,
                discount: figure("discount_factor", row)?,
            },
            value: figure("residual_value", row),
            net_year: figure("net_year", row),
            contribution_year: figure("contribution_year", row),
            wallet: figure("share_of_wallet", row),
            satisfaction: figure("satisfaction", row),
        })
    };
    (0..batch.num_rows()).filter_map(point).collect()
}

fn view(point: &Stored, last: Option<&Stored>, years: f64) -> HistoryPoint {
    let Expected { probability_return, purchases, rate, active, spend, margin, discount } = point.expected;
    let parts = last.and_then(|last| change(&point.expected, &last.expected, [point.wallet, last.wallet]));
    let factor = |factor: &str, value: Option<f64>| FactorValue { factor: factor.to_owned(), value };
    HistoryPoint {
        on: format_day(point.day),
        value: point.value,
        probability_return: Some(probability_return),
        expected_purchases: Some(purchases),
        net_year: point.net_year,
        contribution_year: point.contribution_year,
        share_of_wallet: point.wallet,
        satisfaction: point.satisfaction,
        factors: vec![
            factor("rate", Some(rate * years)),
            factor("activity", Some(active / years)),
            factor("spend", spend),
            factor("margin", Some(margin)),
            factor("discount", Some(discount)),
        ],
        parts: parts.map(|parts| named(&parts)).unwrap_or_default(),
    }
}

fn named(parts: &[f64; CHANGE_FACTORS.len()]) -> Vec<FactorPart> {
    let part = |(factor, change): (&&str, &f64)| FactorPart { factor: (*factor).to_owned(), change: *change };
    CHANGE_FACTORS.iter().zip(parts).map(part).collect()
}

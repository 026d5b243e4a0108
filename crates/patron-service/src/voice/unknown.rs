use std::sync::Arc;

use arrow::array::{RecordBatch, StringArray, UInt64Array};
use arrow::datatypes::{DataType, Field, Schema};
use datafusion::common::JoinType;
use datafusion::functions_aggregate::expr_fn::count;
use datafusion::logical_expr::{cast, col, lit};
use serde_json::json;

use super::notices::notice;
use crate::error::Result;
use crate::query::{cell, number};
use crate::records::Records;
use crate::views::{Notice, Severity};

/// Customers that neither orders nor the customer records have, each with the line where it first stands.
///
/// # Errors
/// When the ledger cannot be read.
pub(crate) async fn unknown(records: &Records, customers: &[(String, u64)], column: &str) -> Result<Option<Notice>> {
    if customers.is_empty() {
        return Ok(None);
    }
    let fields = vec![Field::new("named", DataType::Utf8, false), Field::new("line", DataType::UInt64, false)];
    let named: StringArray = customers.iter().map(|(customer, _)| Some(customer.as_str())).collect();
    let lines: UInt64Array = customers.iter().map(|(_, line)| Some(*line)).collect();
    let batch = RecordBatch::try_new(Arc::new(Schema::new(fields)), vec![Arc::new(named), Arc::new(lines)])?;
    let session = records.engine().session();
    let mut open = session.read_batch(batch)?;
    for table in ["orders", "customers"] {
        if records.rows(table) > 0 {
            let known = records.table(&session, table)?;
            let known = known.select(vec![cast(col("customer_id"), DataType::Utf8).alias("known")])?.distinct()?;
            open = open.join(known, JoinType::LeftAnti, &["named"], &["known"], None)?;
        }
    }
    let first = open.clone().sort(vec![col("line").sort(true, false)])?.limit(0, Some(1))?.collect().await?;
    let Some(first) = first.iter().find(|batch| batch.num_rows() > 0) else { return Ok(None) };
    let counted = open.aggregate(vec![], vec![count(lit(1_i64)).alias("customers")])?.collect().await?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
    let customers = counted.first().and_then(|batch| number(batch.column(0), 0)).unwrap_or_default() as u64;
    let customer = cell(first.column(0).as_ref(), 0).as_str().unwrap_or_default().to_owned();
    let row = number(first.column(1), 0).unwrap_or_default();
    let message = format!(
        "`{customers}` customers are neither in orders nor in the customer records, such as row `{row}`, column `{column}`: \
         `{customer}`; their answers count in totals alone: check their identifiers"
    );
    let values = [
        ("customers", json!(customers)),
        ("row", json!(row)),
        ("column", json!(column)),
        ("customer", json!(customer)),
    ];
    Ok(Some(notice("survey-unknown-customers", Severity::Warning, message, &values)))
}

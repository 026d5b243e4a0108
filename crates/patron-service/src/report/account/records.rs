//! Records about an account: its people, contracts, invoices and deals.

use serde_json::Value;

use super::parts::Source;
use crate::report::table::{Cell, Table};

/// A ledger table as a review shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RecordTable {
    pub(crate) table: &'static str,
    pub(crate) columns: &'static [&'static str],
    /// newest first by this column
    pub(crate) by: &'static str,
    /// the day a row begins, and what is known of it only from another day on
    pub(crate) begins: Option<&'static str>,
    pub(crate) later: Option<(&'static str, &'static [&'static str])>,
}

/// The tables, in their order.
pub(crate) const RECORDS: [RecordTable; 4] = [
    RecordTable {
        table: "people",
        columns: &["name", "role", "influence", "contact"],
        by: "name",
        begins: None,
        later: None,
    },
    RecordTable {
        table: "contracts",
        columns: &["contract_id", "plan", "started_at", "ended_at", "monthly_amount"],
        by: "started_at",
        begins: Some("started_at"),
        // a contract says in advance when it ends
        later: None,
    },
    RecordTable {
        table: "receivables",
        columns: &["invoice_id", "issued_at", "due_at", "amount", "paid_at", "paid_amount"],
        by: "due_at",
        begins: Some("issued_at"),
        later: Some(("paid_at", &["paid_at", "paid_amount"])),
    },
    RecordTable {
        table: "opportunities",
        columns: &["opportunity_id", "stage", "amount", "probability", "opened_at", "closed_at"],
        by: "opened_at",
        begins: Some("opened_at"),
        later: Some(("closed_at", &["closed_at", "stage"])),
    },
];

/// Rows of one of them.
#[derive(Debug, Clone)]
pub(crate) struct RecordRows {
    pub(crate) table: RecordTable,
    pub(crate) rows: Vec<Vec<Value>>,
}

pub(super) fn table(source: &Source<'_>, found: &RecordRows) -> Option<Table> {
    let words = source.words;
    let rows = found.rows.iter().map(|row| row.iter().zip(found.table.columns).map(|(value, name)| cell(value, name)));
    (!found.rows.is_empty()).then(|| Table {
        title: words.get("record", found.table.table),
        note: String::new(),
        columns: found.table.columns.iter().map(|name| words.get("record", name)).collect(),
        rows: rows.map(Iterator::collect).collect(),
    })
}

fn cell(value: &Value, column: &str) -> Cell {
    match value {
        Value::Number(number) => {
            let number = number.as_f64().unwrap_or_default();
            match column {
                "probability" => Cell::Share(number),
                "influence" => Cell::Number(number),
                _ => Cell::Money(number),
            }
        }
        // a moment is shown as its day
        Value::String(text) if column.ends_with("_at") => Cell::text(text.chars().take(10).collect::<String>()),
        Value::String(text) => Cell::text(text.as_str()),
        _ => Cell::Missing,
    }
}

//! Contacts of the ledger: what each was, and when a complaint ended.

use datafusion::dataframe::DataFrame;
use datafusion::functions::expr_fn::lower;
use datafusion::logical_expr::{Expr, cast, col, lit};

use crate::analyses::{contact_words as words, date};
use crate::error::Result;
use crate::query::{Row, read};
use crate::records::Records;
use crate::run::parse_day;

/// Microseconds of a day.
const DAY: f64 = 86_400e6;

/// What a contact was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Complaint,
    Suggestion,
    Praise,
    Other,
}

/// One contact.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Contact {
    pub(super) customer: String,
    pub(super) kind: String,
    pub(super) sort: Sort,
    /// local day since 1970-01-01
    pub(super) on: i32,
    /// moment in days since 1970-01-01, UTC
    pub(super) at: f64,
    pub(super) value: Option<String>,
    pub(super) touchpoint: Option<String>,
    pub(super) resolved_on: Option<String>,
    /// days until it was resolved; below 0 where it is recorded so
    pub(super) took: Option<f64>,
}

impl Sort {
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Complaint => "complaint",
            Self::Suggestion => "suggestion",
            Self::Praise => "praise",
            Self::Other => "other",
        }
    }

    fn of(kind: &str) -> Self {
        let kind = kind.trim().to_lowercase();
        let is = |words: &[&str]| words.contains(&kind.as_str());
        if is(words::COMPLAINT) {
            Self::Complaint
        } else if is(words::SUGGESTION) {
            Self::Suggestion
        } else if is(words::PRAISE) {
            Self::Praise
        } else {
            Self::Other
        }
    }
}

impl Contact {
    /// Whether a complaint had an end by a day.
    pub(super) fn is_open(&self) -> bool {
        self.sort == Sort::Complaint && self.took.is_none()
    }

    /// How a suggestion was graded.
    pub(super) fn graded(&self, words: &[&str]) -> bool {
        self.value.as_ref().is_some_and(|value| words.contains(&value.trim().to_lowercase().as_str()))
    }
}

/// Complaints up to a day, however old; what was resolved after it is open.
pub(super) async fn complaints(records: &Records, until: i32) -> Result<Vec<Contact>> {
    let kinds: Vec<Expr> = words::COMPLAINT.iter().map(|word| lit(*word)).collect();
    let is_complaint = lower(col("kind")).in_list(kinds, false);
    contacts(records, until, Some(is_complaint)).await
}

/// Contacts up to a day that pass a condition, in the order of time.
pub(super) async fn contacts(records: &Records, until: i32, condition: Option<Expr>) -> Result<Vec<Contact>> {
    if records.rows("interactions") == 0 {
        return Ok(Vec::new());
    }
    let all = records.table(&records.engine().session(), "interactions")?;
    let seen = all.filter(col("occurred_on").lt_eq(date(until)))?;
    let chosen = match condition {
        Some(condition) => seen.filter(condition)?,
        None => seen,
    };
    read_contacts(chosen, until).await
}

async fn read_contacts(frame: DataFrame, until: i32) -> Result<Vec<Contact>> {
    use arrow::datatypes::DataType::{Date32, Int64};
    let order = ["occurred_at", "customer_id", "source_file", "source_row"];
    let columns = vec![
        col("customer_id"),
        col("kind"),
        col("value"),
        col("touchpoint"),
        col("occurred_on"),
        cast(col("occurred_at"), Int64).alias("at"),
        cast(col("resolved_at"), Int64).alias("resolved"),
        cast(col("resolved_at"), Date32).alias("resolved_on"),
    ];
    let sorted = frame.sort(order.map(|name| col(name).sort(true, false)).to_vec())?;
    Ok(read(sorted.select(columns)?).await?.iter().filter_map(|row| contact(row, until)).collect())
}

fn contact(row: &Row, until: i32) -> Option<Contact> {
    let (kind, at) = (row.text("kind")?, row.number("at")? / DAY);
    let on = parse_day(&row.text("occurred_on")?).ok()?;
    let resolved_on = row.text("resolved_on").filter(|day| parse_day(day).is_ok_and(|day| day <= until));
    let took = resolved_on.as_ref().and(row.number("resolved")).map(|resolved| resolved / DAY - at);
    Some(Contact {
        customer: row.text("customer_id")?,
        sort: Sort::of(&kind),
        kind,
        on,
        at,
        value: row.text("value"),
        touchpoint: row.text("touchpoint"),
        resolved_on,
        took,
    })
}

use std::collections::{BTreeMap, HashMap, HashSet};

use datafusion::common::JoinType;
use datafusion::functions::expr_fn::coalesce;
use datafusion::functions_aggregate::expr_fn::{count, max, min};
use datafusion::logical_expr::{cast, col, ident, lit};

use crate::analyses::{contact_words as words, date};
use crate::catalogue::Text;
use crate::error::{Result, ServiceError};
use crate::query::read;
use crate::records::Records;
use crate::run::{format_day, parse_day};
use crate::service::Service;
use crate::service::label_column::LabelColumn;
use crate::service::runs::OpenRun;
use crate::views::{
    VoiceComplaintMonth, VoiceComplaints, VoiceComplaintsAnswer, VoiceOpenComplaint, VoiceSuggestions,
};

use super::complaint_groups::{REPEAT, age, group};
use super::contacts::{Contact, Sort, complaints, contacts};
use super::facts::{EQUITY, Facts, NAME, OWNER, facts};
use super::groups::{By, offered};
use super::request::answered;

/// Open complaints that are listed.
const LISTED: usize = 100;

impl Service {
    /// Complaints and suggestions of the `days` up to the valuation date; without a run, up to the last contact.
    ///
    /// # Errors
    /// `voice-no-contacts`, `voice-days`, `unknown-dimension`, or when the ledger cannot be read.
    pub async fn voice_complaints(&self, by: &str, days: usize) -> Result<VoiceComplaints> {
        let records = self.records().await?;
        let run = self.current_run().await?;
        let by = By::of(by, run.as_ref())?;
        let until = until(&records, run.as_ref()).await?;
        let span = i32::try_from(days).ok().filter(|days| *days > 0).ok_or_else(|| {
            ServiceError::new("voice-days", format!("`{days}` days; expected at least `1`")).hint("a year is `365`")
        })?;
        let from = until.saturating_sub(span - 1);
        let all = complaints(&records, until).await?;
        let recent: Vec<&Contact> = all.iter().filter(|one| one.on >= from).collect();
        let known = match &run {
            Some(run) => {
                let column = if let By::Column(column) = &by { column.id.as_str() } else { NAME };
                let ids = all.iter().map(|one| one.customer.as_str());
                facts(run, ids, &[NAME, OWNER, EQUITY, column]).await?
            }
            None => Facts::new(),
        };
        let orders = ordered(&records, (from, until), None).await?;
        let in_all: u64 = orders.values().sum();
        let by_label = match (&by, &run) {
            (By::Column(column), Some(run)) => Some(ordered(&records, (from, until), Some((run, column))).await?),
            _ => None,
        };
        let mut labelled: BTreeMap<String, Vec<&Contact>> = BTreeMap::new();
        for one in &recent {
            labelled.entry(label(&by, one, &known)).or_default().push(one);
        }
        let name = |id: &str| if id.is_empty() { Text::new("Unknown", "未知") } else { by.name(id) };
        let mut groups = Vec::new();
        for (id, own) in &labelled {
            // by touchpoint, orders are those of all
            let orders = by_label.as_ref().map_or(in_all, |by| by.get(id).copied().unwrap_or_default());
            groups.push(group(id.clone(), name(id), own, orders, until)?);
        }
        groups.sort_by(|one, other| other.complaints.cmp(&one.complaints).then_with(|| one.id.cmp(&other.id)));
        let recent_contacts = contacts(&records, until, Some(col("occurred_on").gt_eq(date(from)))).await?;
        Ok(VoiceComplaints {
            from: format_day(from),
            to: format_day(until),
            days: span.unsigned_abs(),
            by: by.id(),
            label: by.label(),
            repeat_days: REPEAT.unsigned_abs(),
            all: group(String::new(), Text::new("All", "全部"), &recent, in_all, until)?,
            groups,
            months: months(&recent, &orders),
            suggestions: suggestions(&recent_contacts),
            praise: recent_contacts.iter().filter(|one| one.sort == Sort::Praise).count() as u64,
            contacts: recent_contacts.len() as u64,
            open: open(&all, &known, until),
            dimensions: offered(run.as_ref()),
            notices: Vec::new(),
        })
    }

    /// The same for pages: why nothing is known is an answer.
    ///
    /// # Errors
    /// When nothing can be read.
    pub async fn voice_complaints_answer(&self, by: &str, days: usize) -> Result<VoiceComplaintsAnswer> {
        let (complaints, problem) = answered(self.voice_complaints(by, days).await)?;
        Ok(VoiceComplaintsAnswer { complaints, problem })
    }
}

/// The day up to which contacts count.
async fn until(records: &Records, run: Option<&OpenRun>) -> Result<i32> {
    if records.rows("interactions") == 0 {
        let message = "the ledger has no contacts with customers; expected complaints, suggestions or others";
        return Err(ServiceError::new("voice-no-contacts", message)
            .hint("import them: `patron import interactions contacts.csv`"));
    }
    if let Some(run) = run {
        return Ok(run.record.settings.as_of_day);
    }
    let all = records.table(&records.engine().session(), "interactions")?;
    let last = read(all.aggregate(vec![], vec![max(col("occurred_on")).alias("last")])?).await?;
    last.first().and_then(|row| row.text("last")).map_or(Ok(0), |day| parse_day(&day))
}

/// Orders of customers within days, by month or by a label: sales with the same number, or of the same day where they have
/// none.
async fn ordered(
    records: &Records,
    (from, until): (i32, i32),
    by: Option<(&OpenRun, &LabelColumn)>,
) -> Result<HashMap<String, u64>> {
    if records.rows("orders") == 0 {
        return Ok(HashMap::new());
    }
    let text = |name: &str| cast(col(name), arrow::datatypes::DataType::Utf8);
    let within = col("ordered_on").gt_eq(date(from)).and(col("ordered_on").lt_eq(date(until)));
    let sales = col("is_return").is_not_true().and(col("customer_id").is_not_null());
    let number = coalesce(vec![text("order_id"), text("ordered_on")]).alias("number");
    let all = records.table(&records.engine().session(), "orders")?.filter(within.and(sales))?;
    let each = all.aggregate(vec![col("customer_id"), number], vec![min(col("ordered_on")).alias("day")])?;
    let counted = vec![count(lit(1_i64)).alias("orders")];
    let rows = match by {
        None => each.aggregate(vec![col("day").alias("label")], counted)?,
        Some((run, column)) => {
            let label = ident(column.id.as_str()).alias("label");
            let labels = run.table.frame()?.select(vec![ident("customer_id").alias("labelled"), label])?;
            let joined = each.join(labels, JoinType::Left, &["customer_id"], &["labelled"], None)?;
            joined.aggregate(vec![col("label")], counted)?
        }
    };
    let mut found: HashMap<String, u64> = HashMap::new();
    for row in read(rows).await? {
        let mut label = row.text("label").unwrap_or_default();
        if by.is_none() {
            label.truncate("2026-01".len());
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of the engine")]
        let orders = row.number("orders").unwrap_or_default() as u64;
        *found.entry(label).or_default() += orders;
    }
    Ok(found)
}

fn label(by: &By, one: &Contact, known: &Facts) -> String {
    let found = match by {
        By::Touchpoint => one.touchpoint.clone(),
        By::Column(column) => known.get(&one.customer).and_then(|row| row.text(&column.id)),
    };
    found.unwrap_or_default()
}

/// Every month that has complaints or orders.
fn months(complaints: &[&Contact], orders: &HashMap<String, u64>) -> Vec<VoiceComplaintMonth> {
    let mut counted: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for one in complaints {
        let month = format_day(one.on).get(..7).unwrap_or_default().to_owned();
        counted.entry(month).or_default().0 += 1;
    }
    for (month, orders) in orders {
        counted.entry(month.clone()).or_default().1 = *orders;
    }
    let month = |(month, (complaints, orders)): (String, (u64, u64))| VoiceComplaintMonth {
        month,
        complaints,
        orders,
        rate: (orders > 0).then(|| complaints as f64 / orders as f64),
    };
    counted.into_iter().map(month).collect()
}

fn suggestions(contacts: &[Contact]) -> VoiceSuggestions {
    let all: Vec<&Contact> = contacts.iter().filter(|one| one.sort == Sort::Suggestion).collect();
    let graded = |words: &[&str]| all.iter().filter(|one| one.graded(words)).count() as u64;
    let (valuable, ordinary) = (graded(words::VALUABLE), graded(words::ORDINARY));
    VoiceSuggestions {
        all: all.len() as u64,
        valuable,
        ordinary,
        other: all.len() as u64 - valuable - ordinary,
        customers: all.iter().map(|one| one.customer.as_str()).collect::<HashSet<_>>().len() as u64,
    }
}

/// The oldest first.
fn open(all: &[Contact], known: &Facts, until: i32) -> Vec<VoiceOpenComplaint> {
    let open = all.iter().filter(|one| one.is_open()).take(LISTED);
    open.map(|one| {
        let row = known.get(&one.customer);
        VoiceOpenComplaint {
            customer_id: one.customer.clone(),
            name: row.and_then(|row| row.text(NAME)),
            owner: row.and_then(|row| row.text(OWNER)),
            occurred: format_day(one.on),
            days: age(one, until),
            touchpoint: one.touchpoint.clone(),
            equity: row.and_then(|row| row.number(EQUITY)),
        }
    })
    .collect()
}

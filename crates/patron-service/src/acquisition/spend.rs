use datafusion::logical_expr::col;
use patron_ledger::rollup::Occasion;
use patron_ledger::rule::Purpose;

use crate::error::Result;
use crate::query::read;
use crate::records::Records;
use crate::run::parse_day;

use super::channel::key;

/// A row of marketing spend, as far as its days were lived at the valuation date.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Lived {
    /// first and last day lived, since 1970-01-01
    pub(crate) from: i32,
    pub(crate) to: i32,
    pub(crate) purpose: Purpose,
    /// the part of the amount that falls on the days lived
    pub(crate) amount: f64,
    /// as it is compared; empty for all channels
    pub(crate) channel: String,
    /// as it is written
    pub(crate) channel_name: Option<String>,
    pub(crate) campaign: Option<String>,
    /// the one customer it was spent on
    pub(crate) customer: Option<String>,
}

impl Lived {
    /// Days lived.
    pub(crate) fn days(&self) -> f64 {
        f64::from(self.to - self.from + 1)
    }

    /// What was spent on the days from one to another.
    pub(crate) fn between(&self, from: i32, to: i32) -> f64 {
        let shared = (self.to.min(to) - self.from.max(from) + 1).max(0);
        self.amount * f64::from(shared) / self.days()
    }

    /// What was spent in each calendar month, by the number of the month.
    pub(crate) fn by_month(&self) -> Vec<(i32, f64)> {
        let mut months: Vec<(i32, f64)> = Vec::new();
        for day in self.from..=self.to {
            let month = Occasion::Month.period(day);
            let daily = self.amount / self.days();
            match months.last_mut().filter(|last| last.0 == month) {
                Some(last) => last.1 += daily,
                None => months.push((month, daily)),
            }
        }
        months
    }
}

/// Rows of marketing spend by what they were spent for, in the order of the ledger.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Spend {
    pub(crate) acquisition: Vec<Lived>,
    pub(crate) retention: Vec<Lived>,
}

impl Spend {
    /// Reads the rows that had begun at the valuation date. A row without a last day is of the month that begins with it;
    /// of a row that has not ended the days lived count in proportion.
    ///
    /// # Errors
    /// When the engine fails.
    pub(crate) async fn read(records: &Records, as_of_day: i32) -> Result<Self> {
        let table = records.table(&records.engine().session(), "marketing_spend")?;
        let order = ["period", "channel", "source_file", "source_row"].map(|name| col(name).sort(true, false));
        let mut spend = Self::default();
        for row in read(table.sort(order.to_vec())?).await? {
            let (Some(from), Some(amount)) = (row.text("period"), row.number("amount")) else { continue };
            let Some(purpose) = row.text("purpose").as_deref().and_then(Purpose::parse) else { continue };
            let from = parse_day(&from)?;
            let last = row.text("period_end").map_or_else(|| Ok(month_from(from)), |day| parse_day(&day))?;
            if from > as_of_day {
                continue;
            }
            let to = last.min(as_of_day);
            let channel_name = row.text("channel").map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
            let lived = Lived {
                from,
                to,
                purpose,
                amount: amount * f64::from(to - from + 1) / f64::from(last - from + 1),
                channel: channel_name.as_deref().map(key).unwrap_or_default(),
                channel_name,
                campaign: row.text("campaign").map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()),
                customer: row.text("customer_id"),
            };
            match purpose {
                Purpose::Acquisition => spend.acquisition.push(lived),
                Purpose::Retention => spend.retention.push(lived),
            }
        }
        Ok(spend)
    }
}

/// The part of rows that falls on the days from one to another.
pub(crate) fn recent(rows: &[Lived], from: i32, to: i32) -> Vec<Lived> {
    let part = |row: &Lived| {
        let amount = row.between(from, to);
        let (from, to) = (row.from.max(from), row.to.min(to));
        (from <= to).then(|| Lived { from, to, amount, ..row.clone() })
    };
    rows.iter().filter_map(part).collect()
}

/// The last day of the month that begins on a day.
fn month_from(day: i32) -> i32 {
    let from = chrono::NaiveDate::from_epoch_days(day);
    let next = from.and_then(|from| from.checked_add_months(chrono::Months::new(1)));
    next.map_or(day, |next| next.to_epoch_days() - 1)
}

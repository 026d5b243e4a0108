//! What the orders of a company come to: the records beside orders are drawn from it, so that all agree.

use chrono::Datelike;
use rand::RngExt;

use super::clock::date;
use super::customers::Customer;
use super::random::{Draw, stream};
use super::sale::Order;
use super::{DAYS, FIRST_DAY};

/// Months of the simulation.
pub(super) const MONTHS: usize = 48;
/// Who has not bought for so many of its own intervals, and this many days, is gone.
const GONE_INTERVALS: usize = 4;
const GONE_DAYS: usize = 60;

/// A company that has bought.
#[derive(Debug, Clone)]
pub(super) struct Account {
    /// place in the list of customers
    pub(super) place: usize,
    pub(super) large: bool,
    /// net sales by month, in hundredths
    pub(super) months: [i64; MONTHS],
    /// days of the first and the last sale
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) sales: usize,
    pub(super) gone: bool,
    /// how content it is, from 0 to 1; who is gone was less so
    pub(super) warmth: f64,
}

/// The month of a day of the simulation, from 0.
pub(super) fn month(day: usize) -> usize {
    let date = date(day);
    let years = usize::try_from(date.year() - FIRST_DAY.year()).unwrap_or(0);
    (years * 12 + date.month0() as usize).min(MONTHS - 1)
}

/// The companies that have bought, in the order of customers.
pub(super) fn accounts(customers: &[Customer], orders: &[Order], seed: u64) -> Vec<Account> {
    let mut found: Vec<Option<Account>> = vec![None; customers.len()];
    for order in orders {
        let Some(place) = order.customer.filter(|place| customers[*place].behaviour.company) else { continue };
        let account = found[place].get_or_insert_with(|| Account {
            place,
            large: customers[place].behaviour.is_large(),
            months: [0; MONTHS],
            first: order.day,
            last: order.day,
            sales: 0,
            gone: false,
            warmth: 0.0,
        });
        account.months[month(order.day)] += order.lines.iter().map(|line| line.amount).sum::<i64>();
        if order.original.is_empty() {
            account.sales += 1;
            account.last = account.last.max(order.day);
        }
    }
    let mut found: Vec<Account> = found.into_iter().flatten().collect();
    for account in &mut found {
        let interval = (account.last - account.first) / account.sales.saturating_sub(1).max(1);
        account.gone = DAYS - account.last > GONE_DAYS.max(GONE_INTERVALS * interval);
        let drawn: f64 = stream(seed, Draw::Accounts, account.place).random();
        account.warmth = if account.gone { 0.5 * drawn } else { 0.25 + 0.75 * drawn };
    }
    found
}

impl Account {
    /// Net sales of a year of the simulation, from 0, in hundredths.
    pub(super) fn year(&self, year: usize) -> i64 {
        self.months.iter().skip(year * 12).take(12).sum()
    }

    /// Mean net sales of a month between the first and the last sale, in hundredths.
    pub(super) fn monthly(&self) -> i64 {
        let months = (month(self.last) - month(self.first) + 1) as i64;
        (self.months.iter().sum::<i64>() / months).max(1)
    }

    /// The last day on which anybody dealt with it.
    pub(super) fn until(&self) -> usize {
        if self.gone { (self.last + 90).min(DAYS) } else { DAYS }
    }
}
